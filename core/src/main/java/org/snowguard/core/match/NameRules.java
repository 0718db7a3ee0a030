package org.snowguard.core.match;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Weighs how a record names a project: in a field, in its prose, or not at all. */
final class NameRules {
  private final Weights weights;

  NameRules(Weights weights) {
    this.weights = weights;
  }

  /** The best name in a field and the best in the prose count apart; returns the better one. */
  @Nullable Mention weigh(Candidate candidate, RecordClaims claims) {
    boolean nameless = claims.nameless();
    Mention field = best(candidate, false);
    Mention prose = best(candidate, true);
    if (field != null) {
      add(candidate, field.source().kind(), field.text(), field.pointer());
    }
    if (prose != null) {
      add(candidate, prose.source().kind(), prose.text(), prose.pointer());
    }
    if (field == null && prose != null && !nameless) {
      add(candidate, "besides_product", prose.text(), prose.pointer());
    }
    Mention best =
        field == null
                || (prose != null
                    && kindOf(candidate, prose.key()) == null
                    && kindOf(candidate, field.key()) != null)
            ? prose
            : field;
    if (best == null) {
      Mention owner = ownerNamed(candidate, claims);
      if (owner == null) {
        add(candidate, "no_name", "no name of it in the record", "");
      } else {
        add(candidate, "name_of_owner", owner.text(), owner.pointer());
      }
      return null;
    }
    String kind = kindOf(candidate, best.key());
    if (kind != null) {
      add(candidate, kind, best.key(), "");
    }
    return best;
  }

  /** The heaviest; of equals the one in the more telling place, then the first. */
  private @Nullable Mention best(Candidate candidate, boolean ofProse) {
    Mention best = null;
    double heaviest = 0;
    for (Mention one : candidate.mentions()) {
      if (one.source().isProse() == ofProse) {
        double weight = nameWeight(candidate, one);
        int order = best == null ? 1 : Double.compare(weight, heaviest);
        if (best == null
            || order > 0
            || (order == 0 && one.source().compareTo(best.source()) < 0)) {
          best = one;
          heaviest = weight;
        }
      }
    }
    return best;
  }

  /** OpenZFS is the owner of the repository openzfs/zfs. */
  private static @Nullable Mention ownerNamed(Candidate candidate, RecordClaims claims) {
    return claims.mentions().stream()
        .filter(one -> candidate.profile().owners().contains(one.key()))
        .findFirst()
        .orElse(null);
  }

  private double nameWeight(Candidate candidate, Mention mention) {
    String kind = kindOf(candidate, mention.key());
    return weights.of(mention.source().kind()) + (kind == null ? 0 : weights.of(kind));
  }

  /** The kind of evidence that a lesser name is, or null for the project's own name. */
  private static @Nullable String kindOf(Candidate candidate, String key) {
    ProjectProfile.NameKind kind =
        Objects.requireNonNull(
            candidate.profile().names().get(key), "a mention is of one of its names");
    return switch (kind) {
      case OWN -> null;
      case ATTRIBUTE -> "name_of_attribute";
      case REPOSITORY -> isFromRepository(candidate) ? "name_of_source" : "name_of_repository";
      case PROGRAM -> "name_of_program";
      case WITHOUT_KIND -> "name_without_kind";
    };
  }

  private static boolean isFromRepository(Candidate candidate) {
    return candidate.has("repository_stated")
        || candidate.has("repository_implied")
        || candidate.has("repository_referenced");
  }

  private void add(Candidate candidate, String kind, String value, String pointer) {
    candidate.add(weights.evidence(kind, value, pointer));
  }
}
