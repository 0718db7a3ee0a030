package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.BranchName;
import org.snowguard.core.status.FixProgress;
import org.snowguard.core.status.FixProgress.Reach;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.FixOpinion;
import org.snowguard.server.remediation.pull.PullRequest;
import org.snowguard.server.remediation.pull.PullState;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;

/**
 * A fix and everywhere that its commit was seen.
 *
 * @param failed branches to which a backport could not be made
 */
record TracedFix(Fix fix, List<Landing> seen, Set<String> failed) {

  /** How far it has come on its way to a channel. */
  KnownFix from(ChannelRow channel) {
    PullRequest pull = fix.pull();
    FixProgress progress =
        new FixProgress(pull.number(), fix.opinion() == FixOpinion.CONFIRMED, reach(channel));
    return new KnownFix(
        progress,
        failed.contains(channel.branch()),
        pull.createdAt(),
        pull.mergedAt(),
        branchAt(channel),
        on(channel.name()).filter(Landing::stands).map(this::arrivedAt).orElse(null),
        leftAt(channel));
  }

  private Optional<Landing> on(String ref) {
    return seen.stream().filter(one -> one.ref().equals(ref)).findFirst();
  }

  private boolean stands(Predicate<String> ref) {
    return seen.stream().anyMatch(one -> one.stands() && ref.test(one.ref()));
  }

  private Reach reach(ChannelRow channel) {
    PullRequest pull = fix.pull();
    String branch = channel.branch();
    if (stands(channel.name()::equals)) {
      return Reach.CHANNEL;
    }
    if (stands(branch::equals)) {
      return Reach.BRANCH;
    }
    return switch (pull.state()) {
      case CLOSED -> Reach.NOWHERE;
      case OPEN -> leadsTo(pull.base(), branch) ? Reach.OPEN : Reach.NOWHERE;
      case MERGED -> merged(pull.base(), branch);
    };
  }

  private Reach merged(String base, String branch) {
    if (on(branch).isPresent()) {
      // It was there and was taken back: from a release alone it may be brought there again.
      return leadsTo(base, branch) || !stands(base::equals)
          ? Reach.NOWHERE
          : elsewhere(base, branch);
    }
    boolean isTakenBack = on(base).filter(one -> !one.stands()).isPresent();
    if (isTakenBack) {
      return Reach.NOWHERE;
    }
    if (base.equals(branch)) {
      return Reach.BRANCH;
    }
    return leadsTo(base, branch) || stands(ref -> leadsTo(ref, branch))
        ? Reach.STAGING
        : elsewhere(base, branch);
  }

  private static Reach elsewhere(String base, String branch) {
    Optional<BranchName> from = BranchName.of(base);
    Optional<BranchName> to = BranchName.of(branch);
    boolean isNeverPicked =
        from.isPresent() && to.isPresent() && !from.get().isBackportedTo(to.get());
    return isNeverPicked ? Reach.NOWHERE : Reach.ELSEWHERE;
  }

  /** Whether what is merged to a branch gets to another one by itself. */
  static boolean leadsTo(String from, String to) {
    return from.equals(to)
        || BranchName.of(from).map(BranchName::next).orElse(List.of()).stream()
            .anyMatch(next -> leadsTo(next, to));
  }

  private @Nullable Instant branchAt(ChannelRow channel) {
    PullRequest pull = fix.pull();
    Optional<Landing> landed = on(channel.branch());
    if (landed.isPresent()) {
      return landed.filter(Landing::stands).map(this::arrivedAt).orElse(null);
    }
    boolean isThere = pull.state() == PullState.MERGED && pull.base().equals(channel.branch());
    return isThere ? pull.mergedAt() : null;
  }

  /**
   * What a ref had when it was first looked at came at a time that only the merge itself can tell.
   */
  private @Nullable Instant arrivedAt(Landing landed) {
    if (!landed.wasThereBefore()) {
      return landed.firstSeen();
    }
    return fix.pull().base().equals(landed.ref()) ? fix.pull().mergedAt() : null;
  }

  private @Nullable Instant leftAt(ChannelRow channel) {
    return seen.stream()
        .filter(one -> one.ref().equals(channel.name()) || one.ref().equals(channel.branch()))
        .map(Landing::revertedAt)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }
}
