package org.snowguard.bench.load;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import org.snowguard.bench.figure.Figure;

/** How long answers of one kind took, from the moment at which the request was due. */
public final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
  private final Map<String, LongAdder> faults = new ConcurrentHashMap<>();

  /**
   * Notes a good answer.
   *
   * @param due {@link System#nanoTime} of the moment at which the request had to leave
   */
  public void add(long due) {
    millis.add((System.nanoTime() - due) / NANOS_PER_MILLI);
  }

  /**
   * Notes an error, or that no answer came.
   *
   * @param fault in a few words without what differs from request to request, as {@code GET: status
   *     503}: equal ones are counted together
   */
  public void add(long due, String fault) {
    add(due);
    faults.computeIfAbsent(fault, f -> new LongAdder()).increment();
  }

  /** All of several kinds together. */
  public static Latencies together(Collection<Latencies> kinds) {
    Latencies all = new Latencies();
    for (Latencies kind : kinds) {
      all.millis.addAll(kind.millis);
      kind.faults.forEach(
          (fault, count) ->
              all.faults.computeIfAbsent(fault, f -> new LongAdder()).add(count.sum()));
    }
    return all;
  }

  public long failed() {
    return faults.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How often each fault was met. */
  public Map<String, LongAdder> faults() {
    return new TreeMap<>(faults);
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

  /** Three lines: how many, the median, the 99th percentile; and one for each fault. */
  public void print(String kind) {
    Figure.print(kind + "_requests", count(), "count");
    Figure.print(kind + "_median", percentile(0.5), "ms");
    Figure.print(kind + "_p99", percentile(0.99), "ms");
    faults().forEach((fault, count) -> Figure.note(kind + " " + fault + ": " + count));
  }
}
