package org.snowguard.formats.epss;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a day's scores.
 *
 * @param model the version of the model, empty when the file does not say
 * @param scoredAt of which moment the scores are, or null when the file does not say
 * @param problems the first of what was skipped and why, for people
 * @param skipped how many rows were skipped
 */
public record EpssReading(
    String model, @Nullable Instant scoredAt, long read, long skipped, List<String> problems) {
  public EpssReading {
    problems = List.copyOf(problems);
  }
}
