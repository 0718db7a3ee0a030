package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.status.FixProgress;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusDecision;
import org.snowguard.core.status.StatusFacts;
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
    Instant since = since(outcome);
    KnownFix fix = farthest();
    RemedyStage stage = isOpen && channel.supported() ? stage() : null;
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
        fixKnownAt(),
        fix == null ? null : fix.openedAt(),
        fix == null ? null : fix.mergedAt(),
        fix == null ? null : fix.branchAt(),
        isOpen ? null : endedAt(outcome.status(), since),
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
    if (kept != null && (isOpen || affectedVersion != null)) {
      return kept;
    }
    return shipped.affectedSince(isOpen);
  }

  private Instant since(Outcome outcome) {
    if (before != null
        && before.status().equals(outcome.status().text())
        && before.how().equals(outcome.how().code().text())) {
      return before.since();
    }
    Instant at = Objects.requireNonNullElse(became(outcome), now);
    Instant moment = before == null || !at.isBefore(before.since()) ? at : again(outcome, before);
    return moment.isAfter(now) ? now : moment;
  }

  /** The cause is older than the status before it: something brought it back, or told it late. */
  private Instant again(Outcome outcome, KeptRow before) {
    Optional<Instant> another = moments(outcome, before.since()).min(Comparator.naturalOrder());
    if (another.isPresent()) {
      return another.get();
    }
    KnownFix fix = farthest();
    boolean isRestored =
        fix != null
            && fix.branchAt() != null
            && before.branchAt() == null
            && Objects.equals(before.pullRequest(), fix.progress().pullRequest());
    if (isRestored) {
      // The landing has the time of its first arrival.
      return now;
    }
    Instant moved = before.open() ? null : shipped.factsSince();
    return Stream.of(Optional.of(before.since()), lost(), Optional.ofNullable(moved))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  /** When any of the fixes came as far as that, after a moment. */
  private Stream<Instant> moments(Outcome outcome, Instant after) {
    return fixes.stream()
        .map(fix -> moment(outcome, fix))
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .filter(at -> at.isAfter(after));
  }

  private static @Nullable Instant moment(Outcome outcome, KnownFix fix) {
    return switch (outcome.how().code()) {
      case PULL_REQUEST -> fix.openedAt();
      case STAGING -> fix.mergedAt();
      case BRANCH -> fix.branchAt();
      case LANDING -> fix.channelAt();
      case PERSON,
          DECISION,
          PATCH,
          KNOWN_VULNERABILITY,
          VERSION,
          RECORD,
          UNDECIDED,
          REMOVED,
          TAKEN_OUT ->
          null;
    };
  }

  /** When the channel or its branch last lost a fix. */
  private Optional<Instant> lost() {
    return fixes.stream()
        .map(KnownFix::leftAt)
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .max(Comparator.naturalOrder());
  }

  /** When that came about, as far as it can be told. */
  private @Nullable Instant became(Outcome outcome) {
    return switch (outcome.how().code()) {
      case PULL_REQUEST, STAGING, BRANCH, LANDING -> {
        KnownFix fix = farthest();
        yield fix == null ? null : moment(outcome, fix);
      }
      case PERSON -> finding.overriddenAt();
      case DECISION -> issue.moments().closedAt();
      case PATCH, KNOWN_VULNERABILITY -> moved(shipped.factsSince());
      case VERSION, RECORD, UNDECIDED -> ofVersion(outcome.status());
      case REMOVED, TAKEN_OUT -> now;
    };
  }

  private @Nullable Instant ofVersion(Status status) {
    Instant lost = lost().orElse(null);
    if (status.isOpen() && before != null && lost != null && lost.isAfter(before.since())) {
      return lost;
    }
    if (before != null) {
      return moved(shipped.versionSince());
    }
    if (status.isOpen()) {
      return later(shipped.affectedSince(true), published());
    }
    Instant left = shipped.leftAffectedAt();
    return left == null ? shipped.versionSince() : left;
  }

  /** The package did not move since the last status: what was learnt made the difference. */
  private @Nullable Instant moved(@Nullable Instant since) {
    return before == null || (since != null && since.isAfter(before.since())) ? since : now;
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private @Nullable Instant published() {
    if (vulnerability == null) {
      return issue.moments().createdAt();
    }
    Instant published = vulnerability.publishedAt();
    return published == null ? vulnerability.firstSeenAt() : published;
  }

  private @Nullable KnownFix farthest() {
    return fixes.stream()
        .min(
            Comparator.comparing((KnownFix fix) -> fix.progress().reach())
                .thenComparing(fix -> !fix.progress().confirmed())
                .thenComparingInt(fix -> fix.progress().pullRequest()))
        .orElse(null);
  }

  private RemedyStage stage() {
    List<FixProgress> progress = fixes.stream().map(KnownFix::progress).toList();
    return RemedyStage.of(
        progress,
        finding.fixedVersion() != null,
        fixes.stream().anyMatch(KnownFix::backportFailed));
  }

  private List<StatusFlag> flags(@Nullable RemedyStage stage) {
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
  private @Nullable Instant fixKnownAt() {
    Instant kept = before == null ? null : before.fixKnownAt();
    Instant named = kept;
    if (kept == null && finding.fixedVersion() != null) {
      named = before == null ? published() : now;
    }
    return Stream.concat(
            Optional.ofNullable(named).stream(), fixes.stream().map(KnownFix::openedAt))
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Mitigated and then fixed is fixed only then. */
  private Instant endedAt(Status status, Instant since) {
    Instant kept = before == null ? null : before.endedAt();
    boolean sameEnd = before != null && end(before.statusValue()) == end(status);
    return kept != null && sameEnd ? kept : since;
  }

  private static Status end(Status status) {
    return status == Status.NOT_AFFECTED ? Status.FIXED : status;
  }
}
