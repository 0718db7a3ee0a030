package org.snowguard.core.match;

import java.util.HashMap;
import java.util.Map;
import org.snowguard.core.project.DataTable;

/** The weight of each kind of evidence in log-odds, from the versioned data file. */
final class Weights {
  private final Map<String, Double> byKind;

  Weights(Map<String, Double> byKind) {
    this.byKind = new HashMap<>(byKind);
  }

  static Weights shipped() {
    Map<String, Double> weights = new HashMap<>();
    for (DataTable.Row row : DataTable.read(Weights.class, "weights.tsv")) {
      weights.put(row.get("kind"), Double.parseDouble(row.get("weight")));
    }
    return new Weights(weights);
  }

  double of(String kind) {
    Double weight = byKind.get(kind);
    if (weight == null) {
      throw new IllegalArgumentException("weights.tsv has no line for evidence of kind " + kind);
    }
    return weight;
  }

  Weights without(String kind) {
    Map<String, Double> others = new HashMap<>(byKind);
    others.put(kind, 0.0);
    return new Weights(others);
  }

  /** Evidence of this kind at its full weight. */
  Evidence evidence(String kind, String value, String pointer) {
    return new Evidence(kind, value, pointer, of(kind));
  }
}
