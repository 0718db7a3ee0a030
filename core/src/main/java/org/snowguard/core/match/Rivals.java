package org.snowguard.core.match;

import java.util.List;
import org.snowguard.core.project.ProjectGroup;

/** Projects that claim the same name or repository of a record: at most the best ones mean it. */
final class Rivals {
  /** How much better, in log-odds, a claim has to be to push another aside. */
  private static final double MARGIN = 1.0;

  /** How much worse the project that the name belongs to may stand, and still be the one meant. */
  private static final double TOLERANCE = 1.5;

  /** Who knows the name by an alias knows better than the spelling of it. */
  private static final String ALIAS = "alias";

  private final Weights weights;

  Rivals(Weights weights) {
    this.weights = weights;
  }

  void weigh(List<Candidate> candidates) {
    double[] before = candidates.stream().mapToDouble(Candidate::logit).toArray();
    for (int i = 0; i < before.length; i++) {
      Candidate one = candidates.get(i);
      int better = -1;
      for (int j = 0; j < before.length; j++) {
        boolean pushes = i != j && pushesAside(candidates.get(j), before[j], one, before[i]);
        if (pushes && (better < 0 || before[j] > before[better])) {
          better = j;
        }
      }
      if (better >= 0) {
        Candidate rival = candidates.get(better);
        String kind =
            hasBorrowedName(one) && !hasBorrowedName(rival) ? "part_of_other" : "outranked";
        one.add(new Evidence(kind, rival.profile().group().key(), "", weights.of(kind)));
      }
    }
  }

  private static boolean pushesAside(Candidate rival, double rivals, Candidate one, double ones) {
    if (one.has(ALIAS) || isSameSource(rival.profile().group(), one.profile().group())) {
      return false;
    }
    boolean owner = hasBorrowedName(one) && !hasBorrowedName(rival) && rivals >= ones - TOLERANCE;
    return (owner || rival.has(ALIAS) || rivals >= ones + MARGIN) && one.competesWith(rival);
  }

  /** Two builds of one source do not compete: what is true of one may be true of both. */
  private static boolean isSameSource(ProjectGroup one, ProjectGroup other) {
    return one.key().equals(other.variantOf()) || other.key().equals(one.variantOf());
  }

  /** Whether the name is another's: its repository's, a program's, or none of the record's. */
  private static boolean hasBorrowedName(Candidate one) {
    return one.has("name_of_repository")
        || one.has("name_of_source")
        || one.has("no_name")
        || one.has("name_of_program")
        || one.has("name_without_kind");
  }
}
