package org.snowguard.server.suggestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Actions on a selection, or on all that a filter finds: first the count, then the deed. */
@Controller
final class BulkPages {

  private static final int EXAMPLES = 20;
  private static final List<String> ACTIONS = List.of("accept", "dismiss", "snooze", "take");

  private final Bulk bulk;
  private final Queue queue;
  private final Clock clock;

  BulkPages(Bulk bulk, Queue queue, Clock clock) {
    this.bulk = bulk;
    this.queue = queue;
    this.clock = clock;
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/queue/bulk/confirm")
  Reply confirm(
      @RequestParam String action,
      @RequestParam(defaultValue = "selection") String scope,
      @RequestParam(required = false) @Nullable List<String> seen,
      @RequestParam(defaultValue = "") String filter,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account) {
    checkAction(action);
    boolean whole = scope.equals("filter");
    List<String> selection = whole || seen == null ? List.of() : seen;
    if (!whole && selection.isEmpty()) {
      throw new BadInput(
          "acting on many suggestions", "nothing selected", "tick the cards that you mean.");
    }
    long count = whole ? queue.count(filter(filter)) : selection.size();
    List<String> examples =
        whole
            ? queue.page(filter(filter), null, EXAMPLES, account.number()).items().stream()
                .map(BulkPages::label)
                .toList()
            : selection.stream()
                .limit(EXAMPLES)
                .map(BulkPages::seen)
                .map(item -> queue.card(item.suggestionId(), account.number()))
                .map(BulkPages::label)
                .toList();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Reply.html(
        "queue/bulk",
        new BulkPage(
            action,
            selection,
            whole ? filter : "",
            count,
            examples,
            CardForm.REASONS,
            DismissReason.RISK_ACCEPTED.proposedReviewDate(today).orElse(today),
            LocalPath.of(back).toString()));
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/queue/bulk")
  Reply apply(
      @RequestParam String action,
      @RequestParam(required = false) @Nullable List<String> seen,
      @RequestParam(defaultValue = "") String filter,
      @RequestParam long expected,
      @RequestParam(defaultValue = "") String reason,
      @RequestParam(defaultValue = "") String note,
      @RequestParam(defaultValue = "") String review,
      @RequestParam(defaultValue = "") String until,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account) {
    checkAction(action);
    BulkAction chosen =
        switch (action) {
          case "accept" -> new BulkAction.Accept();
          case "dismiss" -> new BulkAction.Dismiss(dismissal(reason, note, review));
          case "snooze" -> new BulkAction.Snooze(SuggestionPages.day(until));
          default -> new BulkAction.TakeFromBacklog();
        };
    BulkResult result =
        filter.isEmpty()
            ? bulk.apply(selection(seen), chosen, account.number())
            : bulk.apply(filter(filter), expected, chosen, account.number());
    return Reply.html("queue/bulkDone", page("Done", result, result.eventIds(), back));
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/queue/bulk/undo")
  Reply undo(
      @RequestParam List<Long> event,
      @RequestParam(defaultValue = "/queue") String back,
      CurrentAccount account) {
    BulkResult result = bulk.undo(event, account.number());
    return Reply.html("queue/bulkDone", page("Taken back", result, List.of(), back));
  }

  private static BulkDonePage page(String what, BulkResult result, List<Long> events, String back) {
    return new BulkDonePage(
        what,
        result.done().size(),
        result.refused(),
        events,
        events.isEmpty() ? List.of() : BulkDonePage.drafts(result),
        LocalPath.of(back).toString());
  }

  private static Dismissal dismissal(String reason, String note, String review) {
    DismissReason chosen = SuggestionPages.reason(reason);
    return new Dismissal(
        chosen,
        note.isBlank() ? null : note,
        chosen.needsReviewDate() ? SuggestionPages.day(review) : null);
  }

  private static void checkAction(String action) {
    if (!ACTIONS.contains(action)) {
      throw new BadInput(
          "acting on many suggestions",
          "action \"" + action + "\"",
          "use one of " + String.join(", ", ACTIONS) + ".");
    }
  }

  private static List<Seen> selection(@Nullable List<String> seen) {
    return seen == null ? List.of() : seen.stream().map(BulkPages::seen).toList();
  }

  private static Seen seen(String text) {
    try {
      int colon = text.indexOf(':');
      return new Seen(
          Long.parseLong(text.substring(0, Math.max(colon, 0))),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new BadInput(
          "reading a selection", "\"" + text + "\"", "go back to the queue and select anew.");
    }
  }

  private static QueueFilter filter(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    Arrays.stream(query.split("&"))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .forEach(pair -> parameters.put(pair[0], decoded(pair[1], query)));
    return QueueFilter.parse(parameters);
  }

  private static String decoded(String text, String query) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "reading a filter", "\"" + query + "\"", "go back to the queue and filter anew.");
    }
  }

  private static String label(QueueCard card) {
    return card.publicId() + " · " + card.project();
  }
}
