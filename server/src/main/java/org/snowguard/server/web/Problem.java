package org.snowguard.server.web;

import org.jspecify.annotations.Nullable;

/**
 * A failure that the caller can understand, in three parts: what was being tried ("showing a
 * vulnerability"), with which input ("CVE-2021-1"), and what to do ("search for it.").
 */
public abstract sealed class Problem extends RuntimeException
    permits NotFound, Conflict, BadInput, SourceUnavailable, Refused {

  private final String trying;
  private final String input;
  private final String advice;

  Problem(String trying, String input, String advice, @Nullable Throwable cause) {
    super("While %s, with %s: %s".formatted(trying, input, advice), cause);
    this.trying = trying;
    this.input = input;
    this.advice = advice;
  }

  public String trying() {
    return trying;
  }

  public String input() {
    return input;
  }

  public String advice() {
    return advice;
  }

  /** The stable word for programs: {@code not_found}. */
  public String category() {
    return Heading.of(this).category();
  }
}
