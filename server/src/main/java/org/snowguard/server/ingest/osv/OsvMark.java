package org.snowguard.server.ingest.osv;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.Stamp;

/**
 * How far an ecosystem was read.
 *
 * @param wholeAt when its archive was last read to the end, or null
 * @param read up to which change, or null at first
 * @param rows of the last listing
 * @param archiveBytes how long the last archive was
 * @param listing by which the last listing that was followed to its end is known again
 */
record OsvMark(
    @Nullable Instant wholeAt,
    @Nullable Instant read,
    long rows,
    long archiveBytes,
    Stamp listing) {

  /** What a listing does not tell, such as a record that comes late with an old date. */
  private static final Duration WHOLE_EVERY = Duration.ofDays(7);

  private static final String WHOLE_AT = "whole-at";
  private static final String READ = "read";
  private static final String ROWS = "rows";
  private static final String ARCHIVE_BYTES = "archive-bytes";

  static OsvMark of(Map<String, String> mark) {
    String wholeAt = mark.get(WHOLE_AT);
    String read = mark.get(READ);
    return new OsvMark(
        wholeAt == null ? null : Instant.parse(wholeAt),
        read == null ? null : Instant.parse(read),
        Long.parseLong(mark.getOrDefault(ROWS, "0")),
        Long.parseLong(mark.getOrDefault(ARCHIVE_BYTES, "0")),
        Stamp.of(mark));
  }

  Map<String, String> stored() {
    Map<String, String> mark = listing.mark();
    if (wholeAt != null) {
      mark.put(WHOLE_AT, wholeAt.toString());
    }
    if (read != null) {
      mark.put(READ, read.toString());
    }
    mark.put(ROWS, Long.toString(rows));
    mark.put(ARCHIVE_BYTES, Long.toString(archiveBytes));
    return mark;
  }

  boolean wantsWhole(Instant now) {
    return wholeAt == null || read == null || !now.isBefore(wholeAt.plus(WHOLE_EVERY));
  }

  /** The archive is read to its end; what changed since is in the listing. */
  OsvMark withArchive(Instant now, @Nullable Instant newest, long bytes) {
    Instant reached = read == null || (newest != null && newest.isAfter(read)) ? newest : read;
    return new OsvMark(now, reached, rows, bytes, Stamp.NONE);
  }

  /** All changes up to one are stored. */
  OsvMark upTo(Instant change) {
    return new OsvMark(wholeAt, change, rows, archiveBytes, listing);
  }

  /** The listing is followed to its end. */
  OsvMark withListing(long count, Stamp stamp) {
    return new OsvMark(wholeAt, read, count, archiveBytes, stamp);
  }
}
