package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
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

  /** Drafts, proposals and accounts are no business of the public. */
  private static final List<String> INTERNAL =
      List.of("issue", "proposal", "refutation", "account");

  private static final List<String> PUBLIC =
      List.of("suggestion", "vulnerability", "project", "channel", "alias", "algorithm", "rule");

  private final EventLog events;
  private final EventLines lines;

  ActivityPages(EventLog events, EventLines lines) {
    this.events = events;
    this.lines = lines;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/activity")
  Reply list(
      @RequestParam(defaultValue = "") String who,
      @RequestParam(defaultValue = "") String kind,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    List<String> kinds = kinds(account);
    if (!kind.isEmpty() && !kinds.contains(kind)) {
      throw new BadInput(
          "reading the activity",
          "kind \"" + kind + "\"",
          "use one of " + String.join(", ", kinds) + ".");
    }
    EventFilter filter = filter(who, kind, account);
    Cursor cursor = Cursor.parse(after, 1);
    List<Event> read = read(filter, cursor == null ? null : cursor.number(0), account);
    Page<Event> page = Page.of(read, SIZE, count(filter, account), event -> Cursor.of(event.id()));
    Page<EventLine> entries =
        new Page<>(lines.of(page.items(), account), page.next(), page.total());
    return Reply.page("browse/activity", new ActivityPage(entries, who, kind, kinds)).twin(entries);
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

  /** One entry more than a page; what the reader may not see is passed over. */
  private List<Event> read(
      EventFilter filter, @Nullable Long before, @Nullable CurrentAccount account) {
    List<Event> found = new ArrayList<>();
    Long position = before;
    while (found.size() <= SIZE) {
      List<Event> portion = events.latest(filter, position, SIZE + 1);
      portion.stream().filter(event -> mayRead(event, account)).forEach(found::add);
      if (portion.size() <= SIZE) {
        break;
      }
      position = portion.getLast().id();
    }
    return found.subList(0, Math.min(found.size(), SIZE + 1));
  }

  private long count(EventFilter filter, @Nullable CurrentAccount account) {
    long all = events.count(filter);
    if (isInsider(account) || filter.kindPrefix() != null) {
      return all;
    }
    long hidden =
        INTERNAL.stream()
            .mapToLong(
                kind ->
                    events.count(
                        new EventFilter(
                            filter.actor(), filter.byPeople(), kind + ".", null, null, null, null)))
            .sum();
    return all - hidden;
  }
}
