package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What aliases, curated and learned from people's decisions, say of a record. */
final class Lessons {
  private final CandidateIndex index;
  private final CuratedAliases curated;
  private final LearnedAliases learned;
  private final Weights weights;

  Lessons(CandidateIndex index, CuratedAliases curated, LearnedAliases learned, Weights weights) {
    this.index = index;
    this.curated = curated;
    this.learned = learned;
    this.weights = weights;
  }

  /**
   * Evidence for or against a project.
   *
   * @param claims keys of the record that the alias gives to the project, none where it denies them
   */
  record Lesson(Evidence evidence, Set<String> claims) {
    void teach(Candidate candidate) {
      if (!candidate.has(evidence.kind())) {
        candidate.add(evidence);
      }
      claims.forEach(candidate::claim);
    }
  }

  /** Lessons by number of the project. */
  Map<Integer, List<Lesson>> of(RecordClaims claims, String lowerDescription) {
    Map<Integer, List<Lesson>> lessons = new HashMap<>();
    for (Mention mention : claims.mentions()) {
      for (CuratedAliases.Alias alias : curated.of(mention, lowerDescription)) {
        Evidence evidence = evidence("alias", mention.text() + ": " + alias.reason(), mention);
        for (int project : index.named(alias.project())) {
          if (isMeant(index.profile(project), alias.project())) {
            add(lessons, project, new Lesson(evidence, keysBeside(mention, claims)));
          }
        }
      }
      if (!mention.source().isProse()) {
        learn(lessons, mention, claims);
      }
    }
    return lessons;
  }

  private void learn(Map<Integer, List<Lesson>> lessons, Mention mention, RecordClaims claims) {
    for (LearnedAlias alias : learned.about(mention.vendor(), mention.text())) {
      boolean same = alias.kind() == LearnedAlias.Kind.ALIAS;
      Evidence evidence =
          evidence(
              same ? "learned_alias" : "learned_anti_alias",
              alias.people() + " people: " + mention.text(),
              mention);
      for (int project : index.withKey(alias.project())) {
        add(lessons, project, new Lesson(evidence, same ? keysBeside(mention, claims) : Set.of()));
      }
    }
  }

  /**
   * Whether a project of this name, and not an add-on that shares it, is what an alias leads to.
   */
  private static boolean isMeant(ProjectProfile profile, String squashedName) {
    return profile.squashedKey().equals(squashedName)
        || (profile.isGeneral()
            && profile.names().get(squashedName) == ProjectProfile.NameKind.OWN);
  }

  /** Every key that the record's field gives: what stands there means the alias's project. */
  private static Set<String> keysBeside(Mention mention, RecordClaims claims) {
    Set<String> keys = new HashSet<>();
    for (Mention other : claims.mentions()) {
      if (other.pointer().equals(mention.pointer()) && !other.source().isProse()) {
        keys.add(other.key());
      }
    }
    return keys;
  }

  private static void add(Map<Integer, List<Lesson>> lessons, int project, Lesson lesson) {
    lessons.computeIfAbsent(project, p -> new ArrayList<>(1)).add(lesson);
  }

  private Evidence evidence(String kind, String value, Mention mention) {
    return new Evidence(kind, value, mention.pointer(), weights.of(kind));
  }
}
