package org.snowguard.server.browse.matrix;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.BadInput;

/**
 * Which rows are shown, and in which order.
 *
 * @param severity of the gravest vulnerability, or null for any
 * @param channel in which something is open, or null for any
 */
record MatrixFilter(@Nullable String severity, @Nullable String channel, MatrixOrder order) {

  static final String NOT_STATED = "not_stated";

  /** The gravest first. */
  static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", NOT_STATED);

  MatrixFilter {
    if (severity != null && !SEVERITIES.contains(severity)) {
      throw new BadInput(
          "reading the release matrix",
          "severity \"" + severity + "\"",
          "take one of " + String.join(", ", SEVERITIES) + ".");
    }
  }

  static MatrixFilter of(String severity, String channel, String order) {
    return new MatrixFilter(
        severity.isBlank() ? null : severity.strip(),
        channel.isBlank() ? null : channel.strip(),
        MatrixOrder.parse(order));
  }

  /** From 1, the gravest first; null for any. */
  @Nullable Integer grade() {
    return severity == null ? null : SEVERITIES.indexOf(severity) + 1;
  }
}
