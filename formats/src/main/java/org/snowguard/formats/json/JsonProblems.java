package org.snowguard.formats.json;

import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** What a parser complains of, fit for people and logs. */
public final class JsonProblems {
  private static final int LENGTH = 200;

  private JsonProblems() {}

  /** The complaint on one line of bounded length, with the place. */
  public static String reason(JacksonException malformed) {
    String line =
        String.valueOf(malformed.getOriginalMessage()).replaceAll("[\\p{Cntrl}\\s]+", " ");
    String bounded = line.length() > LENGTH ? line.substring(0, LENGTH) + "…" : line;
    TokenStreamLocation place = malformed.getLocation();
    return place == null
        ? StorableText.of(bounded)
        : "%s (line %d, column %d)"
            .formatted(StorableText.of(bounded), place.getLineNr(), place.getColumnNr());
  }
}
