package org.snowguard.server.issue.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.edit.EditOutcome;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueEdits;
import org.snowguard.server.issue.edit.IssueField;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.IssueField.Single;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Changes to what an issue says. A conflict answers 409 with both texts. */
@Controller
final class IssueEditPages {

  private static final String TRYING = "editing an issue";

  private final IssueEdits edits;
  private final Issues issues;
  private final Accounts accounts;

  IssueEditPages(IssueEdits edits, Issues issues, Accounts accounts) {
    this.edits = edits;
    this.issues = issues;
    this.accounts = accounts;
  }

  /**
   * @param titleSeen the title that the form showed: one that the machine made and the editor left
   *     alone goes on following what the issue holds
   */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/words")
  Reply words(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String title,
      @RequestParam(defaultValue = "") String titleSeen,
      @RequestParam String description,
      CurrentAccount account) {
    List<FieldEdit> wanted = new ArrayList<>();
    if (!title.strip().equals(titleSeen.strip())) {
      wanted.add(new FieldEdit(Single.TITLE, given(title)));
    }
    wanted.add(new FieldEdit(Single.DESCRIPTION, given(description)));
    return edit(id, revision, wanted, account);
  }

  /** Empty: what the machine proposes. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/plan")
  Reply plan(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam(defaultValue = "") String priority,
      @RequestParam(defaultValue = "") String remediation,
      @RequestParam(defaultValue = "") String assignee,
      CurrentAccount account) {
    return edit(
        id,
        revision,
        List.of(
            new FieldEdit(Single.PRIORITY, given(priority)),
            new FieldEdit(Single.REMEDIATION, given(remediation)),
            new FieldEdit(Single.ASSIGNEE, given(assignee))),
        account);
  }

  /** Puts something in, takes it out with a reason, or puts back what was taken out. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/entry")
  Reply entry(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String kind,
      @RequestParam String name,
      @RequestParam String action,
      @RequestParam(defaultValue = "") String reason,
      CurrentAccount account) {
    IssueField field = new IssueField.Entry(kind(kind), name.strip());
    return switch (action) {
      case "add" ->
          edit(id, revision, List.of(new FieldEdit(field, FieldValue.added(reason))), account);
      case "remove" ->
          edit(id, revision, List.of(new FieldEdit(field, FieldValue.removed(reason))), account);
      case "put-back" -> answer(edits.putBack(id, revision, field, account.number()));
      default ->
          throw new BadInput(TRYING, "action \"" + action + "\"", "use add, remove or put-back.");
    };
  }

  /**
   * Judges a package otherwise than the machine; without a verdict, as the machine does.
   *
   * @param ask whether to show first of which verdicts it speaks, where they are several
   * @param expected how many those were: if they are others now, nothing is saved
   */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/verdict")
  Reply verdict(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String attribute,
      @RequestParam(defaultValue = "") String vulnerability,
      @RequestParam(defaultValue = "") String channel,
      @RequestParam(defaultValue = "") String verdict,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "false") boolean ask,
      @RequestParam(required = false) @Nullable Integer expected,
      CurrentAccount account) {
    IssueField.Judgement field =
        new IssueField.Judgement(vulnerability.strip(), channel.strip(), attribute.strip());
    FieldValue value = verdict.isEmpty() ? null : new FieldValue(verdict, reason);
    FieldEdit wanted = new FieldEdit(field, value);
    edits.check(wanted);
    Supplier<VerdictReach> reach =
        () -> VerdictReach.of(content(id), field, verdict.isEmpty() ? null : verdict, reason);
    VerdictReach seen = reach.get();
    if (expected == null && ask && seen.isWide()) {
      return Reply.html("issue/judge", seen);
    }
    EditOutcome outcome =
        edits.edit(
            id,
            revision,
            List.of(wanted),
            () -> expected == null || expected == reach.get().verdicts(),
            account.number());
    return outcome instanceof EditOutcome.Overtaken
        ? Reply.html("issue/judge", reach.get()).status(409)
        : answer(outcome, seen.saved());
  }

  private IssueContent content(long id) {
    return issues
        .content(id)
        .orElseThrow(() -> new NotFound(TRYING, "issue " + id, "see the list of issues."));
  }

  /** Without a title the address stands for it. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/link")
  Reply link(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String url,
      @RequestParam(defaultValue = "") String title,
      @RequestParam(defaultValue = "add") String action,
      CurrentAccount account) {
    FieldValue value = action.equals("remove") ? null : FieldValue.of(title);
    return edit(
        id, revision, List.of(new FieldEdit(new IssueField.Link(url.strip()), value)), account);
  }

  /** Any fields by their keys: what a decided conflict sends, and programs. */
  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/fields")
  Reply fields(
      @PathVariable long id,
      @RequestParam int revision,
      // Bound as a map: texts of a list would be split at their commas.
      @RequestParam MultiValueMap<String, String> form,
      CurrentAccount account) {
    List<String> keys = form.getOrDefault("field", List.of());
    List<String> values = form.getOrDefault("value", List.of());
    List<String> reasons = form.getOrDefault("reason", List.of());
    if (keys.isEmpty() || keys.size() != values.size() || keys.size() != reasons.size()) {
      throw new BadInput(
          TRYING,
          "%d fields, %d values, %d reasons".formatted(keys.size(), values.size(), reasons.size()),
          "give each field one value and one reason, which may be empty.");
    }
    List<FieldEdit> wanted = new ArrayList<>();
    for (int index = 0; index < keys.size(); index++) {
      String value = values.get(index);
      wanted.add(
          new FieldEdit(
              field(keys.get(index)),
              value.isEmpty() ? null : new FieldValue(value, reasons.get(index))));
    }
    return edit(id, revision, wanted, account);
  }

  @Access(value = AccessLevel.TRIAGER, scopes = Scope.TRIAGE)
  @PostMapping("/issue/{id}/undo")
  Reply undo(@PathVariable long id, @RequestParam long event, CurrentAccount account) {
    edits.undo(id, event, account.number());
    return Reply.redirect("/issue/" + id).notice("Taken back.");
  }

  private Reply edit(long id, int revision, List<FieldEdit> wanted, CurrentAccount account) {
    return answer(edits.edit(id, revision, wanted, account.number()));
  }

  private Reply answer(EditOutcome outcome) {
    return answer(outcome, "Saved.");
  }

  private Reply answer(EditOutcome outcome, String saved) {
    return switch (outcome) {
      case EditOutcome.Saved(long issue, int revision) ->
          Reply.redirect("/issue/" + issue).notice(saved);
      case EditOutcome.Clashed clashed -> {
        var names =
            accounts.names(
                clashed.clashes().stream()
                    .map(EditOutcome.FieldClash::by)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()));
        yield Reply.page("issue/clash", ClashPage.of(clashed, names)).status(409);
      }
      case EditOutcome.Overtaken(long issue) ->
          throw new Conflict(TRYING, "issue " + issue, "it changed meanwhile: reload the page.");
    };
  }

  static @Nullable FieldValue given(String text) {
    return text.isBlank() ? null : FieldValue.of(text);
  }

  static Kind kind(String text) {
    return Kind.of(text)
        .orElseThrow(
            () ->
                new BadInput(
                    TRYING,
                    "kind \"" + text + "\"",
                    "use one of "
                        + IssuePage.KINDS.stream().map(Kind::text).collect(Collectors.joining(", "))
                        + "."));
  }

  private static IssueField field(String key) {
    return IssueField.parse(key)
        .orElseThrow(
            () ->
                new BadInput(
                    TRYING, "field \"" + key + "\"", "use one such as title or package:xz."));
  }
}
