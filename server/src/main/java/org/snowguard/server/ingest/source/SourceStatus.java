package org.snowguard.server.ingest.source;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;

/**
 * What people see of a source.
 *
 * @param job the name of its job
 * @param lag how old its newest data is, or null where nothing was read or it does not say
 * @param counts of the last run that brought something
 * @param ever counts of all runs together
 */
public record SourceStatus(
    String name,
    String title,
    String job,
    Health health,
    @Nullable Instant lastGoodAt,
    @Nullable Instant lastTriedAt,
    @Nullable Instant dataAt,
    @Nullable Duration lag,
    int failures,
    @Nullable String error,
    ImportCounts counts,
    long runs,
    long failedRuns,
    ImportCounts ever) {

  /** In one word for people. */
  public String word() {
    return switch (health) {
      case WAITING -> "not read yet";
      case GOOD -> "good";
      case LATE -> "late";
      case FAILING -> "failing";
    };
  }

  /** How the word is coloured. */
  public String tone() {
    return switch (health) {
      case WAITING, LATE -> "mild";
      case GOOD -> "good";
      case FAILING -> "bad";
    };
  }

  /** In one word. */
  public enum Health {
    /** Not read yet. */
    WAITING,
    /** It answers, and its data is fresh. */
    GOOD,
    /** It answers, and its data is old. */
    LATE,
    /** The last try failed. */
    FAILING;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
