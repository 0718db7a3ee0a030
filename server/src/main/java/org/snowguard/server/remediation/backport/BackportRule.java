package org.snowguard.server.remediation.backport;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.core.pull.BackportText;
import org.snowguard.core.pull.MoveSize;
import org.snowguard.core.pull.VersionMove;
import org.snowguard.server.remediation.backport.BackportStore.Labelled;
import org.snowguard.server.remediation.backport.BackportStore.Lacking;
import org.snowguard.server.remediation.landing.Reach;
import org.snowguard.server.remediation.pull.PullRequest;
import org.snowguard.server.remediation.pull.PullState;

/** Whether a fix is left to bring to a release, how far that is, and what to do. */
record BackportRule(BackportFacts facts, BackportCommand command) {

  /**
   * A fix of a project on one release.
   *
   * @param release its branch: {@code release-26.05}
   */
  record Place(int number, long project, String release) {

    static Place of(Lacking lacking) {
      return new Place(lacking.number(), lacking.projectId(), lacking.branch());
    }
  }

  /** What is left to do, if anything is. */
  Optional<Backport> of(Place place, List<Lacking> lacking) {
    PullRequest pull = facts.fixes().get(place.number());
    if (pull == null || isReverted(pull) || isThere(pull, place.release())) {
      return Optional.empty();
    }
    List<Lacking> mended = mended(pull, lacking);
    String branch = Target.branch(pull.base(), place.release());
    String label = BackportText.label(branch);
    PullRequest twin = twin(place);
    String failure = failure(place, branch);
    List<Backport.Step> steps = mended.stream().map(one -> step(pull, one)).distinct().toList();
    BackportPolicy policy = facts.policy(place.project());
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
            facts.trials().get(new Target(place.number(), branch)),
            commit == null ? null : command.of(pull.number(), commit, branch),
            facts.removedLabels().contains(new Labelled(place.number(), label)),
            backportsTo(place).findAny().isPresent()));
  }

  /** Its own branch lost it, and it did not reach master by another: nobody wants it any more. */
  private boolean isReverted(PullRequest pull) {
    return Stream.of(pull.base(), Target.MASTER)
        .allMatch(branch -> facts.reach(pull, branch) == Reach.NO);
  }

  private boolean isThere(PullRequest pull, String release) {
    return facts.reach(pull, release) == Reach.YES
        || facts
            .backportsOf(pull.number())
            .filter(twin -> twin.state() == PullState.MERGED && twin.base().equals(release))
            .anyMatch(twin -> !isTakenBack(twin));
  }

  /** What GitHub says is merged counts until the branch is known to have lost it. */
  private boolean isTakenBack(PullRequest backport) {
    return facts.reach(backport, backport.base()) == Reach.NO;
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
  private @Nullable PullRequest twin(Place place) {
    return backportsTo(place)
        .filter(PullRequest::isAlive)
        .filter(twin -> twin.state() == PullState.OPEN || !isTakenBack(twin))
        .max(Comparator.comparingInt(PullRequest::number))
        .orElse(null);
  }

  /** All that were ever opened to that release, by whichever of its branches. */
  private Stream<PullRequest> backportsTo(Place place) {
    String version = place.release().substring("release-".length());
    return facts.backportsOf(place.number()).filter(twin -> twin.base().endsWith("-" + version));
  }

  private @Nullable String failure(Place place, String branch) {
    String failure = facts.failures().get(new Target(place.number(), branch));
    return failure == null
        ? facts.failures().get(new Target(place.number(), place.release()))
        : failure;
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
