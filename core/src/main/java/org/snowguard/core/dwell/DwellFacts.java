package org.snowguard.core.dwell;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one vulnerability of one package in one channel.
 *
 * @param milestones when what happened; what did not is left out
 * @param upstreamFixAt when a fixed version was known, or null
 * @param notifiedAt when we first knew
 * @param affectedSince when the package first stood in the channel at an affected version, or null
 *     for what stands in no snapshot, such as a module
 * @param releasedAt when the channel was released, or null for one that rolls
 * @param followedSince the server's first snapshot of the channel
 * @param end how it stands, and how it ended if it did
 * @param endedAt null while it is open, and where nobody can tell when it was fixed
 */
public record DwellFacts(
    Map<Milestone, Instant> milestones,
    @Nullable Instant upstreamFixAt,
    Instant notifiedAt,
    @Nullable Instant affectedSince,
    @Nullable Instant releasedAt,
    Instant followedSince,
    DwellEnd end,
    @Nullable Instant endedAt) {

  public DwellFacts {
    Map<Milestone, Instant> copy = new EnumMap<>(Milestone.class);
    copy.putAll(milestones);
    milestones = Collections.unmodifiableMap(copy);
  }

  public Optional<Instant> at(Milestone milestone) {
    return Optional.ofNullable(milestones.get(milestone));
  }

  /** The moment that a start speaks of. */
  public Optional<Instant> start(DwellStart start) {
    return switch (start) {
      case NOTIFIED -> Optional.of(notifiedAt);
      case PUBLIC -> at(Milestone.PUBLIC);
      case UPSTREAM_FIX -> Optional.ofNullable(upstreamFixAt);
    };
  }
}
