package org.snowguard.server.suggestion;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How suggestions reach people.
 *
 * @param backlogBefore records of the first import that were published before this day go to the
 *     backlog, unless known exploited; {@code never} puts none there; unset: the day on which the
 *     oldest supported release branched off
 */
@ConfigurationProperties("snowguard.triage")
public record TriageSettings(@Nullable String backlogBefore) {

  private static final String NEVER = "never";

  public TriageSettings {
    if (backlogBefore != null && !backlogBefore.equals(NEVER)) {
      parse(backlogBefore);
    }
  }

  /** The day to use, or empty for none, when today's default is this one. */
  Optional<LocalDate> boundary(LocalDate byDefault) {
    if (backlogBefore == null) {
      return Optional.of(byDefault);
    }
    return backlogBefore.equals(NEVER) ? Optional.empty() : Optional.of(parse(backlogBefore));
  }

  private static LocalDate parse(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "snowguard.triage.backlog-before is \"%s\": give a day such as 2026-05-08, or never"
              .formatted(text),
          e);
    }
  }
}
