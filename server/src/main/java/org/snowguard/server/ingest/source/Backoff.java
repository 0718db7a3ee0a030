package org.snowguard.server.ingest.source;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When to ask again. Twice as long after each failure, from a minute to six hours, and by chance up
 * to half of it sooner, so that many servers do not come back in the same second.
 *
 * @param pace how often every source is asked in a trial, where waits are at most ten times as
 *     long; null: as each source says
 */
public record Backoff(RandomGenerator random, @Nullable Duration pace) {

  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(6);

  /** After so many failures in a row; never sooner than the source asked for, within reason. */
  public Duration afterFailures(int failures, @Nullable Duration askedFor) {
    Duration first = pace == null ? FIRST : pace;
    Duration longest = pace == null ? LONGEST : pace.multipliedBy(10);
    Duration whole = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, 10));
    Duration wait = spread(shorter(whole, longest));
    if (askedFor == null) {
      return wait;
    }
    Duration asked = shorter(askedFor, LONGEST);
    return asked.compareTo(wait) > 0 ? asked : wait;
  }

  /** When all went well: up to a tenth sooner. */
  Duration afterSuccess(Duration own) {
    Duration every = pace == null ? own : pace;
    return every.minusMillis((long) (random.nextDouble() * every.toMillis() / 10));
  }

  private Duration spread(Duration whole) {
    return whole.minusMillis((long) (random.nextDouble() * whole.toMillis() / 2));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
