package org.snowguard.server.browse;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Evidence;

/**
 * A suggestion as reading pages show it.
 *
 * @param project slug
 * @param tier null for a link made by hand
 * @param removedAttributes packages that people took off it
 * @param changedSince why a decided one came back, in words, or null
 * @param rank its place in the queue, the greater first
 */
public record Link(
    long id,
    long vulnerabilityId,
    String vulnerability,
    String project,
    String state,
    @Nullable String tier,
    @Nullable Double probability,
    List<Evidence> evidence,
    List<Evidence> against,
    boolean linkedByHand,
    List<String> removedAttributes,
    @Nullable String dismissReason,
    @Nullable Long decidedBy,
    @Nullable Instant decidedAt,
    @Nullable LocalDate snoozedUntil,
    @Nullable LocalDate reviewOn,
    @Nullable String changedSince,
    long rank) {

  public Link {
    evidence = List.copyOf(evidence);
    against = List.copyOf(against);
    removedAttributes = List.copyOf(removedAttributes);
  }

  /** Whether nobody has looked at it: pages say so, and search engines are kept away. */
  public boolean isAutomatic() {
    return switch (state) {
      case "accepted", "dismissed", "snoozed" -> false;
      default -> !linkedByHand;
    };
  }
}
