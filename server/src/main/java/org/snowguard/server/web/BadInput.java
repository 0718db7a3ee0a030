package org.snowguard.server.web;

/** The input cannot be understood. */
public final class BadInput extends Problem {

  public BadInput(String trying, String input, String advice) {
    super(trying, input, advice, null);
  }
}
