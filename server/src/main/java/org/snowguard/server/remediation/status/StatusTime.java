package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow.Code;
import org.snowguard.core.status.StatusRule.Outcome;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;

/**
 * Since when a status holds: the time of its cause as far as that can be told, never before the
 * status that it follows.
 *
 * @param fix that the status speaks of, else the one that has come farthest, or null
 * @param before the row that stands, or null
 * @param published when the vulnerability became public, or null
 */
record StatusTime(
    IssueContent issue,
    IssueFinding finding,
    ShippedTimes shipped,
    List<KnownFix> fixes,
    @Nullable KnownFix fix,
    @Nullable KeptRow before,
    @Nullable Instant published,
    Instant now) {

  Instant of(Outcome outcome) {
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
        .map(one -> moment(outcome, one))
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
      case PULL_REQUEST, STAGING, BRANCH, LANDING -> fix == null ? null : moment(outcome, fix);
      case PERSON -> finding.overriddenAt();
      case DECISION -> issue.moments().closedAt();
      case PATCH, KNOWN_VULNERABILITY -> moved(shipped.factsSince());
      case VERSION, RECORD, UNDECIDED -> ofVersion(outcome.status());
      case REMOVED, TAKEN_OUT -> now;
    };
  }

  private @Nullable Instant ofVersion(Status status) {
    Instant left = shipped.leftAffectedAt();
    if (before != null) {
      boolean isLearnt = !before.open() && before.affectedVersion() == null;
      if (isLearnt && !status.isOpen() && left != null) {
        return left;
      }
      Instant lost = lost().orElse(null);
      boolean isLost = lost != null && lost.isAfter(before.since());
      return status.isOpen() && hungOnFix(before) && isLost ? lost : moved(shipped.versionSince());
    }
    if (status.isOpen()) {
      return later(shipped.affectedSince(true), published);
    }
    return left == null ? shipped.versionSince() : left;
  }

  /** What is fixed by its version is not affected before that moves, whatever its branch loses. */
  private static boolean hungOnFix(KeptRow before) {
    return before.open() || before.how().equals(Code.LANDING.text());
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
}
