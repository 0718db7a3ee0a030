package org.snowguard.server.browse.answer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.StatusDecision;
import org.snowguard.core.triage.DismissReason;

/**
 * A package that some snapshots of a channel carried, and that is affected by the record.
 *
 * @param dismissReason as the suggestion was dismissed, or null
 * @param until when it was first seen gone or changed; null: it is there now
 */
public record Carried(
    @Nullable DismissReason dismissReason,
    String channel,
    String attribute,
    Instant since,
    @Nullable Instant until) {

  /** Whether people said that it never was affected. */
  boolean isDenied() {
    return dismissReason != null
        && StatusDecision.of(dismissReason)
            .filter(decision -> decision.says() == StatusDecision.Says.NOT_AFFECTED)
            .isPresent();
  }
}
