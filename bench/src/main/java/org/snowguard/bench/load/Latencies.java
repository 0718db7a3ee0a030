package org.snowguard.bench.load;

import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.snowguard.bench.figure.Figure;

/** How long answers of one kind took, from the moment at which the request was due. */
public final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
  private final LongAdder failed = new LongAdder();

  /**
   * Notes an answer.
   *
   * @param due {@link System#nanoTime} of the moment at which the request had to leave
   * @param ok false: an error, or no answer
   */
  public void add(long due, boolean ok) {
    millis.add((System.nanoTime() - due) / NANOS_PER_MILLI);
    if (!ok) {
      failed.increment();
    }
  }

  /** All of several kinds together. */
  public static Latencies together(Collection<Latencies> kinds) {
    Latencies all = new Latencies();
    for (Latencies kind : kinds) {
      all.millis.addAll(kind.millis);
      all.failed.add(kind.failed());
    }
    return all;
  }

  public long failed() {
    return failed.sum();
  }

  public int count() {
    return millis.size();
  }

  /** The time within which a share of the answers came, in milliseconds; NaN without answers. */
  public double percentile(double share) {
    double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  /** Three lines: how many, the median, the 99th percentile. */
  public void print(String kind) {
    Figure.print(kind + "_requests", count(), "count");
    Figure.print(kind + "_median", percentile(0.5), "ms");
    Figure.print(kind + "_p99", percentile(0.99), "ms");
  }
}
