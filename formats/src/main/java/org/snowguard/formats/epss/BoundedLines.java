package org.snowguard.formats.epss;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Lines of a text that may be a bomb: a row has 40 characters, and there are 300,000 of them. */
final class BoundedLines {

  static final int LONGEST = 1_024;
  static final int MOST = 5_000_000;

  private final Reader text;
  private final int most;
  private int number;

  BoundedLines(Reader text) {
    this(text, MOST);
  }

  BoundedLines(Reader text, int most) {
    this.text = text;
    this.most = most;
  }

  /** The next one without its end, or null after the last one. */
  @Nullable String next() throws IOException {
    StringBuilder line = new StringBuilder();
    int character = text.read();
    if (character < 0) {
      return null;
    }
    number++;
    if (number > most) {
      throw new IOException("more than %,d lines: these are no EPSS scores".formatted(most));
    }
    while (character >= 0 && character != '\n') {
      if (line.length() == LONGEST) {
        throw new IOException(
            "line %,d is longer than %,d characters: these are no EPSS scores"
                .formatted(number, LONGEST));
      }
      line.append((char) character);
      character = text.read();
    }
    return line.toString();
  }
}
