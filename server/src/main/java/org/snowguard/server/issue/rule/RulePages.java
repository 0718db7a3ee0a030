package org.snowguard.server.issue.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.rule.RuleStore.Tally;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Transactions;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Standing rules: read by everybody, made and ended by the security team. */
@Controller
final class RulePages {

  private static final int SIZE = 50;

  private final Rules rules;
  private final RuleStore store;
  private final RuleUndo undo;
  private final Projects projects;
  private final Accounts accounts;
  private final Transactions transactions;

  RulePages(
      Rules rules,
      RuleStore store,
      RuleUndo undo,
      Projects projects,
      Accounts accounts,
      Transactions transactions) {
    this.rules = rules;
    this.store = store;
    this.undo = undo;
    this.projects = projects;
    this.accounts = accounts;
    this.transactions = transactions;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/rules")
  Reply list() {
    List<RulesPage.Item> all = transactions.read(() -> items(rules.all()));
    return Reply.page("rule/rules", new RulesPage(all)).twin(new Page<>(all, null, all.size()));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/rule/{id}")
  Reply show(@PathVariable long id, @RequestParam(required = false) @Nullable String after) {
    Cursor cursor = Cursor.parse(after, 1);
    return transactions.read(
        () -> {
          Rule rule =
              rules
                  .find(id)
                  .orElseThrow(
                      () -> new NotFound("showing a rule", "rule " + id, "see the list of rules."));
          RulesPage.Item item = items(List.of(rule)).getFirst();
          Page<RulePage.Card> cards =
              Page.of(
                  store.applications(id, cursor == null ? null : cursor.number(0), SIZE + 1),
                  SIZE,
                  item.taken(),
                  card -> Cursor.of(card.eventId()));
          return Reply.page("rule/rule", new RulePage(item, cards));
        });
  }

  /** The form, and with {@code try} what the rule would have done. */
  @Access(AccessLevel.SECURITY_TEAM)
  @GetMapping("/rules/new")
  Reply form(@RequestParam MultiValueMap<String, String> fields) {
    RuleForm form = new RuleForm(fields);
    return form.value("try").isEmpty()
        ? Reply.html("rule/form", page(form, null, null))
        : reading(form, draft -> Reply.html("rule/form", page(form, null, tried(draft))));
  }

  private RuleFormPage page(
      RuleForm form, RuleFormPage.@Nullable Fault fault, RuleFormPage.@Nullable Tried tried) {
    return new RuleFormPage(form, fault, tried, rules.today());
  }

  private RuleFormPage.Tried tried(RuleDraft draft) {
    return new RuleFormPage.Tried(
        draft.project().slug(),
        RuleWords.of(draft.rule().condition()),
        draft.rule().action().label(),
        rules.dryRun(draft));
  }

  /** What cannot be read is told above the form, which keeps what was typed. */
  private Reply reading(RuleForm form, Function<RuleDraft, Reply> then) {
    RuleDraft draft;
    try {
      draft = form.read(projects, rules.today());
      rules.check(draft);
    } catch (NotFound | BadInput fault) {
      return Reply.html("rule/form", page(form, RuleFormPage.Fault.of(fault), null)).status(400);
    }
    return then.apply(draft);
  }

  @Access(AccessLevel.SECURITY_TEAM)
  @PostMapping("/rules")
  Reply make(
      @RequestParam MultiValueMap<String, String> fields,
      @RequestParam String seen,
      CurrentAccount account) {
    RuleForm form = new RuleForm(fields);
    return reading(
        form,
        draft -> {
          try {
            long id = rules.make(draft, seen, account.number());
            return Reply.redirect("/rule/" + id)
                .notice("Made. It looks at the queue within a minute.");
          } catch (Conflict other) {
            RuleFormPage again = page(form, RuleFormPage.Fault.of(other), tried(draft));
            return Reply.html("rule/form", again).status(409);
          }
        });
  }

  @Access(AccessLevel.SECURITY_TEAM)
  @PostMapping("/rule/{id}/end")
  Reply end(@PathVariable long id, @RequestParam String reason, CurrentAccount account) {
    int back = rules.end(id, reason, account.number());
    return Reply.redirect("/rule/" + id)
        .notice("Ended. " + (back == 1 ? "1 card comes back." : back + " cards come back."));
  }

  /** How many cards would come back, before anything does. */
  @Access(AccessLevel.SECURITY_TEAM)
  @GetMapping("/rule/{id}/undo")
  Reply beforeUndo(@PathVariable long id) {
    return transactions.read(
        () -> {
          Rule rule =
              rules
                  .find(id)
                  .orElseThrow(
                      () -> new NotFound("showing a rule", "rule " + id, "see the list of rules."));
          return Reply.html("rule/undo", undoPage(rule, undo.count(id), null));
        });
  }

  @Access(AccessLevel.SECURITY_TEAM)
  @PostMapping("/rule/{id}/undo")
  Reply undo(@PathVariable long id, @RequestParam long expected, CurrentAccount account) {
    RuleUndo.Done done = undo.undo(id, expected, account.number());
    Rule rule = rules.find(id).orElseThrow();
    return Reply.html("rule/undo", undoPage(rule, undo.count(id), done));
  }

  private static RuleUndoPage undoPage(
      Rule rule, RuleUndo.Count count, RuleUndo.@Nullable Done done) {
    return new RuleUndoPage(
        rule.id(),
        rule.label(),
        count.back(),
        count.published(),
        count.otherwise(),
        done == null ? List.of() : done.told(),
        done == null ? null : done.back());
  }

  private List<RulesPage.Item> items(List<Rule> found) {
    Set<Long> people = new HashSet<>();
    for (Rule rule : found) {
      people.add(rule.author());
      if (rule.endedBy() != null) {
        people.add(rule.endedBy());
      }
    }
    ActorNames names = accounts.names(people);
    Map<Long, Tally> tallies =
        store.tallies(found.stream().map(Rule::id).toList()).stream()
            .collect(Collectors.toMap(Tally::ruleId, Function.identity()));
    return found.stream()
        .map(
            rule ->
                item(rule, names, tallies.getOrDefault(rule.id(), new Tally(rule.id(), 0, 0, 0))))
        .toList();
  }

  private static RulesPage.Item item(Rule rule, ActorNames names, Tally tally) {
    return new RulesPage.Item(
        rule.id(),
        rule.project(),
        rule.rule().action().text(),
        rule.rule().action().label(),
        RuleWords.of(rule.rule().condition()),
        rule.waitDays(),
        rule.reason(),
        names.of(rule.author()),
        rule.madeAt(),
        rule.expiresOn(),
        rule.seen(),
        tally.taken(),
        tally.kept(),
        tally.undone(),
        rule.endedAt(),
        rule.endedBy() == null ? null : names.of(rule.endedBy()),
        rule.endReason());
  }
}
