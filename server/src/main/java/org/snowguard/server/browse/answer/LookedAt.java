package org.snowguard.server.browse.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a link was looked at.
 *
 * @param issue public id of the issue that it became part of, or null
 */
public record LookedAt(
    String project,
    String state,
    boolean linkedByHand,
    @Nullable String dismissReason,
    @Nullable Instant decidedAt,
    @Nullable String issue) {

  boolean isByPeople() {
    return switch (state) {
      case "accepted", "dismissed", "snoozed" -> true;
      default -> linkedByHand;
    };
  }
}
