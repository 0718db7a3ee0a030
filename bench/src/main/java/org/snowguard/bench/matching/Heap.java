package org.snowguard.bench.matching;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.List;

/** The heap of this process. */
public final class Heap {
  private static final double MEBIBYTE = 1 << 20;

  private Heap() {}

  /** What lives, after a full collection. */
  public static double liveMebibytes() {
    System.gc();
    return pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum() / MEBIBYTE;
  }

  public static void resetPeak() {
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /**
   * The most that was in use since the last reset, garbage included: each pool's own peak, so
   * rather too much than too little. It follows the size that the heap may have.
   */
  public static double peakMebibytes() {
    return pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MEBIBYTE;
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
