package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.matching.Algorithms;

/** What the release of the running algorithm would change, for pages. */
final class AlgorithmChanges {

  private final Algorithms algorithms;
  private final DifferenceStore store;

  AlgorithmChanges(Algorithms algorithms, Jdbi jdbi) {
    this.algorithms = algorithms;
    store = new DifferenceStore(jdbi);
  }

  /** What the queue says of it; empty when there is nothing to release. */
  Optional<AlgorithmPage.Banner> banner() {
    if (!algorithms.differs()) {
      return Optional.empty();
    }
    Algorithms.Standing standing = algorithms.standing();
    return Optional.of(
        new AlgorithmPage.Banner(
            standing.running(), standing.isReady(), standing.toCompare(), store.counts()));
  }

  AlgorithmPage.Counts counts() {
    return store.counts();
  }

  List<AlgorithmPage.Item> page(AlgorithmPage.@Nullable Place after, int limit) {
    return store.page(after, limit);
  }
}
