package org.snowguard.bench.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Resident memory and processor time of all child processes, sampled from {@code /proc} until
 * closed.
 */
public final class ChildCost implements AutoCloseable {
  private static final int EVERY_MILLIS = 50;
  private static final double MILLIS = 1e3;
  private static final double KIBIBYTES_A_MEBIBYTE = 1024;

  private final ScheduledExecutorService sampler = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> sampling;
  private final Map<Long, Duration> processorTime = new ConcurrentHashMap<>();
  private volatile long peakTogether;
  private volatile long peakOfOne;

  public ChildCost() {
    sampling = sampler.scheduleWithFixedDelay(this::sample, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** The most that all held at one time, in MiB. */
  public double peakTogether() {
    return peakTogether / KIBIBYTES_A_MEBIBYTE;
  }

  /** The most that one held, in MiB. */
  public double peakOfOne() {
    return peakOfOne / KIBIBYTES_A_MEBIBYTE;
  }

  /** Of all processes together, up to the last sample of each. */
  public double processorSeconds() {
    return processorTime.values().stream().mapToLong(Duration::toMillis).sum() / MILLIS;
  }

  private void sample() {
    long together = 0;
    for (ProcessHandle child : ProcessHandle.current().descendants().toList()) {
      long one = resident(child.pid());
      together += one;
      child.info().totalCpuDuration().ifPresent(time -> processorTime.put(child.pid(), time));
      peakOfOne = Math.max(peakOfOne, one);
    }
    peakTogether = Math.max(peakTogether, together);
  }

  private static long resident(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException ended) {
      return 0;
    }
  }

  @Override
  public void close() {
    sampling.cancel(false);
    sampler.shutdownNow();
  }
}
