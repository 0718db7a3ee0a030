package org.snowguard.bench.figure;

import java.util.Locale;

/**
 * What a benchmark prints: lines {@code name value unit}, notes for people between them, and last a
 * summary in words.
 */
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

  /** {@code # words}: what is no figure, such as how far it is, or a row of a table. */
  public static void note(String words) {
    System.out.println("# " + words);
  }

  /** {@code name: words}, the last line. */
  public static void summary(String name, String words) {
    System.out.println(name + ": " + words);
  }

  /** {@code skipped: why}, instead of all others. */
  public static void skipped(String why) {
    System.out.println("skipped: " + why);
  }

  /** Two lines: the value, and how much of the budget it takes. */
  public static void printOfBudget(String name, double value, double budget, String unit) {
    print(name, value, unit);
    print(name + "_of_budget", value / budget, "ratio");
  }
}
