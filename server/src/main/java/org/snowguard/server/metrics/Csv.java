package org.snowguard.server.metrics;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lines of comma-separated values (RFC 4180). */
final class Csv {

  private final StringBuilder text = new StringBuilder();

  Csv line(@Nullable Object... values) {
    text.append(
            Arrays.stream(values)
                .map(value -> escaped(Objects.toString(value, "")))
                .collect(Collectors.joining(",")))
        .append("\r\n");
    return this;
  }

  /** A spreadsheet runs what begins with a sign of a formula. */
  private static String escaped(String value) {
    String safe = value.matches("^[=+@\\t\\r].*|^-[^0-9.].*") ? "'" + value : value;
    return safe.matches("(?s).*[,\"\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
