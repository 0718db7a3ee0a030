package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Weighs how a record names a project: in a field, in its prose, or not at all. */
final class NameRules {
  private final Weights weights;

  NameRules(Weights weights) {
    this.weights = weights;
  }

  /** What the record says that is one of its names. */
  List<Mention> mentionsOf(Candidate candidate, RecordClaims claims) {
    List<Mention> own = new ArrayList<>();
    for (Mention mention : claims.mentions()) {
      if (candidate.profile().names().containsKey(mention.key())) {
        own.add(mention);
        candidate.claim(mention.key());
      }
    }
    return own;
  }

  /** The best name in a field and the best in the prose count apart; returns the better one. */
  @Nullable Mention weigh(Candidate candidate, List<Mention> mentions, RecordClaims claims) {
    boolean nameless = claims.nameless();
    Mention field = best(candidate, mentions, false);
    Mention prose = best(candidate, mentions, true);
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

  /** OpenZFS is the owner of the repository openzfs/zfs. */
  private static @Nullable Mention ownerNamed(Candidate candidate, RecordClaims claims) {
    return claims.mentions().stream()
        .filter(one -> candidate.profile().owners().contains(one.key()))
        .findFirst()
        .orElse(null);
  }

  private @Nullable Mention best(Candidate candidate, List<Mention> mentions, boolean ofProse) {
    return mentions.stream()
        .filter(one -> one.source().isProse() == ofProse)
        .max(
            Comparator.comparingDouble((Mention one) -> nameWeight(candidate, one))
                .thenComparing(Mention::source, Comparator.reverseOrder()))
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
