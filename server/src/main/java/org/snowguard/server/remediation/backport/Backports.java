package org.snowguard.server.remediation.backport;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.core.pull.BackportText;
import org.snowguard.core.pull.MoveSize;
import org.snowguard.core.pull.VersionMove;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.remediation.backport.BackportStore.Lacking;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullRequest;
import org.snowguard.server.remediation.pull.PullRequests;
import org.snowguard.server.remediation.pull.PullState;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Transactions;

/** Fixes of unstable that supported releases lack, and what to do about each. */
public final class Backports {

  private final BackportStore store;
  private final TrialStore trials;
  private final PullRequests pulls;
  private final BiFunction<String, String, Reach> reach;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  /**
   * @param reach whether a commit, or a twin of it, is on a branch
   */
  Backports(
      BackportStore store,
      TrialStore trials,
      PullRequests pulls,
      BiFunction<String, String, Reach> reach,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.trials = trials;
    this.pulls = pulls;
    this.reach = reach;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Whether the backport action could not bring a pull request to a release, by whichever of its
   * branches.
   */
  public boolean hasFailed(int pullRequest, String release) {
    Map<String, String> failures = store.failures(List.of(pullRequest));
    return Stream.of(release, stagingOf(release))
        .anyMatch(branch -> failures.containsKey(pullRequest + " " + branch));
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

  /** How updates of a project come to releases. */
  public BackportPolicy policy(long project) {
    return store.policies(List.of(project)).getOrDefault(project, BackportPolicy.ASK);
  }

  /** Sets it. */
  void setPolicy(Project project, String word, long actor) {
    BackportPolicy policy =
        BackportPolicy.ofWord(word)
            .orElseThrow(
                () ->
                    new BadInput(
                        "setting how updates come to releases",
                        "\"" + word + "\"",
                        "use always, minor or ask."));
    transactions.run(
        () -> {
          BackportPolicy before = policy(project.id());
          if (before == policy) {
            return;
          }
          store.setPolicy(project.id(), policy, actor, clock.instant());
          events.append(
              new NewEvent(
                  "project.backport_policy",
                  "project",
                  project.id(),
                  project.slug(),
                  null,
                  project.id(),
                  actor,
                  Map.of("policy", before.word()),
                  Map.of("policy", policy.word()),
                  null,
                  null));
        });
  }

  /** A fix of a project on one release. */
  private record Place(int number, long project, String branch) {}

  private List<Backport> of(List<Lacking> lacking) {
    if (lacking.isEmpty()) {
      return List.of();
    }
    Map<Place, List<Lacking>> byPlace = new LinkedHashMap<>();
    for (Lacking one : lacking) {
      byPlace
          .computeIfAbsent(
              new Place(one.number(), one.projectId(), one.branch()), none -> new ArrayList<>())
          .add(one);
    }
    Known known = known(byPlace);
    return byPlace.entrySet().stream()
        .map(entry -> backport(entry.getKey(), entry.getValue(), known))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparing(Backport::state)
                .thenComparingInt(one -> -one.pull().number())
                .thenComparing(Backport::project)
                .thenComparing(Backport::branch))
        .toList();
  }

  /** Read once for all of a list. */
  private record Known(
      Map<Integer, PullRequest> fixes,
      Map<Integer, List<PullRequest>> backports,
      Map<String, String> failures,
      Map<String, Trial> trials,
      Set<String> removedLabels,
      Map<Long, BackportPolicy> policies) {}

  private Known known(Map<Place, List<Lacking>> places) {
    Set<Integer> numbers = places.keySet().stream().map(Place::number).collect(Collectors.toSet());
    Map<Integer, PullRequest> fixes =
        pulls.byNumbers(numbers).stream()
            .collect(Collectors.toMap(PullRequest::number, Function.identity()));
    return new Known(
        fixes,
        pulls.backportsOf(numbers).stream()
            .collect(Collectors.groupingBy(pull -> Objects.requireNonNull(pull.backportOf()))),
        store.failures(numbers),
        trials.of(numbers),
        store.removedLabels(numbers),
        store.policies(places.keySet().stream().map(Place::project).distinct().toList()));
  }

  private Optional<Backport> backport(Place place, List<Lacking> lacking, Known known) {
    PullRequest pull = known.fixes().get(place.number());
    if (pull == null || isReverted(pull) || isThere(pull, place.branch(), known)) {
      return Optional.empty();
    }
    List<Lacking> mended = mended(pull, lacking);
    String branch = target(pull, place.branch());
    String label = BackportText.label(branch);
    PullRequest twin = twin(place, known);
    String failure = failure(place, branch, known);
    List<Backport.Step> steps = mended.stream().map(one -> step(pull, one)).distinct().toList();
    BackportPolicy policy = known.policies().getOrDefault(place.project(), BackportPolicy.ASK);
    String commit = pull.mergeCommit();
    return Optional.of(
        new Backport(
            pull,
            branch,
            lacking.getFirst().channel(),
            label,
            mended.stream().map(Lacking::vulnerability).distinct().sorted().toList(),
            place.project(),
            lacking.getFirst().project(),
            steps,
            policy,
            policy.acceptance(steps.stream().map(Backport.Step::size).toList()),
            state(pull, twin, failure, label),
            twin,
            twin == null ? failure : null,
            known.trials().get(place.number() + " " + branch),
            commit == null ? null : BackportCommand.of(pull.number(), commit, branch),
            known.removedLabels().contains(place.number() + " " + label),
            backportsTo(place, known).findAny().isPresent()));
  }

  /** What was merged to staging comes to a release by its own staging branch (CONTRIBUTING.md). */
  static String target(PullRequest pull, String release) {
    return pull.base().startsWith("staging") ? stagingOf(release) : release;
  }

  private static String stagingOf(String release) {
    return release.replaceFirst("^release-", "staging-");
  }

  /** Its own branch lost it, and it did not reach master by another: nobody wants it any more. */
  private boolean isReverted(PullRequest pull) {
    String commit = pull.mergeCommit();
    return commit != null
        && Stream.of(pull.base(), "master")
            .allMatch(branch -> reach.apply(commit, branch) == Reach.NO);
  }

  private boolean isThere(PullRequest pull, String release, Known known) {
    String commit = pull.mergeCommit();
    boolean isMerged =
        known.backports().getOrDefault(pull.number(), List.of()).stream()
            .filter(twin -> twin.state() == PullState.MERGED && twin.base().equals(release))
            .anyMatch(twin -> !isTakenBack(twin, release));
    return isMerged || (commit != null && reach.apply(commit, release) == Reach.YES);
  }

  /** What GitHub says is merged counts until the branch is known to have lost it. */
  private boolean isTakenBack(PullRequest backport, String release) {
    String commit = backport.mergeCommit();
    return commit != null && reach.apply(commit, release) == Reach.NO;
  }

  /** A fix of one package says nothing of the project's others, unless its title names none. */
  private static List<Lacking> mended(PullRequest pull, List<Lacking> lacking) {
    List<Lacking> named =
        lacking.stream()
            .filter(one -> pull.attributes().contains(AttributeForms.called(one.attribute())))
            .toList();
    return named.isEmpty() ? lacking : named;
  }

  private static Backport.Step step(PullRequest pull, Lacking lacking) {
    String called = AttributeForms.called(lacking.attribute());
    String to =
        pull.moves().stream()
            .filter(move -> move.attribute().equals(called))
            .map(VersionMove::to)
            .findFirst()
            .orElse(null);
    return new Backport.Step(
        lacking.attribute(), lacking.version(), to, size(pull, called, lacking, to));
  }

  /**
   * Without a new version it is a patch, which a release takes as unstable did; of a package that
   * the title does not name nobody can tell.
   */
  private static MoveSize size(
      PullRequest pull, String called, Lacking lacking, @Nullable String to) {
    if (to != null) {
      return MoveSize.of(lacking.version(), to);
    }
    return pull.attributes().contains(called) ? MoveSize.PATCH : MoveSize.UNCLEAR;
  }

  /** The backport to that release that is open or merged, by whichever of its branches. */
  private @Nullable PullRequest twin(Place place, Known known) {
    return backportsTo(place, known)
        .filter(PullRequest::isAlive)
        .filter(twin -> twin.state() == PullState.OPEN || !isTakenBack(twin, twin.base()))
        .max(Comparator.comparingInt(PullRequest::number))
        .orElse(null);
  }

  /** All that were ever opened to that release, by whichever of its branches. */
  private static Stream<PullRequest> backportsTo(Place place, Known known) {
    String version = place.branch().substring("release-".length());
    return known.backports().getOrDefault(place.number(), List.of()).stream()
        .filter(twin -> twin.base().endsWith("-" + version));
  }

  private static @Nullable String failure(Place place, String branch, Known known) {
    String failure = known.failures().get(place.number() + " " + branch);
    return failure == null ? known.failures().get(place.number() + " " + place.branch()) : failure;
  }

  private static BackportState state(
      PullRequest pull, @Nullable PullRequest twin, @Nullable String failure, String label) {
    if (twin != null) {
      return twin.state() == PullState.MERGED ? BackportState.STAGED : BackportState.OPEN;
    }
    if (failure != null) {
      return BackportState.FAILED;
    }
    if (pull.state() == PullState.OPEN) {
      return BackportState.EARLY;
    }
    return pull.labels().contains(label) ? BackportState.LABELLED : BackportState.WANTED;
  }
}
