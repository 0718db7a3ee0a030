package org.snowguard.server.browse.answer;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A published issue that is open in a channel.
 *
 * @param stage its worst package: {@code affected}, {@code fix_proposed} and so on
 * @param severity of its gravest vulnerability, or null
 */
public record OpenIssue(
    String id, String title, Instant publishedAt, String stage, @Nullable String severity) {

  static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "none");

  /** The gravest first, then the oldest. */
  static final Comparator<OpenIssue> ORDER =
      Comparator.comparingInt(OpenIssue::grade)
          .thenComparing(OpenIssue::publishedAt)
          .thenComparing(OpenIssue::id);

  /** From 0, the gravest first; one that is not stated comes last. */
  int grade() {
    return severity == null ? SEVERITIES.size() : SEVERITIES.indexOf(severity);
  }

  /** How long it has been public, in whole days. */
  public long days(Instant now) {
    return java.time.Duration.between(publishedAt, now).toDays();
  }
}
