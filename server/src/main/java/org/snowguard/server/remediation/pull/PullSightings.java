package org.snowguard.server.remediation.pull;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.snowguard.server.github.GitHubPull;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.web.Transactions;

/** Stores what was seen of pull requests if it is newer than what was seen before, and links it. */
final class PullSightings {

  private final PullStore store;
  private final FixLinks links;
  private final Supplier<List<PullListener>> listeners;
  private final Transactions transactions;

  PullSightings(
      PullStore store,
      FixLinks links,
      Supplier<List<PullListener>> listeners,
      Transactions transactions) {
    this.store = store;
    this.links = links;
    this.listeners = listeners;
    this.transactions = transactions;
  }

  /**
   * Takes states of pull requests, in any order, each any number of times.
   *
   * @param isAsked whether GitHub was asked for them, which counts before what it told by itself in
   *     the same second, and brings the files
   */
  ImportCounts seen(List<GitHubPull> states, boolean isAsked) {
    return transactions.call(
        () -> {
          long changed = 0;
          long superseded = 0;
          for (GitHubPull state : states) {
            Optional<PullStore.Known> known = store.lock(state.number());
            if (known.isPresent() && isOlder(state, isAsked, known.get())) {
              superseded++;
              continue;
            }
            changed += take(ReadPull.of(state), isAsked) ? 1 : 0;
          }
          return new ImportCounts(states.size(), changed, superseded, 0);
        });
  }

  private boolean take(ReadPull read, boolean isAsked) {
    PullRequest before = store.find(read.number()).orElse(null);
    store.put(read, isAsked);
    PullRequest now = store.find(read.number()).orElseThrow();
    boolean isChanged = !now.equals(before);
    if (isChanged || isAsked) {
      links.link(List.of(read.number()));
    }
    if (isChanged) {
      listeners.get().forEach(listener -> listener.seen(now, before));
    }
    return isChanged;
  }

  private static boolean isOlder(GitHubPull state, boolean isAsked, PullStore.Known known) {
    return state.updatedAt().isBefore(known.updatedAt())
        || (state.updatedAt().equals(known.updatedAt()) && known.isAsked() && !isAsked);
  }
}
