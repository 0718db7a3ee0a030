package org.snowguard.server.ingest.cvelist;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.source.FetchFailure;

/**
 * Which files to read next, in their order.
 *
 * @param isBaselineRequired whether nothing after it can be read without it
 */
record CveListPlan(List<CveListFile> files, boolean isBaselineRequired) {

  CveListPlan {
    files = List.copyOf(files);
  }

  /**
   * The changes since the mark; before them the newest baseline, where nothing was read yet, where
   * the listing does not reach back to the mark, or where it makes up for missed changes.
   */
  static CveListPlan of(CveListMark mark, CveListReleases releases) throws FetchFailure {
    CveListFile baseline = newestBaseline(releases);
    Instant known = mark.read();
    boolean isGap = known == null || !releases.reachBackTo(known);
    boolean isMadeUpFor =
        baseline != null && mark.holes().stream().anyMatch(hole -> !hole.isAfter(baseline.at()));
    if (isGap && baseline == null) {
      throw new FetchFailure(
          "the listing of releases does not reach back to %s and names no baseline"
              .formatted(known == null ? "the beginning" : known));
    }
    List<CveListFile> plan = new ArrayList<>();
    if (baseline != null && (isGap || isMadeUpFor)) {
      plan.add(baseline);
    }
    // All of them, should the baseline fail; the reader leaves out what it makes up for.
    for (CveListFile file : releases.files()) {
      if (!file.isBaseline() && mark.wants(file.at())) {
        plan.add(file);
      }
    }
    return new CveListPlan(plan, isGap);
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
