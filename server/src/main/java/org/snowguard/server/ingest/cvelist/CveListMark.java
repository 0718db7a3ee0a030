package org.snowguard.server.ingest.cvelist;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far the list was read.
 *
 * @param read up to which moment, or null at first
 * @param holes moments before it whose changes were missed: a later baseline makes up for them
 * @param from moments up to here are no longer looked for; null as long as nothing was read
 * @param done moments after it whose changes were read, for those of a later moment come before
 *     those of an earlier one at times
 */
record CveListMark(
    @Nullable Instant read,
    NavigableSet<Instant> holes,
    @Nullable Instant from,
    NavigableSet<Instant> done) {

  private static final Duration LOOK_BACK = Duration.ofDays(1);

  private static final String READ = "read";
  private static final String HOLES = "holes";
  private static final String FROM = "from";
  private static final String DONE = "done";

  static CveListMark of(Map<String, String> mark) {
    String read = mark.get(READ);
    String from = mark.getOrDefault(FROM, read);
    return new CveListMark(
        read == null ? null : Instant.parse(read),
        moments(mark.getOrDefault(HOLES, "")),
        from == null ? null : Instant.parse(from),
        moments(mark.getOrDefault(DONE, "")));
  }

  private static NavigableSet<Instant> moments(String text) {
    return Arrays.stream(text.split(" "))
        .filter(moment -> !moment.isEmpty())
        .map(Instant::parse)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String text(NavigableSet<Instant> moments) {
    return moments.stream().map(Instant::toString).collect(Collectors.joining(" "));
  }

  Map<String, String> stored() {
    Map<String, String> mark = new HashMap<>();
    if (read != null) {
      mark.put(READ, read.toString());
    }
    if (from != null) {
      mark.put(FROM, from.toString());
    }
    mark.put(HOLES, text(holes));
    mark.put(DONE, text(done));
    return mark;
  }

  /** Whether the list was read, and not up to a moment. */
  boolean isBefore(Instant moment) {
    return read != null && read.isBefore(moment);
  }

  /** Whether the changes of a moment are still to be read. */
  boolean wants(Instant moment) {
    return holes.contains(moment)
        || from == null
        || (moment.isAfter(from) && !done.contains(moment));
  }

  /** A file was read well. */
  CveListMark with(CveListFile file) {
    NavigableSet<Instant> left = new TreeSet<>(holes);
    NavigableSet<Instant> more = new TreeSet<>(done);
    Instant reached = later(read, file.at());
    Instant start = later(from, file.isBaseline() ? file.at() : reached.minus(LOOK_BACK));
    if (file.isBaseline()) {
      left.headSet(file.at(), true).clear();
    } else {
      left.remove(file.at());
      more.add(file.at());
    }
    more.headSet(start, true).clear();
    return new CveListMark(reached, left, start, more);
  }

  /** The changes of a moment are missing; those after it are read all the same. */
  CveListMark without(Instant missed) {
    NavigableSet<Instant> more = new TreeSet<>(holes);
    more.add(missed);
    return new CveListMark(read, more, from, done);
  }

  private static Instant later(@Nullable Instant one, Instant other) {
    return one != null && one.isAfter(other) ? one : other;
  }
}
