package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.status.FixProgress;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusDecision;
import org.snowguard.core.status.StatusFacts;
import org.snowguard.core.status.StatusHow;
import org.snowguard.core.status.StatusRule;
import org.snowguard.core.status.StatusRule.Outcome;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.remediation.status.GroundStore.ChannelRow;
import org.snowguard.server.remediation.status.GroundStore.VulnerabilityRow;

/**
 * Makes the row of one finding.
 *
 * @param before the row that stands, or null; one that is gone counts as none
 * @param fixes that nobody refuted, as seen from the channel
 */
record RowRule(
    IssueContent issue,
    IssueFinding finding,
    ChannelRow channel,
    @Nullable VulnerabilityRow vulnerability,
    ShippedTimes shipped,
    List<KnownFix> fixes,
    @Nullable KeptRow before,
    Instant now) {

  /** How the machine says that matching has still to come by. */
  private static final String NOT_JUDGED_YET = "not_judged_yet";

  KeptRow row() {
    if (before != null && !finding.isOverridden() && isWaiting()) {
      return before;
    }
    String affectedVersion = affectedVersion();
    Outcome outcome = StatusRule.judge(facts(affectedVersion));
    boolean isOpen = outcome.status().isOpen();
    KnownFix fix = spokenOf(outcome);
    Instant since =
        new StatusTime(issue, finding, shipped, fixes, fix, before, published(), now).of(outcome);
    RemedyStage stage = isOpen && channel.supported() && !isSetAside() ? stage(outcome) : null;
    Instant named = fixNamedAt();
    return new KeptRow(
        issue.id(),
        Objects.toString(finding.vulnerability(), ""),
        finding.attribute(),
        channel.id(),
        channel.name(),
        finding.version(),
        finding.verdict().text(),
        outcome.status().text(),
        outcome.how().code().text(),
        outcome.how().text(),
        since,
        isOpen,
        stage == null ? null : stage.text(),
        flags(stage).stream().map(StatusFlag::text).toList(),
        fix == null ? null : fix.progress().pullRequest(),
        affectedVersion,
        affectedSince(affectedVersion),
        fixKnownAt(named),
        named,
        fix == null ? null : fix.openedAt(),
        fix == null ? null : fix.mergedAt(),
        fix == null ? null : fix.branchAt(),
        isOpen ? null : endedAt(outcome, fix, since),
        null,
        null);
  }

  private boolean isWaiting() {
    return finding.machine().code().equals(NOT_JUDGED_YET);
  }

  private StatusFacts facts(@Nullable String affectedVersion) {
    String earlier = Objects.equals(affectedVersion, finding.version()) ? null : affectedVersion;
    return new StatusFacts(
        finding.verdict(),
        finding.machine().code(),
        finding.reason(),
        finding.isOverridden(),
        finding.version(),
        earlier,
        true,
        decision(),
        fixes.stream().map(KnownFix::progress).toList());
  }

  /** What followed from the packages is no decision: it follows anew. */
  private Optional<StatusDecision> decision() {
    return issue.state() == IssueState.CLOSED && issue.moments().closedBy() != null
        ? Optional.ofNullable(issue.closeReason()).flatMap(StatusDecision::of)
        : Optional.empty();
  }

  /** A version that turns out not to be affected after all was none that had to be left. */
  private @Nullable String affectedVersion() {
    if (finding.verdict() == Verdict.AFFECTED) {
      return finding.version();
    }
    String kept = before == null ? null : before.affectedVersion();
    if (kept == null || kept.equals(finding.version())) {
      return shipped.earlierAffected();
    }
    return kept;
  }

  private @Nullable Instant affectedSince(@Nullable String affectedVersion) {
    Instant kept = before == null ? null : before.affectedSince();
    boolean isOpen = finding.verdict().isOpen();
    Instant seen = shipped.affectedSince(isOpen);
    if (kept == null || !(isOpen || affectedVersion != null)) {
      return seen;
    }
    return seen == null || kept.isBefore(seen) ? kept : seen;
  }

  private @Nullable Instant published() {
    if (vulnerability == null) {
      return issue.moments().createdAt();
    }
    return vulnerability.publicAt();
  }

  /** The one that the status names; where it names none, the one that has come farthest. */
  private @Nullable KnownFix spokenOf(Outcome outcome) {
    return fixes.stream()
        .filter(fix -> outcome.fix() == null || outcome.fix().equals(fix.progress()))
        .min(
            Comparator.comparing((KnownFix fix) -> fix.progress().reach())
                .thenComparing(fix -> !fix.progress().confirmed())
                .thenComparingInt(fix -> fix.progress().pullRequest()))
        .orElse(null);
  }

  /** Whether nothing is to be done for it: it is told elsewhere, or was a mistake. */
  private boolean isSetAside() {
    CloseReason reason = issue.closeReason();
    return issue.state() == IssueState.CLOSED
        && (reason == CloseReason.DUPLICATE || reason == CloseReason.WITHDRAWN);
  }

  private RemedyStage stage(Outcome outcome) {
    FixProgress named = outcome.fix();
    return RemedyStage.of(
        named == null ? fixes.stream().map(KnownFix::progress).toList() : List.of(named),
        finding.fixedVersion() != null,
        fixes.stream().anyMatch(KnownFix::backportFailed));
  }

  private List<StatusFlag> flags(@Nullable RemedyStage stage) {
    if (isSetAside()) {
      return List.of();
    }
    List<StatusFlag> flags = new ArrayList<>();
    if (stage == RemedyStage.ARRIVED) {
      flags.add(StatusFlag.CLOSING_PROPOSED);
    }
    boolean isWaiting = stage == RemedyStage.NO_BACKPORT || stage == RemedyStage.BACKPORT_FAILED;
    if (isWaiting && !channel.status().equals("rolling")) {
      flags.add(StatusFlag.BACKPORT_NEEDED);
    }
    Instant judged = finding.overriddenAt();
    Instant moved = shipped.versionSince();
    if (judged != null && moved != null && moved.isAfter(judged)) {
      flags.add(StatusFlag.STALE);
    }
    return flags;
  }

  /** A record that names the version when we first look has named it since it was published. */
  private @Nullable Instant fixNamedAt() {
    Instant kept = before == null ? null : before.fixNamedAt();
    if (kept != null || finding.fixedVersion() == null) {
      return kept;
    }
    return before == null ? published() : now;
  }

  /** A pull request counts while nobody refuted it. */
  private @Nullable Instant fixKnownAt(@Nullable Instant named) {
    return Stream.concat(
            Optional.ofNullable(named).stream(), fixes.stream().map(KnownFix::openedAt))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /**
   * Mitigated and then fixed is fixed only then. Null where a fix alone ended it which the channel
   * had before anybody looked.
   */
  private @Nullable Instant endedAt(Outcome outcome, @Nullable KnownFix fix, Instant since) {
    if (before != null && end(before.statusValue()) == end(outcome.status())) {
      return before.endedAt();
    }
    boolean isUndated =
        outcome.how().code() == StatusHow.Code.LANDING && fix != null && fix.channelAt() == null;
    return isUndated ? null : since;
  }

  private static Status end(Status status) {
    return status == Status.NOT_AFFECTED ? Status.FIXED : status;
  }
}
