package org.snowguard.server.ingest.cvelist;

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
 */
record CveListMark(@Nullable Instant read, NavigableSet<Instant> holes) {

  private static final String READ = "read";
  private static final String HOLES = "holes";

  static CveListMark of(Map<String, String> mark) {
    String read = mark.get(READ);
    NavigableSet<Instant> holes =
        Arrays.stream(mark.getOrDefault(HOLES, "").split(" "))
            .filter(text -> !text.isEmpty())
            .map(Instant::parse)
            .collect(Collectors.toCollection(TreeSet::new));
    return new CveListMark(read == null ? null : Instant.parse(read), holes);
  }

  Map<String, String> stored() {
    Map<String, String> mark = new HashMap<>();
    if (read != null) {
      mark.put(READ, read.toString());
    }
    mark.put(HOLES, holes.stream().map(Instant::toString).collect(Collectors.joining(" ")));
    return mark;
  }

  boolean isAfter(Instant moment) {
    return read != null && !read.isBefore(moment);
  }

  /** A file was read well. */
  CveListMark with(CveListFile file) {
    NavigableSet<Instant> left = new TreeSet<>(holes);
    if (file.isBaseline()) {
      left.headSet(file.at(), true).clear();
    } else {
      left.remove(file.at());
    }
    return new CveListMark(later(file.at()), left);
  }

  /** The changes of a moment are missing; those after it are read all the same. */
  CveListMark without(Instant missed) {
    NavigableSet<Instant> more = new TreeSet<>(holes);
    more.add(missed);
    return new CveListMark(read, more);
  }

  private Instant later(Instant moment) {
    return read != null && read.isAfter(moment) ? read : moment;
  }
}
