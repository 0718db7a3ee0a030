package org.snowguard.server.remediation.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.remediation.pull.FixChangesStore.Changed;
import org.snowguard.server.remediation.pull.FixChangesStore.Mark;
import org.snowguard.server.web.Transactions;

/** Finds fixes that were there before anybody knew the vulnerability. */
final class FixRelinking implements Job {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  /**
   * Times are of when something was written, and it is seen once that is committed: the mark must
   * not pass what is still being written. Longer than any writing transaction.
   */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final FixChangesStore changes;
  private final FixLinks links;
  private final Transactions transactions;
  private final Clock clock;

  FixRelinking(FixChangesStore changes, FixLinks links, Transactions transactions, Clock clock) {
    this.changes = changes;
    this.links = links;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "fix-links";
  }

  @Override
  public String title() {
    return "Pull requests that fix what is new";
  }

  @Override
  public Instant run(JobRun run) {
    long done = 0;
    int batch = relink();
    while (batch > 0) {
      done += batch;
      run.at("links", done, null);
      batch = relink();
    }
    return clock.instant().plus(EVERY);
  }

  /** One portion; gives how many links it looked at. */
  int relink() {
    return transactions.call(
        () -> {
          Mark mark = changes.mark();
          Instant until = clock.instant().minus(SETTLED);
          List<Changed> changed = changes.changedAfter(mark, until, BATCH);
          List<Changed> added = changes.addedAfter(mark.addedAt(), until, BATCH);
          List<Changed> all = new ArrayList<>(changed);
          all.addAll(added);
          if (all.isEmpty()) {
            return 0;
          }
          Set<String> called =
              changes.attributesOf(all.stream().map(Changed::project).distinct().toList()).stream()
                  .map(AttributeForms::called)
                  .collect(Collectors.toSet());
          links.link(
              changes.pullsAbout(
                  all.stream().map(Changed::vulnerability).distinct().toList(), called));
          Changed last = changed.isEmpty() ? null : changed.getLast();
          changes.mark(
              new Mark(
                  last == null ? mark.changedAt() : last.changedAt(),
                  last == null ? mark.suggestionId() : last.suggestion(),
                  added.isEmpty() ? mark.addedAt() : added.getLast().changedAt()));
          return all.size();
        });
  }
}
