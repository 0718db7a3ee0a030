package org.snowguard.server.matching;

/** Another node has taken the stage over; what this one has not committed is left to it. */
final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  Overtaken() {
    super("another node matches with newer packages, lessons or algorithm");
  }
}
