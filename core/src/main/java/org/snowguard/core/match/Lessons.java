package org.snowguard.core.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;

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
      // What a field says stands before what the prose says.
      if (!candidate.has(evidence.kind()) && !candidate.has("alias")) {
        candidate.add(evidence);
      }
      claims.forEach(candidate::claim);
    }
  }

  /**
   * The name means other software. It never stands against an identifier or repository that both
   * sides state. One person's word takes nothing out of its tier's list: {@code likely} may become
   * {@code possible}, no more. Two people's folds it into the weak tier, where it can still be
   * found and counted.
   */
  record AntiAlias(Evidence evidence, int people) implements Lesson {
    private static final int PEOPLE_WHO_MAY_HIDE = 2;
    private static final Set<String> ASSERTED =
        Set.of("cpe_asserted", "purl", "repository_stated", "repository_implied");

    /**
     * After everything else is weighed: how far it may go depends on where the candidate stands.
     */
    void refute(Candidate candidate) {
      if (ASSERTED.stream().anyMatch(candidate::has)) {
        return;
      }
      double weight =
          Math.max(evidence.weight(), Math.min(0, floor(candidate.logit()) - candidate.logit()));
      if (weight < 0) {
        candidate.add(new Evidence(evidence.kind(), evidence.value(), evidence.pointer(), weight));
      }
    }

    private double floor(double logit) {
      double queued = logit(Tier.POSSIBLE.atLeast());
      double shown = logit(Tier.WEAK.atLeast());
      if (logit >= queued && people < PEOPLE_WHO_MAY_HIDE) {
        return queued;
      }
      return logit >= shown ? shown : Double.NEGATIVE_INFINITY;
    }

    private static double logit(double probability) {
      return Math.log(probability / (1 - probability));
    }
  }

  /** The words of a description, read when an alias asks for them: few do. */
  private static final class DescriptionWords implements Supplier<String> {
    private final String description;
    private @Nullable String words;

    DescriptionWords(String description) {
      this.description = description;
    }

    @Override
    public String get() {
      String read = words;
      if (read == null) {
        read = CuratedAliases.words(description);
        words = read;
      }
      return read;
    }
  }

  /** Lessons by number of the project. */
  Map<Integer, List<Lesson>> of(VulnerabilityRecord vulnerability, RecordClaims claims) {
    DescriptionWords words = new DescriptionWords(vulnerability.description());
    Map<Integer, List<Lesson>> lessons = new HashMap<>();
    for (Mention mention : claims.mentions()) {
      for (CuratedAliases.Alias alias : curated.of(mention, words)) {
        String kind = mention.source().isProse() ? "alias_prose" : "alias";
        String reason = mention.text() + ": " + alias.reason();
        Lesson lesson =
            new Alias(evidence(kind, reason, mention.pointer()), keysAt(mention.pointer(), claims));
        for (String name : alias.projects()) {
          for (int project : index.named(name)) {
            if (isMeant(index.profile(project), name)) {
              add(lessons, project, lesson);
            }
          }
        }
      }
    }
    for (AffectedEntry entry : vulnerability.affected()) {
      TaughtName.of(entry).ifPresent(name -> learn(lessons, name, entry, claims));
    }
    return lessons;
  }

  private void learn(
      Map<Integer, List<Lesson>> lessons,
      TaughtName name,
      AffectedEntry entry,
      RecordClaims claims) {
    index.noteTaught(name.product());
    String pointer =
        (entry.packageName() == null ? EntryField.PRODUCT : EntryField.PACKAGE_NAME).in(entry);
    for (LearnedAlias alias : learned.about(name)) {
      boolean same = alias.kind() == LearnedAlias.Kind.ALIAS;
      String value = people(alias.people()) + ": " + alias.label();
      Evidence evidence = evidence(same ? "learned_alias" : "learned_anti_alias", value, pointer);
      Lesson lesson =
          same
              ? new Alias(evidence, keysAt(pointer, claims))
              : new AntiAlias(evidence, alias.people());
      for (int project : index.withKey(alias.project())) {
        add(lessons, project, lesson);
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
  private static Set<String> keysAt(String pointer, RecordClaims claims) {
    Set<String> keys = new HashSet<>();
    for (Mention other : claims.mentions()) {
      if (other.pointer().equals(pointer) && !other.source().isProse()) {
        keys.add(other.key());
      }
    }
    return keys;
  }

  private static String people(int count) {
    return count == 1 ? "1 person" : count + " people";
  }

  private static void add(Map<Integer, List<Lesson>> lessons, int project, Lesson lesson) {
    lessons.computeIfAbsent(project, p -> new ArrayList<>(1)).add(lesson);
  }

  private Evidence evidence(String kind, String value, String pointer) {
    return new Evidence(kind, value, pointer, weights.of(kind));
  }
}
