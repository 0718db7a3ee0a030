package org.snowguard.server.web;

/** Something that we depend on does not answer. */
public final class SourceUnavailable extends Problem {

  public SourceUnavailable(String trying, String input, String advice, Throwable cause) {
    super(trying, input, advice, cause);
  }
}
