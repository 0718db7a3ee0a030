package org.snowguard.server.metrics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.dwell.DwellEnd;
import org.snowguard.core.dwell.DwellFacts;
import org.snowguard.core.dwell.Milestone;
import org.snowguard.core.nixpkgs.ChannelRelease;
import org.snowguard.server.web.Cursor;

/**
 * A vulnerability of a package of a public issue in a channel, with its clock.
 *
 * @param project that the package is part of, or null
 * @param severity {@code low} to {@code critical}, or {@code none} without a score
 * @param rolling whether the channel is never released
 */
record DwellRow(
    String issue,
    String title,
    String vulnerability,
    String attribute,
    @Nullable String project,
    String channel,
    boolean rolling,
    String severity,
    DwellFacts facts) {

  /** Of lists of waits. */
  static final Comparator<DwellRow> ORDER =
      Comparator.comparing(DwellRow::issue)
          .thenComparing(DwellRow::vulnerability)
          .thenComparing(DwellRow::channel)
          .thenComparing(DwellRow::attribute);

  /** Whether it comes after the end of a page, which is a cursor of the same four. */
  boolean isAfter(Cursor end) {
    List<String> own = List.of(issue, vulnerability, channel, attribute);
    for (int i = 0; i < own.size(); i++) {
      int order = own.get(i).compareTo(end.text(i));
      if (order != 0) {
        return order > 0;
      }
    }
    return false;
  }

  static DwellRow of(DwellStore.Row row) {
    return new DwellRow(
        row.publicId(),
        row.title(),
        row.vulnerability(),
        row.attribute(),
        row.project(),
        row.channel(),
        ChannelRelease.of(row.channel()).isEmpty(),
        row.severity() == null ? "none" : row.severity(),
        facts(row));
  }

  private static DwellFacts facts(DwellStore.Row row) {
    DwellEnd end = end(row);
    return new DwellFacts(
        milestones(row, end),
        row.fixKnownAt(),
        row.notifiedAt(),
        row.affectedSince(),
        ChannelRelease.of(row.channel())
            .map(release -> release.releasedOn().atStartOfDay().toInstant(ZoneOffset.UTC))
            .orElse(null),
        row.followedSince(),
        end,
        endedAt(row, end));
  }

  /** What became of it after the channel's end of life, nobody waited for. */
  private static DwellEnd end(DwellStore.Row row) {
    DwellEnd end = lastEnd(row);
    if (end == DwellEnd.NOT_AFFECTED || !row.channelStatus().equals("end_of_life")) {
      return end;
    }
    Instant over = endOfLife(row);
    Instant endedAt = endedAt(row, end);
    boolean isLater = over != null && endedAt != null && endedAt.isAfter(over);
    return end == DwellEnd.OPEN || isLater ? DwellEnd.END_OF_LIFE : end;
  }

  private static DwellEnd lastEnd(DwellStore.Row row) {
    if (row.open()) {
      return row.goneAt() == null ? DwellEnd.OPEN : DwellEnd.REMOVED;
    }
    return switch (row.status()) {
      case "fixed" -> DwellEnd.FIXED;
      case "acknowledged" -> DwellEnd.ACKNOWLEDGED;
      case "accepted_risk" ->
          "will_not_fix".equals(row.closeReason()) ? DwellEnd.WILL_NOT_FIX : DwellEnd.ACCEPTED_RISK;
      default -> DwellEnd.NOT_AFFECTED;
    };
  }

  private static @Nullable Instant endedAt(DwellStore.Row row, DwellEnd end) {
    return switch (end) {
      case OPEN -> null;
      case REMOVED -> row.goneAt();
      case END_OF_LIFE -> endOfLife(row);
      case FIXED, ACKNOWLEDGED, ACCEPTED_RISK, WILL_NOT_FIX, NOT_AFFECTED -> row.endedAt();
    };
  }

  private static @Nullable Instant endOfLife(DwellStore.Row row) {
    LocalDate last = row.endOfLifeOn();
    return last == null ? null : last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Map<Milestone, Instant> milestones(DwellStore.Row row, DwellEnd end) {
    Map<Milestone, Instant> known = new EnumMap<>(Milestone.class);
    put(known, Milestone.PUBLIC, row.publicAt());
    put(known, Milestone.SUGGESTION, row.suggestedAt());
    put(known, Milestone.DRAFT, row.draftedAt());
    put(known, Milestone.PUBLISHED, row.publishedAt());
    put(known, Milestone.PULL_REQUEST, row.pullAt());
    put(known, Milestone.MERGED, row.mergedAt());
    put(known, Milestone.BRANCH, row.branchAt());
    put(known, Milestone.CHANNEL, end == DwellEnd.FIXED ? row.endedAt() : null);
    return known;
  }

  private static void put(
      Map<Milestone, Instant> known, Milestone milestone, @Nullable Instant at) {
    if (at != null) {
      known.put(milestone, at);
    }
  }
}
