package org.snowguard.server.ingest.nvd;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far the database was read: everything first, then what was modified in one window of time
 * after the other, each page by page.
 *
 * @param read up to which moment changes are known, or null while everything is read first
 * @param until end of what is being read, or null between windows
 * @param index place of the next record of it
 * @param total how many records it had at the last page; before the first one how many it must
 *     about have, or 0
 */
record NvdMark(@Nullable Instant read, @Nullable Instant until, long index, long total) {

  /** The API allows 120 days. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(119);

  /** Changes become visible a little after the moment that they bear. */
  private static final Duration OVERLAP = Duration.ofMinutes(30);

  /** Records that are modified meanwhile leave a window, never so many of them. */
  private static final int FEW = 10;

  private static final String READ = "read";
  private static final String UNTIL = "until";
  private static final String INDEX = "index";
  private static final String TOTAL = "total";

  static NvdMark of(Map<String, String> mark) {
    return new NvdMark(
        moment(mark.get(READ)),
        moment(mark.get(UNTIL)),
        Long.parseLong(mark.getOrDefault(INDEX, "0")),
        Long.parseLong(mark.getOrDefault(TOTAL, "0")));
  }

  private static @Nullable Instant moment(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  Map<String, String> stored() {
    Map<String, String> mark = new HashMap<>();
    if (read != null) {
      mark.put(READ, read.toString());
    }
    if (until != null) {
      mark.put(UNTIL, until.toString());
    }
    mark.put(INDEX, Long.toString(index));
    mark.put(TOTAL, Long.toString(total));
    return mark;
  }

  /** Whether a window is being read, or everything for the first time. */
  boolean isUnderWay() {
    return until != null;
  }

  /** Where the window begins, or null: everything. */
  @Nullable Instant since() {
    return read == null ? null : read.minus(OVERLAP);
  }

  /** Begins the next window, which does not reach beyond now. */
  NvdMark begin(Instant now) {
    Instant from = since();
    Instant end =
        from == null || from.plus(LONGEST_WINDOW).isAfter(now) ? now : from.plus(LONGEST_WINDOW);
    // What was modified since has left a window that ends before now.
    return new NvdMark(read, end, 0, end.equals(now) ? total : 0);
  }

  /** Whether so much is gone at once that the answer is not to be believed. */
  boolean isShrunkTo(long newTotal) {
    long gone = total - newTotal;
    return total > 0 && (newTotal == 0 || gone > Math.max(FEW, total / 10));
  }

  /**
   * Begins what is being read again, up to a later moment: whatever was modified meanwhile is in it
   * still. Where everything is read no record ever leaves, and it stays as it is.
   */
  NvdMark again() {
    return read == null ? this : new NvdMark(read, null, 0, total);
  }

  /** The same window where the database's clock is behind ours: it knows of nothing later. */
  NvdMark notBeyond(@Nullable Instant timestamp) {
    return timestamp == null || until == null || !timestamp.isBefore(until)
        ? this
        : new NvdMark(read, timestamp, index, total);
  }

  /**
   * A page is stored. Records that left what is being read, because they were modified meanwhile,
   * have moved those behind them forward, past the beginning of this page: it goes back by so many.
   */
  NvdMark after(long records, long newTotal) {
    long gone = index == 0 ? 0 : Math.max(0, total - newTotal);
    long next = gone == 0 ? index + records : Math.max(0, index - gone);
    return new NvdMark(read, until, next, newTotal);
  }

  boolean isAtEnd() {
    return index >= total;
  }

  /** The window is read to its end. */
  NvdMark end() {
    return new NvdMark(until, null, 0, 0);
  }
}
