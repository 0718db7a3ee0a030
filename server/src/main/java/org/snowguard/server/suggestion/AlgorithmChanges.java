package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.matching.Algorithms;

/** What the release of the running algorithm would change, for pages. */
final class AlgorithmChanges {

  private static final String ALL = "";

  private final Algorithms algorithms;
  private final DifferenceStore store;
  private final FreshCounts<String, AlgorithmPage.Counts> counts;
  private final FreshCounts<String, AlgorithmPage.Banner> banners;

  AlgorithmChanges(Algorithms algorithms, SuggestionChanges changes, Jdbi jdbi) {
    this.algorithms = algorithms;
    store = new DifferenceStore(jdbi);
    counts = new FreshCounts<>(changes, all -> store.counts());
    banners = new FreshCounts<>(changes, all -> newBanner());
  }

  /** What the queue says of it; empty when there is nothing to release. */
  Optional<AlgorithmPage.Banner> banner() {
    if (!algorithms.differs()) {
      return Optional.empty();
    }
    return Optional.of(banners.of(ALL));
  }

  private AlgorithmPage.Banner newBanner() {
    Algorithms.Standing standing = algorithms.standing();
    return new AlgorithmPage.Banner(
        standing.running(), standing.isReady(), standing.toCompare(), counts());
  }

  AlgorithmPage.Counts counts() {
    return counts.of(ALL);
  }

  List<AlgorithmPage.Item> page(AlgorithmPage.@Nullable Place after, int limit) {
    return store.page(after, limit);
  }
}
