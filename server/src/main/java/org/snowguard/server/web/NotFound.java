package org.snowguard.server.web;

/** What was asked for does not exist. */
public final class NotFound extends Problem {

  public NotFound(String trying, String input, String advice) {
    super(trying, input, advice, null);
  }
}
