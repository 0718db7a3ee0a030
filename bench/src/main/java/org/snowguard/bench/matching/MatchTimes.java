package org.snowguard.bench.matching;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.core.match.Matcher;
import org.snowguard.core.record.VulnerabilityRecord;

/** Times matching over records in memory. */
public final class MatchTimes {
  private static final int SAMPLED = 8_000;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Matcher matcher;
  private final List<VulnerabilityRecord> records;

  public MatchTimes(Matcher matcher, List<VulnerabilityRecord> records) {
    this.matcher = matcher;
    this.records = records;
  }

  public int records() {
    return records.size();
  }

  /** The time for all records on all cores. */
  public Stopwatch.Seconds all() {
    Stopwatch watch = new Stopwatch();
    long suggestions =
        records.parallelStream().mapToLong(record -> matcher.match(record).size()).sum();
    Stopwatch.Seconds seconds = watch.stop();
    if (suggestions == 0) {
      throw new IllegalStateException("not one of " + records.size() + " records matched anything");
    }
    return seconds;
  }

  /** Milliseconds a record, one at a time, of a random part of them. */
  public Sample single(long seed) {
    double[] millis =
        new Random(seed)
            .ints(SAMPLED, 0, records.size())
            .mapToDouble(index -> millis(records.get(index)))
            .toArray();
    return new Sample(millis);
  }

  /** Projects that some key of a record leads to. */
  public Sample candidates() {
    return new Sample(
        IntStream.range(0, records.size())
            .parallel()
            .mapToDouble(index -> matcher.weigh(records.get(index)).size())
            .toArray());
  }

  private double millis(VulnerabilityRecord record) {
    long start = System.nanoTime();
    matcher.match(record);
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }
}
