package org.snowguard.server.issue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.Urgency;
import org.snowguard.core.triage.Priority;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How issues are handled.
 *
 * @param daysP0 days in which an issue of priority P0 should be fixed; unset: 2
 * @param daysP1 unset: 7
 * @param daysP2 unset: 10
 * @param daysP3 unset: 30
 */
@ConfigurationProperties("snowguard.issues")
public record IssueSettings(
    @Nullable Integer daysP0,
    @Nullable Integer daysP1,
    @Nullable Integer daysP2,
    @Nullable Integer daysP3) {

  public IssueSettings {
    requirePositive("days-p0", daysP0);
    requirePositive("days-p1", daysP1);
    requirePositive("days-p2", daysP2);
    requirePositive("days-p3", daysP3);
  }

  public Urgency urgency() {
    Map<Priority, Duration> targets = new EnumMap<>(Priority.class);
    put(targets, Priority.P0, daysP0);
    put(targets, Priority.P1, daysP1);
    put(targets, Priority.P2, daysP2);
    put(targets, Priority.P3, daysP3);
    return new Urgency(targets);
  }

  private static void put(
      Map<Priority, Duration> targets, Priority priority, @Nullable Integer days) {
    if (days != null) {
      targets.put(priority, Duration.ofDays(days));
    }
  }

  private static void requirePositive(String name, @Nullable Integer days) {
    if (days != null && days < 1) {
      throw new IllegalArgumentException(
          "snowguard.issues.%s is %d: give at least one day".formatted(name, days));
    }
  }
}
