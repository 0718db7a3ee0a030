package org.snowguard.core.issue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Threat;

/**
 * How soon issues have to be fixed.
 *
 * @param targets for each priority
 */
public record Urgency(Map<Priority, Duration> targets) {

  /** What holds unless a setting says otherwise. */
  public static final Urgency DEFAULT = new Urgency(Map.of());

  public Urgency {
    Map<Priority, Duration> all = new EnumMap<>(Priority.class);
    for (Priority priority : Priority.values()) {
      all.put(priority, targets.getOrDefault(priority, priority.defaultTarget()));
    }
    targets = Map.copyOf(all);
  }

  /** The priority of the worst threat; nothing known is {@link Priority#P3}. */
  public static Priority propose(Collection<Threat> threats) {
    return threats.stream().map(Priority::of).min(Comparator.naturalOrder()).orElse(Priority.P3);
  }

  /** Until when an issue should be fixed that we have known since then. */
  public Instant target(Priority priority, Instant notified) {
    Duration target = targets.get(priority);
    return notified.plus(target == null ? priority.defaultTarget() : target);
  }
}
