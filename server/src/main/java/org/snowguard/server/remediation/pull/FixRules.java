package org.snowguard.server.remediation.pull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.core.pull.VersionMove;
import org.snowguard.server.remediation.pull.FixFactsStore.Affected;
import org.snowguard.server.remediation.pull.FixFactsStore.Claims;
import org.snowguard.server.remediation.pull.FixFactsStore.Link;
import org.snowguard.server.remediation.pull.FixFactsStore.Packaged;
import org.snowguard.server.remediation.pull.FixStore.Proposal;

/** What speaks for a pull request being a fix, and how much: see docs/remediation.md. */
final class FixRules {

  private static final double PATCH_OF_LINKED = 0.98;
  private static final double NAMES_ID_OF_LINKED = 0.97;
  private static final double REACHES_OF_ACCEPTED = 0.9;
  private static final double REACHES_OF_LIKELY = 0.85;
  private static final double NAMES_WITHOUT_YEAR = 0.7;
  private static final double NAMES_ID_OF_OTHER = 0.6;
  private static final double NAMES_ID_ALONE = 0.5;

  /** A title with more projects than these speaks of none of them in particular. */
  private static final int FEW = 3;

  /** What one pull request is judged against, at most. */
  private static final int JUDGED = 300;

  private final FixFactsStore facts;
  private final Supplier<FixJudge> judges;

  FixRules(FixFactsStore facts, Supplier<FixJudge> judges) {
    this.facts = facts;
    this.judges = judges;
  }

  FixJudge judge() {
    return judges.get();
  }

  /**
   * All that the machine says of one pull request.
   *
   * @param stored what it said before
   * @param ofOriginal fixes of the pull request whose backport this is
   */
  Map<FixPlace, Proposal> propose(
      PullRequest pull, Claims claims, List<Fix> stored, List<Fix> ofOriginal, FixJudge judge) {
    Map<FixPlace, Proposal> found = new LinkedHashMap<>();
    List<Packaged> packages =
        facts.projects(
            pull.attributes().stream()
                .flatMap(name -> AttributeForms.of(name).stream())
                .distinct()
                .toList());
    byIds(pull, claims, packages, found);
    withoutYear(pull, claims, packages, found);
    byVersions(pull, packages, stored, judge, found);
    for (Fix fix : ofOriginal) {
      if (!fix.isRefuted()) {
        add(
            found,
            new Proposal(
                pull.number(),
                fix.vulnerability(),
                fix.project(),
                fix.evidence() == FixEvidence.BY_HAND ? FixEvidence.NAMES_ID : fix.evidence(),
                fix.opinion() == FixOpinion.CONFIRMED ? 1 : fix.confidence(),
                "backport of #" + fix.pull().number()));
      }
    }
    return found;
  }

  private static void add(Map<FixPlace, Proposal> found, Proposal proposal) {
    found.merge(
        new FixPlace(proposal.vulnerability(), proposal.project()),
        proposal,
        (old, other) -> other.confidence() > old.confidence() ? other : old);
  }

  private void byIds(
      PullRequest pull, Claims claims, List<Packaged> packages, Map<FixPlace, Proposal> found) {
    Set<String> ids = new TreeSet<>(pull.vulnerabilityIds());
    ids.addAll(claims.patchIds());
    Map<String, Long> known = ids.isEmpty() ? Map.of() : facts.vulnerabilities(ids);
    if (known.isEmpty()) {
      return;
    }
    Map<Long, List<Link>> links =
        facts.linksOf(Set.copyOf(known.values())).stream()
            .collect(Collectors.groupingBy(Link::vulnerability));
    Set<Long> named = packages.stream().map(Packaged::project).collect(Collectors.toSet());
    known.forEach(
        (id, vulnerability) -> {
          boolean isPatch = claims.patchIds().contains(id);
          FixEvidence evidence = isPatch ? FixEvidence.PATCH_NAMED : FixEvidence.NAMES_ID;
          String words = (isPatch ? "brings a patch named " : "names ") + id;
          targets(links.getOrDefault(vulnerability, List.of()), named, isPatch)
              .forEach(
                  (project, confidence) ->
                      add(
                          found,
                          new Proposal(
                              pull.number(), vulnerability, project, evidence, confidence, words)));
        });
  }

