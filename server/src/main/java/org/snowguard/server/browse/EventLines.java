package org.snowguard.server.browse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  private static final int SHOWN = 200;

  /** Kept for undo: the line itself says who and when, and the record's page what it stood on. */
  private static final Set<String> TOLD_ELSEWHERE =
      Set.of("decisionFacts", "decidedAt", "decidedBy");

  private final Accounts accounts;
  private final JsonMapper json;

  EventLines(Accounts accounts, JsonMapper json) {
    this.accounts = accounts;
    this.json = json;
  }

  List<EventLine> of(List<Event> events, @Nullable CurrentAccount reader) {
    ActorNames names =
        accounts.names(
            events.stream().map(Event::actor).filter(Objects::nonNull).collect(Collectors.toSet()));
    return events.stream().map(event -> line(event, names, reader)).toList();
  }

  private EventLine line(Event event, ActorNames names, @Nullable CurrentAccount reader) {
    Long actor = event.actor();
    boolean own = actor != null && reader != null && reader.number() == actor;
    return new EventLine(
        event.id(),
        event.at(),
        actor == null ? null : names.of(actor),
        event.kind(),
        event.kind().replace('.', ' ').replace('_', ' '),
        event.subjectLabel(),
        path(event),
        changes(facts(event.before()), facts(event.after())),
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
      case "suggestion", "vulnerability", "proposal" ->
          "/vulnerability/" + LocalPath.segment(first);
      case "project", "alias" -> "/project/" + LocalPath.segment(first);
      case "channel" -> "/channel/" + LocalPath.segment(first);
      case "rule" -> "/rule/" + event.subjectId();
      case "issue" -> "/issue/" + event.subjectId();
      default -> null;
    };
  }

  private Map<String, String> facts(@Nullable String text) {
    Map<String, String> facts = new TreeMap<>();
    if (text != null) {
      json.readValue(text, FACTS)
          .forEach((name, value) -> facts.put(name, value == null ? "" : shown(value.toString())));
    }
    return facts;
  }

  private static String shown(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }

  private static List<EventLine.Change> changes(
      Map<String, String> before, Map<String, String> after) {
    List<EventLine.Change> changes = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeAll(TOLD_ELSEWHERE);
    for (String name : names) {
      String was = before.getOrDefault(name, "");
      String is = after.getOrDefault(name, "");
      if (!was.equals(is)) {
        changes.add(new EventLine.Change(name.replace('_', ' '), was, is));
      }
    }
    return changes;
  }
}
