package org.snowguard.server.ingest.osv;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.osv.OsvListing.Row;

/**
 * Which of the latest changes are stored. Rows enter a listing late, in any order and with moments
 * in the future, so that one moment does not tell them apart.
 *
 * @param since changes up to here are no longer looked for
 * @param rows those after it that are stored
 */
record OsvSeen(Instant since, Set<Row> rows) {

  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final int MOST = 1_000;

  OsvSeen {
    rows = Set.copyOf(rows);
  }

  /** What has to be remembered of everything that is stored. */
  static OsvSeen of(Collection<Row> stored, Instant now) {
    List<Row> inOrder = stored.stream().sorted(Row.OLDEST_FIRST).toList();
    Instant newest = newest(inOrder, now);
    if (newest == null) {
      return new OsvSeen(now.minus(LOOK_BACK), Set.copyOf(stored));
    }
    Instant since = newest.minus(LOOK_BACK);
    if (inOrder.size() > MOST) {
      Instant crowded = inOrder.get(inOrder.size() - MOST - 1).modified();
      since = earlier(newest, later(since, crowded));
    }
    return after(since, stored);
  }

  private static OsvSeen after(Instant since, Collection<Row> stored) {
    return new OsvSeen(
        since,
        stored.stream().filter(row -> row.modified().isAfter(since)).collect(Collectors.toSet()));
  }

  /** The newest change that is not in the future, which no clock but the source's has seen yet. */
  static @Nullable Instant newest(List<Row> oldestFirst, Instant now) {
    return oldestFirst.stream()
        .map(Row::modified)
        .takeWhile(modified -> !modified.isAfter(now))
        .reduce((_, last) -> last)
        .orElse(null);
  }

  boolean lacks(Row row) {
    return row.modified().isAfter(since) && !rows.contains(row);
  }

  OsvSeen with(Collection<Row> stored) {
    Set<Row> more = new HashSet<>(rows);
    more.addAll(stored);
    return new OsvSeen(since, more);
  }

  /** Never looks further back than before, and in any case for a change that is still to come. */
  OsvSeen movedTo(OsvSeen next, @Nullable Row untried) {
    Instant reached = later(since, next.since);
    if (untried != null && !untried.modified().isAfter(reached)) {
      return this;
    }
    return after(reached, next.rows);
  }

  /** From rows as the listing writes them. */
  static OsvSeen parse(Instant since, String text) {
    return new OsvSeen(
        since,
        text.lines()
            .map(line -> line.split(",", 2))
            .map(cells -> new Row(Instant.parse(cells[0]), cells[1]))
            .collect(Collectors.toSet()));
  }

  /** Rows as the listing writes them. */
  String text() {
    return rows.stream()
        .sorted(Row.OLDEST_FIRST)
        .map(row -> row.modified() + "," + row.id())
        .collect(joining("\n"));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
