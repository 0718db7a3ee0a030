package org.snowguard.bench.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.match.MatchTables;
import org.snowguard.core.project.DataTable;

/** The weights file of the matching engine, as fitting reads and writes it. */
public final class WeightsFile {
  /** Evidence that compares the other evidence of projects: fitting it would chase its own tail. */
  private static final Set<String> HELD = Set.of("outranked", "part_of_other");

  private final List<DataTable.Row> rows;
  private final Map<String, Integer> numbers = new HashMap<>();

  private WeightsFile(List<DataTable.Row> rows) {
    this.rows = rows;
    for (int i = 0; i < rows.size(); i++) {
      numbers.put(rows.get(i).get("kind"), i);
    }
  }

  /** The file that the matching engine ships. */
  public static WeightsFile shipped() {
    return new WeightsFile(DataTable.read(MatchTables.class, "weights.tsv"));
  }

  public Regression regression(double pull) {
    double[] start = column("start");
    boolean[] positive = new boolean[start.length];
    boolean[] held = new boolean[start.length];
    for (int i = 0; i < start.length; i++) {
      positive[i] = rows.get(i).get("sign").equals("+");
      held[i] = HELD.contains(rows.get(i).get("kind"));
    }
    return new Regression(start, positive, held, pull);
  }

  /** A column of figures, {@code start} or {@code weight}. */
  public double[] column(String name) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row.get(name))).toArray();
  }

  /** Weights by kind of evidence. */
  public Map<String, Double> byKind(double[] weights) {
    Map<String, Double> byKind = new LinkedHashMap<>();
    for (int i = 0; i < weights.length; i++) {
      byKind.put(rows.get(i).get("kind"), weights[i]);
    }
    return byKind;
  }

  /**
   * Evidence as features: what each point is of the weight of its kind.
   *
   * @param weights that the evidence was weighed with
   */
  public Map<Integer, Double> features(List<Evidence> evidence, double[] weights) {
    Map<Integer, Double> features = new TreeMap<>();
    for (Evidence one : evidence) {
      int kind = numbers.getOrDefault(one.kind(), -1);
      double weight = weights[kind];
      features.merge(kind, weight == 0 ? 1 : one.weight() / weight, Double::sum);
    }
    return features;
  }

  /** Weights as the file holds them, with two digits. */
  public static double[] rounded(double[] weights) {
    double[] rounded = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      rounded[i] = Math.round(weights[i] * 100) / 100.0;
    }
    return rounded;
  }

  /** Writes the file with these weights. */
  public void write(Path file, double[] weights) throws IOException {
    List<String> lines = new ArrayList<>(List.of("kind\tstart\tweight\tsign\tmeaning"));
    for (int i = 0; i < weights.length; i++) {
      DataTable.Row row = rows.get(i);
      String weight = String.format(Locale.ROOT, "%.2f", weights[i] == 0 ? 0.0 : weights[i]);
      lines.add(
          String.join(
              "\t",
              row.get("kind"),
              row.get("start"),
              weight,
              row.get("sign"),
              row.get("meaning")));
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
