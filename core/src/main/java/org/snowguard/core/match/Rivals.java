package org.snowguard.core.match;

import java.util.List;
import org.snowguard.core.project.ProjectGroup;

/** Projects that claim the same name or repository of a record: at most the best ones mean it. */
final class Rivals {
  /** How much better, in log-odds, a claim has to be to push another aside. */
  private static final double MARGIN = 1.0;

  /** How much worse the project that the name belongs to may stand, and still be the one meant. */
  private static final double TOLERANCE = 1.5;

  /** A package that names the flaw has it, whoever else does. */
  private static final String NAMED = "named_in_package";

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
            isLesser(one, rival) && !hasBorrowedName(rival) ? "part_of_other" : "outranked";
        one.add(new Evidence(kind, rival.profile().group().key(), "", weights.of(kind)));
      }
    }
  }

  private static boolean pushesAside(Candidate rival, double rivals, Candidate one, double ones) {
    if (hasAlias(one)
        || one.has(NAMED)
        || isSameSource(rival.profile().group(), one.profile().group())) {
      return false;
    }
    if (hasRepository(one) && !hasRepository(rival) && !hasAlias(rival)) {
      return false;
    }
    boolean owner = isLesser(one, rival) && ownsName(rival) && rivals >= ones - TOLERANCE;
    return (owner || hasAlias(rival) || rivals >= ones + MARGIN) && one.competesWith(rival);
  }

  /** Two builds of one source do not compete: what is true of one may be true of both. */
  private static boolean isSameSource(ProjectGroup one, ProjectGroup other) {
    return one.key().equals(other.variantOf()) || other.key().equals(one.variantOf());
  }

  private static boolean isLesser(Candidate one, Candidate rival) {
    return hasBorrowedName(one) || (isUnspokenModule(one) && rival.profile().isGeneral());
  }

  /**
   * A module that only shares a program's name, in a record that does not speak of its language.
   */
  private static boolean isUnspokenModule(Candidate one) {
    return !one.profile().isGeneral()
        && !hasRepository(one)
        && !one.has("language_spoken")
        && !one.has("registry_supported")
        && !one.has("ecosystem_supported")
        && !one.has("addon_of_host");
  }

  /** Whether the record leads to its repository. */
  private static boolean hasRepository(Candidate one) {
    return one.has("repository_stated")
        || one.has("repository_implied")
        || one.has("repository_referenced");
  }

  /** A module of a language that the record does not speak of owns no name in it. */
  private static boolean ownsName(Candidate one) {
    return !hasBorrowedName(one) && !one.has("language_unspoken") && !one.has("addon_without_host");
  }

  /** Whether the name is another's: its repository's, a program's, or none of the record's. */
  private static boolean hasBorrowedName(Candidate one) {
    return one.has("name_of_repository")
        || one.has("name_of_source")
        || one.has("no_name")
        || one.has("name_of_program")
        || one.has("name_without_kind");
  }

  /** Who knows the name by an alias knows better than the spelling of it. */
  private static boolean hasAlias(Candidate one) {
    return one.has("alias") || one.has("alias_prose");
  }
}
