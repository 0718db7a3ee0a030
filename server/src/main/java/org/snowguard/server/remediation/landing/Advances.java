package org.snowguard.server.remediation.landing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.CommitGraph;
import org.snowguard.server.remediation.git.LoggedCommit;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.server.web.Transactions;

/**
 * Stores commits, and where refs went. Each step is one transaction and may be done again: what is
 * stored already changes nothing.
 */
final class Advances {

  private static final int PORTION = 5_000;
  private static final int MANY = 10_000;
  private static final String FIRST = "master";

  private final NixpkgsClone clone;
  private final CommitStore commits;
  private final RefStore refs;
  private final RevertStore reverts;
  private final Transactions transactions;
  private final List<LandingListener> listeners;

  Advances(
      NixpkgsClone clone, Jdbi jdbi, Transactions transactions, List<LandingListener> listeners) {
    this.clone = clone;
    commits = new CommitStore(jdbi);
    refs = new RefStore(jdbi);
    reverts = new RevertStore(jdbi);
    this.transactions = transactions;
    this.listeners = List.copyOf(listeners);
  }

  List<RefStore.Ref> refs() {
    return refs.all();
  }

  /**
   * Stores the commits that are reached from some and from no ref so far; gives how many were new.
   *
   * @param progress is told how many are read
   */
  int index(Collection<String> heads, IntConsumer progress)
      throws IOException, InterruptedException {
    List<String> known = new ArrayList<>();
    for (RefStore.Ref ref : refs.all()) {
      if (clone.knows(ref.head())) {
        known.add(ref.head());
      }
    }
    int count = clone.count(heads, known);
    if (count == 0) {
      return 0;
    }
    return Checked.inside(transactions, () -> new Portions(count, progress).store(heads, known));
  }

  /** One reading of the log into the database. */
  private final class Portions {
    private final CommitGraph graph = new CommitGraph();
    private final List<String> merges = new ArrayList<>();
    private final List<CommitStore.Numbered> portion = new ArrayList<>();
    private final List<CommitStore.ShortRevert> shortReverts = new ArrayList<>();
    private final IntConsumer progress;
    private final int count;
    private int highest;
    private int added;

    Portions(int count, IntConsumer progress) {
      this.count = count;
      this.progress = progress;
    }

    int store(Collection<String> heads, List<String> known)
        throws IOException, InterruptedException {
      int before = commits.lock();
      highest = before + count;
      clone.log(heads, known, this::take);
      flush();
      commits.addShortReverts(shortReverts);
      commits.addCarried(graph.carried(heads, merges));
      for (Map.Entry<String, String> merge :
          clone.merges(commits.revertedAfter(before)).entrySet()) {
        commits.addBrought(merge.getKey(), clone.between(merge.getValue(), merge.getKey()), before);
      }
      commits.connect();
      if (added > MANY) {
        commits.analyze();
      }
      return added;
    }

    private void take(LoggedCommit commit) {
      portion.add(new CommitStore.Numbered(highest - graph.size(), commit));
      graph.add(commit.commit(), commit.parents());
      if (commit.parents().size() > 1 && commit.message().pullRequest() != null) {
        merges.add(commit.commit());
      }
      commit.message().reverts().stream()
          .filter(hash -> hash.length() < commit.commit().length())
          .forEach(hash -> shortReverts.add(new CommitStore.ShortRevert(commit.commit(), hash)));
      if (portion.size() == PORTION) {
        flush();
      }
    }

    private void flush() {
      if (!portion.isEmpty()) {
        added += commits.add(portion);
        portion.clear();
        progress.accept(graph.size());
      }
    }
  }

  /**
   * Takes up that a ref points to a commit, of which all ancestors are stored; gives how many
   * commits landed or left.
   *
   * @param at when it was seen there
   */
  int advance(String name, String to, Instant at) throws IOException, InterruptedException {
    Optional<RefStore.Ref> before =
        refs.all().stream().filter(ref -> ref.name().equals(name)).findFirst();
    if (before.isEmpty()) {
      return see(name, to, at);
    }
    RefStore.Ref ref = before.get();
    if (ref.head().equals(to)) {
      return 0;
    }
    RefStore.Difference difference =
        clone.knows(ref.head())
            ? new RefStore.Difference(clone.between(ref.head(), to), clone.between(to, ref.head()))
            : refs.against(ref.id(), clone.between(null, to));
    return transactions.call(() -> move(ref, to, at, difference));
  }

  private int move(RefStore.Ref ref, String to, Instant at, RefStore.Difference difference) {
    RefStore.Ref now = refs.lock(ref.name()).orElseThrow();
    if (!now.head().equals(ref.head())) {
      // Another node was faster; the next run sees what is left to do.
      return 0;
    }
    List<String> landed = difference.more();
    List<String> left = difference.less();
    List<Integer> changed = new ArrayList<>(refs.land(ref.id(), landed, at));
    changed.addAll(refs.leave(ref.id(), left, at));
    reverts.mark(ref.id(), changed);
    refs.move(ref.id(), to, at);
    tell(ref.name(), ref.head(), to, difference);
    return landed.size() + left.size();
  }

  private int see(String name, String to, Instant at) throws IOException, InterruptedException {
    RefStore.@Nullable Ref like = null;
    for (RefStore.Ref ref : refs.all()) {
      if ((like == null || ref.name().equals(FIRST)) && clone.knows(ref.head())) {
        like = ref;
      }
    }
    RefStore.@Nullable Ref other = like;
    RefStore.Difference difference =
        other == null
            ? new RefStore.Difference(clone.between(null, to), List.of())
            : new RefStore.Difference(
                clone.between(other.head(), to), clone.between(to, other.head()));
    return transactions.call(
        () -> {
          commits.lock();
          boolean isStill =
              other == null
                  ? refs.all().isEmpty()
                  : refs.lock(other.name()).filter(now -> Objects.equals(now, other)).isPresent();
          if (!isStill || refs.lock(name).isPresent()) {
            return 0;
          }
          int ref = refs.add(name, to, at, other, difference);
          reverts.markAll(ref);
          tell(name, null, to, new RefStore.Difference(List.of(), List.of()));
          return 0;
        });
  }

  private void tell(String ref, @Nullable String from, String to, RefStore.Difference difference) {
    listeners.forEach(
        listener -> listener.advanced(ref, from, to, difference.more(), difference.less()));
  }
}
