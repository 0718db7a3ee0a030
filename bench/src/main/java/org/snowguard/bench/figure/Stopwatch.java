package org.snowguard.bench.figure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * Time since it was started: on the clock, and of all processors. On a machine that does other work
 * too, only the second says what the work costs.
 */
public final class Stopwatch {
  private static final double NANOS = 1e9;
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final long clock = System.nanoTime();
  private final long processors = SYSTEM.getProcessCpuTime();

  /** A duration in both measures. */
  public record Seconds(double clock, double processors) {}

  public Seconds stop() {
    return new Seconds(
        (System.nanoTime() - clock) / NANOS, (SYSTEM.getProcessCpuTime() - processors) / NANOS);
  }
}
