package org.snowguard.server.ingest.source;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A source did not answer, or with something that cannot be trusted. */
public final class FetchFailure extends IOException {

  private final transient @Nullable Duration retryAfter;

  public FetchFailure(String words) {
    this(words, null);
  }

  /**
   * @param retryAfter for how long the source asked to be left alone, or null
   */
  FetchFailure(String words, @Nullable Duration retryAfter) {
    super(words);
    this.retryAfter = retryAfter;
  }

  @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
