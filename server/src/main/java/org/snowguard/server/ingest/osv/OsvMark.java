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
 * @param read the newest change that was ever listed or in an archive, or null at first
 * @param seen the latest changes that are stored, or null at first
 * @param rows of the last listing
 * @param archiveBytes how long the last archive was
 * @param listing by which the last listing is known again, if all that it names is stored
 */
record OsvMark(
    @Nullable Instant wholeAt,
    @Nullable Instant read,
    @Nullable OsvSeen seen,
    long rows,
    long archiveBytes,
    Stamp listing) {

  /** What a listing does not tell, such as a record that comes late with an old date. */
  private static final Duration WHOLE_EVERY = Duration.ofDays(7);

  /** An archive may be older than the listing: reading it again at once would not help. */
  private static final Duration WHOLE_AT_MOST_EVERY = Duration.ofHours(1);

  private static final String WHOLE_AT = "whole-at";
  private static final String READ = "read";
  private static final String SEEN_SINCE = "seen-since";
  private static final String SEEN = "seen";
  private static final String ROWS = "rows";
  private static final String ARCHIVE_BYTES = "archive-bytes";

  static OsvMark of(Map<String, String> mark) {
    Instant since = moment(mark.get(SEEN_SINCE));
    return new OsvMark(
        moment(mark.get(WHOLE_AT)),
        moment(mark.get(READ)),
        since == null ? null : OsvSeen.parse(since, mark.getOrDefault(SEEN, "")),
        Long.parseLong(mark.getOrDefault(ROWS, "0")),
        Long.parseLong(mark.getOrDefault(ARCHIVE_BYTES, "0")),
        Stamp.of(mark));
  }

  private static @Nullable Instant moment(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }

  Map<String, String> stored() {
    Map<String, String> mark = listing.mark();
    if (wholeAt != null) {
      mark.put(WHOLE_AT, wholeAt.toString());
    }
    if (read != null) {
      mark.put(READ, read.toString());
    }
    if (seen != null) {
      mark.put(SEEN_SINCE, seen.since().toString());
      mark.put(SEEN, seen.text());
    }
    mark.put(ROWS, Long.toString(rows));
    mark.put(ARCHIVE_BYTES, Long.toString(archiveBytes));
    return mark;
  }

  boolean wantsWhole(Instant now) {
    return wholeAt == null || seen == null || !now.isBefore(wholeAt.plus(WHOLE_EVERY));
  }

  boolean mayTakeWhole(Instant now) {
    return wholeAt == null || !now.isBefore(wholeAt.plus(WHOLE_AT_MOST_EVERY));
  }

  /** The archive is read to its end; what changed since is in the listing. */
  OsvMark withArchive(Instant now, OsvSeen inArchive, @Nullable Instant newest, long bytes) {
    OsvSeen reached =
        seen == null
            ? inArchive
            : seen.movedTo(
                new OsvSeen(inArchive.since(), inArchive.with(seen.rows()).rows()), null);
    return new OsvMark(now, later(newest), reached, rows, bytes, Stamp.NONE);
  }

  /** Some more changes are stored. */
  OsvMark with(OsvSeen more) {
    return new OsvMark(wholeAt, read, more, rows, archiveBytes, listing);
  }

  /** The listing is followed to its end. */
  OsvMark withListing(@Nullable Instant newest, long count, Stamp stamp) {
    return new OsvMark(wholeAt, later(newest), seen, count, archiveBytes, stamp);
  }

  private @Nullable Instant later(@Nullable Instant newest) {
    return read == null || (newest != null && newest.isAfter(read)) ? newest : read;
  }
}
