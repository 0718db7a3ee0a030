package org.snowguard.server.remediation.pull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
   * @param isAsked whether GitHub was asked for them
   */
  ImportCounts seen(List<GitHubPull> states, boolean isAsked) {
    List<ReadPull> read = states.stream().map(ReadPull::of).toList();
    return transactions.call(() -> take(read, isAsked));
  }

  /** A pull request that is otherwise than it stood. */
  private record Changed(PullRequest now, @Nullable PullRequest before) {}

  private ImportCounts take(List<ReadPull> read, boolean isAsked) {
    store.lock(read.stream().flatMap(PullSightings::held).distinct().toList());
    Set<Integer> linked = new TreeSet<>();
    List<Changed> changed = new ArrayList<>();
    long superseded = 0;
    for (ReadPull pull : read) {
      PullRequest before = store.find(pull.number()).orElse(null);
      if (!store.put(pull, isAsked)) {
        superseded++;
        continue;
      }
      PullRequest now = store.find(pull.number()).orElseThrow();
      if (!now.equals(before)) {
        changed.add(new Changed(now, before));
      }
      if (isAsked || !now.equals(before)) {
        linked.add(pull.number());
      }
    }
    links.link(linked);
    for (Changed one : changed) {
      listeners.get().forEach(listener -> listener.seen(one.now(), one.before()));
    }
    return new ImportCounts(read.size(), changed.size(), superseded, 0);
  }

  /** It, and what it says that it brings to a release. */
  private static Stream<Integer> held(ReadPull pull) {
    return Stream.of(Optional.of(pull.number()), Optional.ofNullable(pull.backportOf()))
        .flatMap(Optional::stream);
  }
}
