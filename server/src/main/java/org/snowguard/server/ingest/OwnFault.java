package org.snowguard.server.ingest;

/** A failure that only we can mend: people are told that it is not their doing, the log has it. */
public final class OwnFault {

  private OwnFault() {}

  public static String words(Exception failure) {
    return "an error on our side, told in the log: " + failure.getClass().getSimpleName();
  }
}
