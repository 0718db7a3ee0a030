package org.snowguard.server.github.client;

import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** GitHub did not answer, or not with what was asked for, in words for people. */
public final class GitHubFailure extends IOException {

  private final int status;
  private final transient @Nullable Instant notBefore;
  private final boolean isUnsent;

  private GitHubFailure(String words, int status, @Nullable Instant notBefore, boolean isUnsent) {
    super(words);
    this.status = status;
    this.notBefore = notBefore;
    this.isUnsent = isUnsent;
  }

  /** Nothing was sent. */
  static GitHubFailure unsent(String words) {
    return new GitHubFailure(words, 0, null, true);
  }

  /** Something was sent, and there is no answer that could be read. */
  static GitHubFailure unanswered(String words) {
    return new GitHubFailure(words, 0, null, false);
  }

  /**
   * An answer that is a refusal or an error.
   *
   * @param notBefore until when GitHub asked to be left alone, or null
   */
  static GitHubFailure answered(String words, int status, @Nullable Instant notBefore) {
    return new GitHubFailure(words, status, notBefore, false);
  }

  /** Status of the answer, 0 without one. */
  public int status() {
    return status;
  }

  /** Until when GitHub asked to be left alone, or null. */
  public @Nullable Instant notBefore() {
    return notBefore;
  }

  boolean isUnsent() {
    return isUnsent;
  }
}
