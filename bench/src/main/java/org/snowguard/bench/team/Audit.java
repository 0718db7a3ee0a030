package org.snowguard.bench.team;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether every acknowledged decision is kept, and nothing else was done.
 *
 * @param decisions how many were acknowledged, undos among them
 * @param lost what is not as it was acknowledged, in words
 */
public record Audit(int decisions, List<String> lost) {

  public Audit {
    lost = List.copyOf(lost);
  }

  private record Entry(String actor, String kind, boolean undone) {}

  static Audit of(Person reader, Ledger ledger) throws IOException, InterruptedException {
    List<String> lost = new ArrayList<>(ledger.overwritten());
    for (Card expected : ledger.expected()) {
      Card now = reader.card(expected.id());
      if (!now.standsAs(expected)) {
        lost.add("acknowledged %s, but there is %s".formatted(expected, now));
      }
    }
    List<Acknowledged> decisions = ledger.decisions();
    if (!decisions.isEmpty()) {
      compare(decisions, ledger.undone(), entries(reader, first(decisions)), lost);
    }
    return new Audit(decisions.size() + ledger.undone().size(), lost);
  }

  private static long first(List<Acknowledged> decisions) {
    return decisions.stream().mapToLong(Acknowledged::event).min().orElse(0);
  }

  private static void compare(
      List<Acknowledged> decisions,
      List<Acknowledged> undone,
      Map<Long, Entry> entries,
      List<String> lost) {
    Set<Long> takenBack = undone.stream().map(Acknowledged::event).collect(Collectors.toSet());
    for (Acknowledged decision : decisions) {
      Entry expected =
          new Entry(decision.person(), decision.kind(), takenBack.contains(decision.event()));
      Entry entry = entries.get(decision.event());
      if (!expected.equals(entry)) {
        lost.add("event %d should be %s, but is %s".formatted(decision.event(), expected, entry));
      }
    }
    int acknowledged = decisions.size() + undone.size();
    if (entries.size() != acknowledged) {
      lost.add(
          "%d decisions were acknowledged, %d are in the log"
              .formatted(acknowledged, entries.size()));
    }
  }

  /** What people did with suggestions since an event, that included. */
  private static Map<Long, Entry> entries(Person reader, long since)
      throws IOException, InterruptedException {
    Map<Long, Entry> found = new HashMap<>();
    String after = "";
    boolean reached = false;
    while (after != null && !reached) {
      JsonNode page = reader.json("/activity.json?who=people&kind=suggestion" + after);
      for (JsonNode line : page.path("items")) {
        long id = line.path("id").asLong();
        reached |= id < since;
        if (id >= since) {
          found.put(
              id,
              new Entry(
                  line.path("actor").asString(),
                  line.path("kind").asString(),
                  line.path("undone").asBoolean()));
        }
      }
      after = next(page);
    }
    return found;
  }

  private static @Nullable String next(JsonNode page) {
    return page.path("next").isString() ? "&after=" + page.path("next").asString() : null;
  }
}
