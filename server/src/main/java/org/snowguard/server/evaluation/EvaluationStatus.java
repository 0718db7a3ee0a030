package org.snowguard.server.evaluation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a channel's patches and sources.
 *
 * @param revision of the channel as it stands, or null while it does not tell
 * @param known whether that revision's patches and sources are known
 * @param failing whether the last try failed
 * @param words how it stands, for people
 * @param packages of which the last evaluation told patches and sources
 * @param unread attributes that it could not evaluate
 * @param learnedAt when its findings were stored, or null
 * @param retryAt when it is tried again, or null
 */
public record EvaluationStatus(
    String channel,
    @Nullable String revision,
    boolean known,
    boolean failing,
    String words,
    int packages,
    int unread,
    @Nullable Instant learnedAt,
    @Nullable Instant retryAt) {

  /** The same in other words. */
  public EvaluationStatus said(String otherWords) {
    return new EvaluationStatus(
        channel, revision, known, failing, otherWords, packages, unread, learnedAt, retryAt);
  }

  /** In one word. */
  public String word() {
    if (known) {
      return "known";
    }
    return failing ? "failing" : "waiting";
  }

  /** How it is coloured. */
  public String tone() {
    if (known) {
      return "good";
    }
    return failing ? "bad" : "mild";
  }

  /** What the last evaluation told, in words. */
  public String counts() {
    return "of %,d packages, %,d %s not evaluated"
        .formatted(packages, unread, unread == 1 ? "attribute" : "attributes");
  }
}
