package org.snowguard.server.operation;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the service does, by its parts. */
record Health(List<Check> checks) {

  Health {
    checks = List.copyOf(checks);
  }

  /** That of the part that does worst. */
  Condition condition() {
    return checks.stream()
        .map(Check::condition)
        .max(Comparator.naturalOrder())
        .orElse(Condition.UP);
  }

  /** What an answer holds: words only for those who may read them. */
  record Answer(
      Condition status, Map<String, Condition> checks, @Nullable Map<String, String> details) {}

  Answer answer(boolean withDetails) {
    Map<String, Condition> conditions = new LinkedHashMap<>();
    Map<String, String> details = new LinkedHashMap<>();
    for (Check check : checks) {
      conditions.put(check.name(), check.condition());
      details.put(check.name(), check.detail());
    }
    return new Answer(condition(), conditions, withDetails ? details : null);
  }
}
