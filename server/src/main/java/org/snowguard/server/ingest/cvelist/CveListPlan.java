package org.snowguard.server.ingest.cvelist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.FetchFailure;

/** Which files to read next, in their order. */
final class CveListPlan {

  private CveListPlan() {}

  /**
   * The changes since the mark; before them the newest baseline, where nothing was read yet, where
   * the listing does not reach back to the mark, or where it makes up for missed changes.
   */
  static List<CveListFile> of(CveListMark mark, CveListReleases releases) throws FetchFailure {
    CveListFile baseline = newestBaseline(releases);
    Instant known = mark.read();
    boolean isGap =
        known == null || releases.files().stream().allMatch(file -> file.at().isAfter(known));
    boolean isMadeUpFor =
        baseline != null && mark.holes().stream().anyMatch(hole -> !hole.isAfter(baseline.at()));
    if (isGap && baseline == null) {
      throw new FetchFailure(
          "the listing of releases does not reach back to %s and names no baseline"
              .formatted(known == null ? "the beginning" : known));
    }
    List<CveListFile> plan = new ArrayList<>();
    CveListMark from = mark;
    if (baseline != null && (isGap || isMadeUpFor)) {
      plan.add(baseline);
      from = mark.with(baseline);
    }
    Instant read = from.read();
    for (CveListFile file : releases.files()) {
      if (!file.isBaseline()
          && (read == null || file.at().isAfter(read) || from.holes().contains(file.at()))) {
        plan.add(file);
      }
    }
    return plan;
  }

  private static @Nullable CveListFile newestBaseline(CveListReleases releases) {
    CveListFile newest = null;
    for (CveListFile file : releases.files()) {
      if (file.isBaseline()) {
        newest = file;
      }
    }
    return newest;
  }
}
