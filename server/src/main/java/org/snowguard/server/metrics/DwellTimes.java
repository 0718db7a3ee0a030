package org.snowguard.server.metrics;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/**
 * How long users waited for fixes. What was counted is kept until a status or an issue changes, and
 * until the next full hour: no figure of days is another one a minute later, and by then what else
 * it hangs on, such as a severity, is read again.
 */
public final class DwellTimes {

  /** Filters that people ask for at once are few. */
  private static final int KEPT = 64;

  private final DwellStore store;
  private final Transactions transactions;
  private final Clock clock;
  private @Nullable Counted counted;

  /** Rows at a moment, and what was counted of them. */
  private record Counted(
      String stamp, Instant asOf, List<DwellRow> rows, Map<DwellFilter, DwellFigures> figures) {}

  public DwellTimes(Jdbi jdbi, Transactions transactions, Clock clock) {
    store = new DwellStore(jdbi);
    this.transactions = transactions;
    this.clock = clock;
  }

  public DwellFigures of(DwellFilter filter) {
    Counted now = counted();
    synchronized (now.figures()) {
      DwellFigures known = now.figures().get(filter);
      if (known != null) {
        return known;
      }
    }
    DwellFigures figures = new DwellCount(now.rows(), filter, now.asOf()).figures();
    synchronized (now.figures()) {
      now.figures().put(filter, figures);
    }
    return figures;
  }

  /**
   * The waits themselves, by issue, vulnerability, channel and package.
   *
   * @param state empty for all
   */
  public List<DwellWait> waits(DwellFilter filter, Optional<WaitState> state) {
    Counted now = counted();
    return taken(now, filter, state).map(row -> DwellWait.of(row, now.asOf())).toList();
  }

  /** A page of the same: stages are reckoned for what is shown. */
  Page<DwellWait> waits(
      DwellFilter filter, Optional<WaitState> state, @Nullable Cursor end, int size) {
    Counted now = counted();
    List<TimedRow> all = taken(now, filter, state).toList();
    return Page.of(
        all.stream()
            .filter(timed -> end == null || timed.row().isAfter(end))
            .limit(size + 1L)
            .map(timed -> DwellWait.of(timed, now.asOf()))
            .toList(),
        size,
        all.size(),
        DwellWait::cursor);
  }

  private static Stream<TimedRow> taken(
      Counted now, DwellFilter filter, Optional<WaitState> state) {
    return filter.taken(now.rows(), now.asOf()).stream()
        .filter(timed -> state.isEmpty() || state.get().takes(timed));
  }

  /** All waits of public issues. */
  List<DwellRow> rows() {
    return counted().rows();
  }

  /** Until when what is open has waited. */
  Instant asOf() {
    return counted().asOf();
  }

  private synchronized Counted counted() {
    Instant hour = clock.instant().truncatedTo(ChronoUnit.HOURS);
    String stamp = transactions.read(store::stamp);
    Counted known = counted;
    if (known != null && known.stamp().equals(stamp) && known.asOf().equals(hour)) {
      return known;
    }
    List<DwellRow> rows =
        transactions.read(store::rows).stream().map(DwellRow::of).sorted(DwellRow.ORDER).toList();
    Counted made = new Counted(stamp, hour, rows, new Recent());
    counted = made;
    return made;
  }

  /** The figures that were asked for last. */
  private static final class Recent extends LinkedHashMap<DwellFilter, DwellFigures> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(KEPT, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<DwellFilter, DwellFigures> eldest) {
      return size() > KEPT;
    }
  }
}
