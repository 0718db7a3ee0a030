package org.snowguard.bench.figure;

import java.util.Locale;

/** A line {@code name value unit}. */
public final class Figure {

  private Figure() {}

  public static void print(String name, long value, String unit) {
    System.out.printf(Locale.ROOT, "%s %d %s%n", name, value, unit);
  }

  public static void print(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "%s %.3f %s%n", name, value, unit);
  }

  public static void print(String name, Stopwatch.Seconds seconds) {
    print(name, seconds.clock(), "s");
    print(name + "_processors", seconds.processors(), "s");
  }

  /** Two lines: the value, and how much of the budget it takes. */
  public static void printOfBudget(String name, double value, double budget, String unit) {
    print(name, value, unit);
    print(name + "_of_budget", value / budget, "ratio");
  }
}
