package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who did what. */
@Controller
final class ActivityPages {

  private static final int SIZE = 50;
  private static final String ISSUE = "issue";

  /**
   * Drafts, proposals and accounts are no business of the public, nor what the team says of a fix:
   * it is said on the pages of drafts too.
   */
  private static final List<String> INTERNAL =
      List.of(ISSUE, "proposal", "refutation", "account", "github", "fix");

  private static final List<String> PUBLIC =
      List.of(
          "suggestion",
          "vulnerability",
          "project",
          "channel",
          "alias",
          "algorithm",
          "rule",
          "backport");

  private final EventLog events;
  private final EventLines lines;
  private final FreshCounts<EventFilter, Long> counts;

  ActivityPages(EventLog events, EventLines lines, SuggestionChanges changes) {
    this.events = events;
    this.lines = lines;
    counts = new FreshCounts<>(changes, events::count);
  }

  /**
   * @param issue number of one issue, also of a draft that is gone: all that happened to it
   */
  @Access(AccessLevel.PUBLIC)
  @GetMapping("/activity")
  Reply list(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable Long issue,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    List<String> kinds = kinds(account);
    if (!kind.isEmpty() && !kinds.contains(kind)) {
      throw new BadInput(
          "reading the activity",
          "kind \"" + kind + "\"",
          "use one of " + String.join(", ", kinds) + ".");
    }
    EventFilter chosen =
        issue == null ? filter(who, kind, account) : EventFilter.ofSubject(ISSUE, issue);
    EventFilter filter = chosen.without(isInsider(account) ? List.of() : INTERNAL);
    Cursor cursor = Cursor.parse(after, 1);
    List<Event> read = events.latest(filter, cursor == null ? null : cursor.number(0), SIZE + 1);
    // What is asked of single issues would push out the totals that everybody shares.
    long total = issue == null ? counts.of(filter) : events.count(filter);
    Page<Event> page = Page.of(read, SIZE, total, event -> Cursor.of(event.id()));
    Page<EventLine> entries =
        new Page<>(lines.of(page.items(), account), page.next(), page.total());
    return Reply.page("browse/activity", new ActivityPage(entries, who, kind, issue, kinds))
        .twin(entries);
  }

  /** Whether an entry may be shown to a reader. */
  static boolean mayRead(Event event, @Nullable CurrentAccount reader) {
    return isInsider(reader)
        || INTERNAL.stream().noneMatch(kind -> event.kind().startsWith(kind + "."));
  }

  private static boolean isInsider(@Nullable CurrentAccount reader) {
    return reader != null && reader.isTriager();
  }

  private static List<String> kinds(@Nullable CurrentAccount account) {
    List<String> kinds = new ArrayList<>(PUBLIC);
    if (isInsider(account)) {
      kinds.addAll(INTERNAL);
    }
    return kinds;
  }

  private static EventFilter filter(String who, String kind, @Nullable CurrentAccount account) {
    String prefix = kind.isEmpty() ? null : kind + ".";
    return switch (who) {
      case "" -> new EventFilter(null, null, prefix, null, null, null, null);
      case "people" -> new EventFilter(null, true, prefix, null, null, null, null);
      case "machine" -> new EventFilter(null, false, prefix, null, null, null, null);
      case "me" -> {
        if (account == null) {
          throw new BadInput("reading the activity", "who \"me\"", "sign in first.");
        }
        yield new EventFilter(account.number(), null, prefix, null, null, null, null);
      }
      default ->
          throw new BadInput(
              "reading the activity", "who \"" + who + "\"", "use people, machine or me.");
    };
  }
}
