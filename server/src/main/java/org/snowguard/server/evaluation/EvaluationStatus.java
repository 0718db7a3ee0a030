package org.snowguard.server.evaluation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's patches and sources.
 *
 * @param revision of the channel as it stands, or null while it does not tell
 * @param isKnown whether that revision's patches and sources are known
 * @param isFailing whether the last try failed
 * @param words how it stands, for people
 * @param packages of which the last evaluation told patches and sources
 * @param unread attributes that it could not evaluate
 * @param learnedAt when its findings were stored, or null
 * @param retryAt when it is tried again, or null
 */
public record EvaluationStatus(
    String channel,
    @Nullable String revision,
    boolean isKnown,
    boolean isFailing,
    String words,
    int packages,
    int unread,
    @Nullable Instant learnedAt,
    @Nullable Instant retryAt) {

  /** In one word. */
  public String word() {
    if (isKnown) {
      return "known";
    }
    return isFailing ? "failing" : "waiting";
  }

  /** How it is coloured. */
  public String tone() {
    if (isKnown) {
      return "good";
    }
    return isFailing ? "bad" : "mild";
  }

  /** What the last evaluation told, in words. */
  public String counts() {
    return "of %,d packages, %,d %s not evaluated"
        .formatted(packages, unread, unread == 1 ? "attribute" : "attributes");
  }
}
