package org.snowguard.core.match;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.project.RepositoryKey;
import org.snowguard.core.record.VulnerabilityRecord;

/** Follows the keys of a record to projects, and gathers the evidence for and against each. */
final class CandidateFinder {
  private final CandidateIndex index;
  private final Lessons lessons;
  private final EvidenceRules rules;
  private final Rivals rivals;

  CandidateFinder(CandidateIndex index, MatchTables tables, LearnedAliases learned) {
    this.index = index;
    lessons = new Lessons(index, tables.aliases(), learned, tables.weights());
    rules = new EvidenceRules(tables.weights(), tables.corpus());
    rivals = new Rivals(tables.weights());
  }

  /** Every project that some key of the record leads to, weighed, in the order of the index. */
  List<Candidate> find(VulnerabilityRecord record, RecordClaims read) {
    Map<Integer, Candidate> candidates = new TreeMap<>();
    for (Mention mention : read.mentions()) {
      candidatesAt(candidates, index.named(mention.key()), one -> one.mention(mention));
    }
    for (RepositoryKey key : read.stated().keySet()) {
      candidatesAt(candidates, index.from(key), one -> one.state(key));
    }
    for (RepositoryKey key : read.implied().keySet()) {
      candidatesAt(candidates, index.from(key), one -> one.imply(key));
    }
    for (RepositoryKey key : read.referenced().keySet()) {
      candidatesAt(candidates, index.from(key), one -> one.refer(key));
    }
    for (AssertedCpe cpe : read.cpes().keySet()) {
      candidatesAt(candidates, index.asserting(cpe));
    }
    for (String purl : read.purls().keySet()) {
      candidatesAt(candidates, index.withPurl(purl));
    }
    for (String id : read.ids()) {
      candidatesAt(candidates, index.namingFlaw(id));
    }
    Map<Integer, List<Lessons.Lesson>> taught = lessons.of(record, read);
    for (int project : taught.keySet()) {
      candidateAt(candidates, project);
    }
    candidates.forEach(
        (project, candidate) -> {
          rules.weigh(candidate, read);
          teach(candidate, taught.getOrDefault(project, List.of()));
        });
    List<Candidate> all = List.copyOf(candidates.values());
    rivals.weigh(all);
    taught.forEach((project, lessons) -> refute(candidateAt(candidates, project), lessons));
    return all;
  }

  private static void teach(Candidate candidate, List<Lessons.Lesson> lessons) {
    for (Lessons.Lesson lesson : lessons) {
      if (lesson instanceof Lessons.Alias alias) {
        alias.teach(candidate);
      }
    }
  }

  private static void refute(Candidate candidate, List<Lessons.Lesson> lessons) {
    lessons.stream()
        .filter(Lessons.AntiAlias.class::isInstance)
        .map(Lessons.AntiAlias.class::cast)
        .max(Comparator.comparingInt(Lessons.AntiAlias::people))
        .ifPresent(alias -> alias.refute(candidate));
  }

  private Candidate candidateAt(Map<Integer, Candidate> candidates, int project) {
    return candidates.computeIfAbsent(project, p -> new Candidate(index.profile(p)));
  }

  private void candidatesAt(Map<Integer, Candidate> candidates, int[] projects) {
    for (int project : projects) {
      candidateAt(candidates, project);
    }
  }

  private void candidatesAt(
      Map<Integer, Candidate> candidates, int[] projects, Consumer<Candidate> noting) {
    for (int project : projects) {
      noting.accept(candidateAt(candidates, project));
    }
  }
}
