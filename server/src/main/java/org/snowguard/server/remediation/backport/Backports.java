package org.snowguard.server.remediation.backport;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.remediation.backport.BackportRule.Place;
import org.snowguard.server.remediation.backport.BackportStore.Lacking;
import org.snowguard.server.remediation.landing.CommitOnRef;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullRequest;
import org.snowguard.server.remediation.pull.PullRequests;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Fixes of unstable that supported releases lack, and what to do about each. */
public final class Backports {

  /** Whether commits, or twins of them, are on branches; what is not known may be left out. */
  @FunctionalInterface
  interface Landed {
    Map<CommitOnRef, Reach> reach(Set<CommitOnRef> questions);
  }

  private final BackportStore store;
  private final TrialStore trials;
  private final PolicyStore policies;
  private final PullRequests pulls;
  private final Landed landed;
  private final BackportCommand command;
  private final Transactions transactions;

  Backports(
      BackportStore store,
      TrialStore trials,
      PolicyStore policies,
      PullRequests pulls,
      Landed landed,
      BackportCommand command,
      Transactions transactions) {
    this.store = store;
    this.trials = trials;
    this.policies = policies;
    this.pulls = pulls;
    this.landed = landed;
    this.command = command;
    this.transactions = transactions;
  }

  /**
   * Releases to which the backport action could not bring some pull requests, by whichever of their
   * branches; by number of the pull request.
   */
  public Map<Integer, Set<String>> failedReleases(Collection<Integer> pullRequests) {
    Map<Integer, Set<String>> failed = new HashMap<>();
    for (Target target : store.failures(pullRequests).keySet()) {
      failed.computeIfAbsent(target.number(), none -> new HashSet<>()).add(target.release());
    }
    return failed;
  }

  /** All that is left to do, what failed first, then by the newest fix. */
  public List<Backport> all() {
    return transactions.read(() -> of(store.lacking(null, null)));
  }

  public List<Backport> ofProject(long project) {
    return transactions.read(() -> of(store.lacking(project, null)));
  }

  public List<Backport> ofIssue(long issue) {
    return transactions.read(() -> of(store.lacking(null, issue)));
  }

  /** A part of such a list. */
  static Page<Backport> page(List<Backport> all, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, BackportPosition.PARTS);
    BackportPosition last = cursor == null ? null : BackportPosition.of(cursor);
    List<Backport> rows =
        all.stream()
            .filter(one -> last == null || BackportPosition.of(one).compareTo(last) > 0)
            .limit(size + 1L)
            .toList();
    return Page.of(rows, size, all.size(), one -> BackportPosition.of(one).cursor());
  }

  private List<Backport> of(List<Lacking> lacking) {
    if (lacking.isEmpty()) {
      return List.of();
    }
    Map<Place, List<Lacking>> places = new LinkedHashMap<>();
    for (Lacking one : lacking) {
      places.computeIfAbsent(Place.of(one), none -> new ArrayList<>()).add(one);
    }
    BackportRule rule = new BackportRule(facts(places.keySet()), command);
    return places.entrySet().stream()
        .map(entry -> rule.of(entry.getKey(), entry.getValue()))
        .flatMap(Optional::stream)
        .sorted(Comparator.comparing(BackportPosition::of))
        .toList();
  }

  private BackportFacts facts(Set<Place> places) {
    Set<Integer> numbers = places.stream().map(Place::number).collect(Collectors.toSet());
    Map<Integer, PullRequest> fixes =
        pulls.byNumbers(numbers).stream()
            .collect(Collectors.toMap(PullRequest::number, Function.identity()));
    Map<Integer, List<PullRequest>> backports =
        pulls.backportsOf(numbers).stream()
            .collect(Collectors.groupingBy(pull -> Objects.requireNonNull(pull.backportOf())));
    return new BackportFacts(
        fixes,
        backports,
        store.failures(numbers),
        trials.of(numbers),
        store.removedLabels(numbers),
        policies.policies(places.stream().map(Place::project).distinct().toList()),
        landed.reach(questions(places, fixes, backports)));
  }

  /** All that the rule asks of landings. */
  private static Set<CommitOnRef> questions(
      Set<Place> places,
      Map<Integer, PullRequest> fixes,
      Map<Integer, List<PullRequest>> backports) {
    Set<CommitOnRef> questions = new HashSet<>();
    for (PullRequest fix : fixes.values()) {
      ask(questions, fix, fix.base());
      ask(questions, fix, Target.MASTER);
    }
    for (Place place : places) {
      PullRequest fix = fixes.get(place.number());
      if (fix != null) {
        ask(questions, fix, place.release());
      }
    }
    backports.values().stream()
        .flatMap(List::stream)
        .forEach(backport -> ask(questions, backport, backport.base()));
    return questions;
  }

  private static void ask(Set<CommitOnRef> questions, PullRequest pull, String branch) {
    String commit = pull.mergeCommit();
    if (commit != null) {
      questions.add(new CommitOnRef(commit, branch));
    }
  }
}
