package org.snowguard.bench.fitting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.snowguard.core.match.Evidence;
import org.snowguard.core.project.DataTable;

/** The weights file of the matching engine, as fitting reads and writes it. */
public final class WeightsFile {
  /** Evidence that compares the other evidence of projects: fitting it would chase its own tail. */
  private static final Set<String> HELD = Set.of("outranked", "part_of_other");

  private final Path file;
  private final List<DataTable.Row> rows;
  private final List<String> kinds;

  private WeightsFile(Path file, List<DataTable.Row> rows) {
    this.file = file;
    this.rows = rows;
    kinds = rows.stream().map(row -> row.get("kind")).toList();
  }

  public static WeightsFile read(Path file) throws IOException {
    return new WeightsFile(file, DataTable.parse(file.toString(), Files.readAllLines(file)));
  }

  public Regression regression(double pull) {
    double[] start =
        rows.stream().mapToDouble(row -> Double.parseDouble(row.get("start"))).toArray();
    boolean[] positive = new boolean[start.length];
    boolean[] held = new boolean[start.length];
    for (int i = 0; i < start.length; i++) {
      positive[i] = rows.get(i).get("sign").equals("+");
      held[i] = HELD.contains(kinds.get(i));
    }
    return new Regression(start, positive, held, pull);
  }

  /** The values of evidence as features: what each point is of the weight of its kind. */
  public double[] values(List<Evidence> evidence) {
    double[] values = new double[kinds.size()];
    for (Evidence one : evidence) {
      int index = kinds.indexOf(one.kind());
      double weight = Double.parseDouble(rows.get(index).get("weight"));
      values[index] += weight == 0 ? 1 : one.weight() / weight;
    }
    return values;
  }

  public void write(double[] weights) throws IOException {
    List<String> lines = new ArrayList<>(List.of("kind\tstart\tweight\tsign\tmeaning"));
    for (int i = 0; i < weights.length; i++) {
      DataTable.Row row = rows.get(i);
      String weight = String.format(Locale.ROOT, "%.2f", weights[i] == 0 ? 0.0 : weights[i]);
      lines.add(
          String.join(
              "\t", kinds.get(i), row.get("start"), weight, row.get("sign"), row.get("meaning")));
    }
    Files.writeString(file, String.join("\n", lines) + "\n");
  }
}
