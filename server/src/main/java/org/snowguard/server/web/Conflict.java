package org.snowguard.server.web;

/** The thing has changed since the caller looked at it. */
public final class Conflict extends Problem {

  public Conflict(String trying, String input, String advice) {
    super(trying, input, advice, null);
  }
}
