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

  /** Evidence for or against a project. */
  sealed interface Lesson {}

  /**
   * The name means the project.
   *
   * @param claims keys of the record that the alias gives to the project
   */
  record Alias(Evidence evidence, Set<String> claims) implements Lesson {
    void teach(Candidate candidate) {
      if (!candidate.has(evidence.kind())) {
        candidate.add(evidence);
      }
      claims.forEach(candidate::claim);
    }
  }

  /**
   * The name means other software. It never stands against an identifier or repository that both
   * sides state, and until two people have said so it hides nothing: the suggestion stays in the
   * weak tier.
   */
  record AntiAlias(Evidence evidence, int people) implements Lesson {
    private static final int PEOPLE_WHO_MAY_HIDE = 2;
    private static final Set<String> ASSERTED =
        Set.of("cpe_asserted", "purl", "repository_stated", "repository_implied");
    private static final double WEAKEST_SHOWN = Math.log(0.1 / 0.9);

    /**
     * After everything else is weighed: how far it may go depends on where the candidate stands.
     */
    void refute(Candidate candidate) {
      if (candidate.has(evidence.kind()) || ASSERTED.stream().anyMatch(candidate::has)) {
        return;
      }
      double weight =
          people >= PEOPLE_WHO_MAY_HIDE
              ? evidence.weight()
              : Math.max(evidence.weight(), Math.min(0, WEAKEST_SHOWN - candidate.logit()));
      if (weight < 0) {
        candidate.add(new Evidence(evidence.kind(), evidence.value(), evidence.pointer(), weight));
      }
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
            add(lessons, project, new Alias(evidence, keysBeside(mention, claims)));
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
    index.noteTaught(mention.text());
    for (LearnedAlias alias : learned.about(mention.vendor(), mention.text())) {
      boolean same = alias.kind() == LearnedAlias.Kind.ALIAS;
      Evidence evidence =
          evidence(
              same ? "learned_alias" : "learned_anti_alias",
              alias.people() + " people: " + mention.text(),
              mention);
      for (int project : index.withKey(alias.project())) {
        add(
            lessons,
            project,
            same
                ? new Alias(evidence, keysBeside(mention, claims))
                : new AntiAlias(evidence, alias.people()));
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
