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

  /**
   * What of a candidate decides how it competes, before anything is added.
   *
   * @param borrowed whether the name is another's
   * @param unspokenModule see {@link #isUnspokenModule}
   */
  private record Standing(
      Candidate candidate,
      double logit,
      boolean byAlias,
      boolean named,
      boolean byRepository,
      boolean borrowed,
      boolean unspokenModule,
      boolean ownsName) {
    static Standing of(Candidate one) {
      return new Standing(
          one,
          one.logit(),
          hasAlias(one),
          one.has(NAMED),
          hasRepository(one),
          hasBorrowedName(one),
          isUnspokenModule(one),
          Rivals.ownsName(one));
    }

    ProjectGroup group() {
      return candidate.profile().group();
    }

    boolean isLesserThan(Standing rival) {
      return borrowed || (unspokenModule && rival.candidate.profile().isGeneral());
    }
  }

  void weigh(List<Candidate> candidates) {
    if (candidates.size() < 2) {
      return;
    }
    List<Standing> standings = candidates.stream().map(Standing::of).toList();
    for (Standing one : standings) {
      Standing better = null;
      for (Standing rival : standings) {
        if ((better == null || rival.logit() > better.logit()) && pushesAside(rival, one)) {
          better = rival;
        }
      }
      if (better != null) {
        String kind =
            one.isLesserThan(better) && !better.borrowed() ? "part_of_other" : "outranked";
        one.candidate().add(new Evidence(kind, better.group().key(), "", weights.of(kind)));
      }
    }
  }

  private static boolean pushesAside(Standing rival, Standing one) {
    if (rival.candidate() == one.candidate() || one.byAlias() || one.named()) {
      return false;
    }
    if (one.byRepository() && !rival.byRepository() && !rival.byAlias()) {
      return false;
    }
    boolean owner =
        one.isLesserThan(rival) && rival.ownsName() && rival.logit() >= one.logit() - TOLERANCE;
    return (owner || rival.byAlias() || rival.logit() >= one.logit() + MARGIN)
        && one.candidate().competesWith(rival.candidate())
        && !isSameSource(rival.group(), one.group());
  }

  /** Two builds of one source do not compete: what is true of one may be true of both. */
  private static boolean isSameSource(ProjectGroup one, ProjectGroup other) {
    return one.key().equals(other.variantOf()) || other.key().equals(one.variantOf());
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
    return one.has("alias") || one.has("alias_prose") || one.has("learned_alias");
  }
}
