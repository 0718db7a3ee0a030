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
    return switch (this) {
      case NotFound _ -> "not_found";
      case Conflict _ -> "conflict";
      case BadInput bad -> bad.kind().category();
      case SourceUnavailable _ -> "source_unavailable";
      case Refused refused -> refused.reason().category();
    };
  }

  /** The heading that people read. */
  public String title() {
    return switch (this) {
      case NotFound _ -> "Not found";
      case Conflict _ -> "Not possible as things stand";
      case BadInput bad -> bad.kind().title();
      case SourceUnavailable _ -> "A source does not answer";
      case Refused refused -> refused.reason().title();
    };
  }

  int status() {
    return switch (this) {
      case NotFound _ -> 404;
      case Conflict _ -> 409;
      case BadInput bad -> bad.kind().status();
      case SourceUnavailable _ -> 503;
      case Refused refused -> refused.reason().status();
    };
  }
}
