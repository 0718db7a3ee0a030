package org.snowguard.server.matching;

import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LookupKeys;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Transactions;

/**
 * Which algorithm the suggestions are made by. Another one than the released is compared first and
 * rewrites nothing until somebody releases it.
 */
public final class Algorithms {

  private final String running;
  private final MatchingSettings settings;
  private final AlgorithmStore store;
  private final MatchingStore stages;
  private final LookupStore lookups;
  private final SuggestionSink sink;
  private final EventLog events;
  private final Transactions transactions;
  private final MatchingWake wake;
  private final Clock clock;

  Algorithms(
      String running,
      MatchingSettings settings,
      Jdbi jdbi,
      SuggestionSink sink,
      EventLog events,
      Transactions transactions,
      MatchingWake wake,
      Clock clock) {
    this.running = running;
    this.settings = settings;
    store = new AlgorithmStore(jdbi);
    stages = new MatchingStore(jdbi, clock);
    lookups = new LookupStore(jdbi);
    this.sink = sink;
    this.events = events;
    this.transactions = transactions;
    this.wake = wake;
    this.clock = clock;
  }

  /**
   * How a change of algorithm stands.
   *
   * @param released by which suggestions are made
   * @param running by which this program works
   * @param toCompare records still to be compared with it
   * @param due records still to be matched anew, after a release too
   */
  public record Standing(String released, String running, long toCompare, long due) {

    /** Whether another algorithm than the released one is at work. */
    public boolean differs() {
      return !released.equals(running);
    }

    /** Whether it can be released: its difference is whole. */
    public boolean isReady() {
      return differs() && toCompare == 0;
    }
  }

  public Standing standing() {
    String released = store.released().orElse(running);
    long toCompare = released.equals(running) ? 0 : store.countToCompare(running);
    return new Standing(released, running, toCompare, lookups.countDue());
  }

  /** Whether another algorithm than the released one is at work: quick, for every page. */
  public boolean differs() {
    return !store.released().orElse(running).equals(running);
  }

  /**
   * Brings the comparison in line with an index; in the transaction that adopts it.
   *
   * @param changed keys of what has changed in the index; null if it is the one that was adopted
   */
  void adopt(@Nullable LookupKeys changed) {
    String released = store.released().orElse(null);
    if (released == null || isReleasedBySetting(released)) {
      replace(released, null);
    } else if (released.equals(running)) {
      // The same index is of the same algorithm: nobody else has written since.
      if (changed != null) {
        lookups.markOthersDue(running);
        forgetComparison();
      }
    } else if (store.compared().filter(running::equals).isPresent()) {
      store.forgetMeeting(changed == null ? LookupKeys.NONE : changed);
    } else {
      forgetComparison();
    }
  }

  private boolean isReleasedBySetting(String released) {
    return !released.equals(running) && settings.release() == MatchingSettings.Release.AUTOMATIC;
  }

  /**
   * Lets the running algorithm make all suggestions; what people decided stays. Records are matched
   * in the background.
   *
   * @param algorithm whose difference the caller has seen
   * @return false if it was released before
   */
  public boolean release(String algorithm, long actor) {
    return transactions.call(
        () -> {
          stages.lock(MatchingStage.STAGE);
          String released = store.released().orElse(running);
          if (released.equals(algorithm)) {
            return false;
          }
          if (!algorithm.equals(running)) {
            throw refused(algorithm, "another one is at work by now; look at its difference.");
          }
          if (store.countToCompare(running) > 0) {
            throw refused(
                algorithm, "its difference is not whole yet; try again when the page says ready.");
          }
          replace(released, actor);
          transactions.afterCommit(wake::ask);
          return true;
        });
  }

  private static Conflict refused(String algorithm, String advice) {
    return new Conflict("releasing an algorithm", "algorithm " + algorithm, advice);
  }

  private void replace(@Nullable String before, @Nullable Long actor) {
    store.release(running, actor, clock.instant());
    lookups.markOthersDue(running);
    forgetComparison();
    if (before != null) {
      events.append(event("algorithm.released", before, actor));
    }
  }

  private void forgetComparison() {
    store.forgetAll();
    store.forgetReadyBut(running);
    sink.forgetComparisons();
  }

  /** Tells once that the difference is whole. */
  void announce() {
    transactions.run(
        () -> {
          String released = store.released().orElse(running);
          if (!released.equals(running) && store.ready(running)) {
            events.append(event("algorithm.ready", released, null));
          }
        });
  }

  private NewEvent event(String kind, String before, @Nullable Long actor) {
    return new NewEvent(
        kind,
        "algorithm",
        1,
        "Algorithm " + running,
        null,
        null,
        actor,
        Map.of("algorithm", before),
        Map.of("algorithm", running),
        null,
        null);
  }

  AlgorithmStore store() {
    return store;
  }
}
