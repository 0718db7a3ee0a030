package org.snowguard.core.match;

import java.util.List;

/** Projects that claim the same name or repository of a record: at most the best ones mean it. */
final class Rivals {
  /** How much better, in log-odds, a claim has to be to push another aside. */
  private static final double MARGIN = 1.0;

  /** How much worse the project that the name belongs to may stand, and still be the one meant. */
  private static final double TOLERANCE = 1.5;

  private final Weights weights;

  Rivals(Weights weights) {
    this.weights = weights;
  }

  void weigh(List<Candidate> candidates) {
    double[] before = candidates.stream().mapToDouble(Candidate::logit).toArray();
    for (int i = 0; i < before.length; i++) {
      Candidate one = candidates.get(i);
      boolean borrowed = hasBorrowedName(one);
      int better = -1;
      boolean owner = false;
      for (int j = 0; j < before.length; j++) {
        Candidate other = candidates.get(j);
        boolean owns = borrowed && !hasBorrowedName(other) && before[j] >= before[i] - TOLERANCE;
        boolean outranks = before[j] >= before[i] + MARGIN;
        if (i != j && (owns || outranks) && (better < 0 || before[j] > before[better])
            && one.competesWith(other)) {
          better = j;
          owner = owns;
        }
      }
      if (better >= 0) {
        String kind = owner ? "part_of_other" : "outranked";
        String rival = candidates.get(better).profile().group().key();
        one.add(new Evidence(kind, rival, "", weights.of(kind)));
      }
    }
  }

  /** Whether it only has the name of its repository or of a program, or none of those in the record. */
  private static boolean hasBorrowedName(Candidate one) {
    return one.has("name_of_repository") || one.has("name_of_source") || one.has("no_name") || one.has("name_of_program")
        || one.has("name_without_kind");
  }
}
