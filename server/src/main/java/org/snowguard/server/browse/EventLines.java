package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.activity.Event;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Puts entries of the log into words, with the names of who acted. */
final class EventLines {

  private static final TypeReference<Map<String, @Nullable Object>> FACTS =
      new TypeReference<>() {};
  private static final String ACCOUNT = "account";

  private final Accounts accounts;
  private final JsonMapper json;

  EventLines(Accounts accounts, JsonMapper json) {
    this.accounts = accounts;
    this.json = json;
  }

  List<EventLine> of(List<Event> events, @Nullable CurrentAccount reader) {
    Set<Long> people = new HashSet<>();
    events.forEach(event -> addPeople(event, people));
    ActorNames names = accounts.names(people);
    return events.stream().map(event -> line(event, names, reader)).toList();
  }

  private void addPeople(Event event, Set<Long> people) {
    Long actor = event.actor();
    if (actor != null) {
      people.add(actor);
    }
    if (event.subjectKind().equals(ACCOUNT)) {
      people.add(event.subjectId());
    }
    for (Map<String, @Nullable Object> facts :
        List.of(facts(event.before()), facts(event.after()))) {
      facts.forEach(
          (name, value) -> {
            if (EventWords.isPerson(name)
                && value != null
                && value.toString().matches("\\d{1,18}")) {
              people.add(Long.valueOf(value.toString()));
            }
          });
    }
  }

  private EventLine line(Event event, ActorNames names, @Nullable CurrentAccount reader) {
    Long actor = event.actor();
    boolean own = actor != null && reader != null && reader.number() == actor;
    return new EventLine(
        event.id(),
        event.at(),
        actor == null ? null : names.of(actor),
        event.kind(),
        EventWords.kind(event.kind()),
        event.subjectKind().equals(ACCOUNT) ? names.of(event.subjectId()) : event.subjectLabel(),
        path(event),
        changes(
            EventWords.facts(facts(event.before()), names),
            EventWords.facts(facts(event.after()), names)),
        event.note(),
        event.undoneBy() != null,
        (own || (isByRule(event) && reader != null && reader.isTriager())) && isUndoable(event));
  }

  private static boolean isByRule(Event event) {
    return event.kind().equals("suggestion.ruled") || event.kind().equals("suggestion.collected");
  }

  private static boolean isUndoable(Event event) {
    return event.kind().startsWith("suggestion.")
        && event.undoneBy() == null
        && event.undoes() == null;
  }

  private static @Nullable String path(Event event) {
    String label = event.subjectLabel();
    int separator = label.indexOf(" · ");
    String first = separator < 0 ? label : label.substring(0, separator);
    return switch (event.subjectKind()) {
      case "suggestion", "vulnerability", "proposal", "fix" ->
          "/vulnerability/" + LocalPath.segment(first);
      case "project", "alias" -> "/project/" + LocalPath.segment(first);
      case "channel" -> "/channel/" + LocalPath.segment(first);
      case "rule" -> "/rule/" + event.subjectId();
      case "issue" -> "/issue/" + event.subjectId();
      default -> null;
    };
  }

  private Map<String, @Nullable Object> facts(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, FACTS);
  }

  private static List<EventLine.Change> changes(
      Map<String, String> before, Map<String, String> after) {
    List<EventLine.Change> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      String was = before.getOrDefault(name, "");
      String is = after.getOrDefault(name, "");
      if (!was.equals(is)) {
        changes.add(new EventLine.Change(name, was, is));
      }
    }
    return changes;
  }
}
