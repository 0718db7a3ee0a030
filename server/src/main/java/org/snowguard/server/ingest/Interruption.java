package org.snowguard.server.ingest;

/**
 * Tells whether work failed only because its thread was asked to stop: libraries wrap that into
 * failures of their own.
 */
public final class Interruption {

  private Interruption() {}

  /** Whether this failure, met on the current thread, comes from an interruption. */
  public static boolean isCauseOf(Throwable failure) {
    if (Thread.currentThread().isInterrupted()) {
      return true;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  /** The interruption as what it is; the thread is no longer marked as interrupted. */
  public static InterruptedException of(Throwable failure) {
    Thread.interrupted();
    InterruptedException interruption = new InterruptedException(failure.getMessage());
    interruption.initCause(failure);
    return interruption;
  }
}
