package org.snowguard.world;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A way in which a service fails. */
public enum Fault {
  /** Connections end without an answer. */
  DOWN,
  /** Every answer has status 500. */
  ERROR500,
  /** Every answer has status 429, and asks to come back two seconds later. */
  RATE_LIMITED,
  /** Answers begin after a while and come drop by drop. */
  SLOW,
  /** Answers end in the middle, and nothing but their content tells. */
  TRUNCATED,
  /** A page for people with status 200, as of a proxy or a maintenance. */
  HTML,
  /** The service answers what it answered days before. */
  CLOCK_BACK,
  /** Nothing with status 200. */
  EMPTY,
  /** Answers are a hundred times as long. */
  OVERSIZED;

  /** As people write it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Fault> parse(String text) {
    return Stream.of(values()).filter(fault -> fault.text().equals(text)).findFirst();
  }
}