  /** Projects that a named vulnerability is fixed in, each with how sure that is. */
  private static Map<Long, Double> targets(
      Collection<Link> links, Set<Long> named, boolean isPatch) {
    Map<Long, Double> targets = new LinkedHashMap<>();
    for (Link link : links) {
      if (named.contains(link.project())) {
        targets.put(link.project(), isPatch ? PATCH_OF_LINKED : NAMES_ID_OF_LINKED);
      }
    }
    if (!targets.isEmpty()) {
      return targets;
    }
    if (!named.isEmpty() && named.size() <= FEW) {
      named.forEach(project -> targets.put(project, NAMES_ID_OF_OTHER));
    } else if (named.isEmpty()) {
      links.stream()
          .filter(Link::strong)
          .forEach(link -> targets.put(link.project(), NAMES_ID_ALONE));
    }
    return targets;
  }

  private void withoutYear(
      PullRequest pull, Claims claims, List<Packaged> packages, Map<FixPlace, Proposal> found) {
    if (claims.yearlessIds().isEmpty() || packages.isEmpty()) {
      return;
    }
    Set<Long> named = packages.stream().map(Packaged::project).collect(Collectors.toSet());
    for (Link link : facts.endingWith(named, claims.yearlessIds())) {
      add(
          found,
          new Proposal(
              pull.number(),
              link.vulnerability(),
              link.project(),
              FixEvidence.NAMES_ID,
              NAMES_WITHOUT_YEAR,
              "names " + link.publicId() + " without its year"));
    }
  }

  private void byVersions(
      PullRequest pull,
      List<Packaged> packages,
      List<Fix> stored,
      FixJudge judge,
      Map<FixPlace, Proposal> found) {
    if (pull.moves().isEmpty() || packages.isEmpty()) {
      return;
    }
    Map<String, List<VersionMove>> moves =
        pull.moves().stream().collect(Collectors.groupingBy(VersionMove::attribute));
    int judged = 0;
    for (Affected affected : candidates(packages, stored)) {
      FixPlace place = new FixPlace(affected.vulnerability(), affected.project());
      for (VersionMove move :
          moves.getOrDefault(AttributeForms.called(affected.attribute()), List.of())) {
        boolean isLikely =
            !found.containsKey(place)
                && judged < JUDGED
                && FixJudge.mayReach(move.to(), affected.fixedVersion());
        judged += isLikely ? 1 : 0;
        if (isLikely && judge.crosses(step(affected, move))) {
          add(
              found,
              new Proposal(
                  pull.number(),
                  affected.vulnerability(),
                  affected.project(),
                  FixEvidence.REACHES_FIXED_VERSION,
                  affected.accepted() ? REACHES_OF_ACCEPTED : REACHES_OF_LIKELY,
                  "brings %s to %s, which is not affected"
                      .formatted(affected.attribute(), move.to())));
        }
      }
    }
  }

  /** What is affected now, and what was when this was looked at before: channels have moved on. */
  private List<Affected> candidates(List<Packaged> packages, List<Fix> stored) {
    List<Affected> all =
        new ArrayList<>(facts.affected(packages.stream().map(Packaged::attribute).toList()));
    Set<FixPlace> current = new HashSet<>();
    all.forEach(one -> current.add(new FixPlace(one.vulnerability(), one.project())));
    for (Fix fix : past(stored, current)) {
      boolean wasAccepted = fix.confidence() >= REACHES_OF_ACCEPTED;
      packages.stream()
          .filter(one -> one.project() == fix.project())
          .map(
              one ->
                  new Affected(
                      fix.vulnerability(), fix.project(), one.attribute(), "0", wasAccepted))
          .forEach(all::add);
    }
    return all;
  }

  /** Of those that are not affected any more, what is still linked. */
  private List<Fix> past(List<Fix> stored, Set<FixPlace> current) {
    List<Fix> past =
        stored.stream()
            .filter(fix -> fix.evidence() == FixEvidence.REACHES_FIXED_VERSION)
            .filter(fix -> !current.contains(new FixPlace(fix.vulnerability(), fix.project())))
            .toList();
    if (past.isEmpty()) {
      return past;
    }
    Set<FixPlace> linked =
        facts.linksOf(past.stream().map(Fix::vulnerability).toList()).stream()
            .map(link -> new FixPlace(link.vulnerability(), link.project()))
            .collect(Collectors.toSet());
    return past.stream()
        .filter(fix -> linked.contains(new FixPlace(fix.vulnerability(), fix.project())))
        .toList();
  }

  private static FixJudge.Step step(Affected affected, VersionMove move) {
    return new FixJudge.Step(
        affected.vulnerability(), affected.project(), affected.attribute(), move.from(), move.to());
  }
}
