package org.snowguard.core.version;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Reads the tab-separated tables beside the tests. */
final class Tables {

  private Tables() {}

  /** The rows of a table without its header. Blanks at the ends of cells are kept. */
  static List<List<String>> rows(String name) {
    try (var stream = Objects.requireNonNull(Tables.class.getResourceAsStream(name), name)) {
      String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().skip(1).map(line -> List.of(line.split("\t", -1))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
