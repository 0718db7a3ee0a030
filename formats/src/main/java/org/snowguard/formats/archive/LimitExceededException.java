package org.snowguard.formats.archive;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A bound of {@link Limits} was passed while bytes were read. */
final class LimitExceededException extends IOException {

  private static final int LONGEST_CHAIN = 16;

  private final InputProblem.Kind kind;

  LimitExceededException(InputProblem.Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  InputProblem.Kind kind() {
    return kind;
  }

  /** Decoders may wrap what the stream below them threw. */
  static @Nullable LimitExceededException causing(Throwable thrown) {
    Throwable cause = thrown;
    for (int i = 0; i < LONGEST_CHAIN && cause != null; i++) {
      if (cause instanceof LimitExceededException limit) {
        return limit;
      }
      cause = cause.getCause();
    }
    return null;
  }
}
