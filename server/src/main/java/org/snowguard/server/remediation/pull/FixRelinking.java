package org.snowguard.server.remediation.pull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.snowguard.core.pull.AttributeForms;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.remediation.pull.FixChangesStore.Changed;
import org.snowguard.server.web.Transactions;

/** Finds fixes that were there before anybody knew the vulnerability. */
final class FixRelinking implements Job {

  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final int BATCH = 200;

  /** Pull requests that are held at once; whoever else sees one of them waits so long. */
  private static final int HELD = 50;

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

  /** One portion; gives how many links it looked at. What is cut off is looked at again. */
  int relink() {
    List<Changed> changed = changes.some(BATCH);
    if (changed.isEmpty()) {
      return 0;
    }
    // A pull request that is being stored saw no link that came meanwhile; it counts once it
    // stands.
    transactions.run(links::waitForSightings);
    List<Integer> pulls = transactions.read(() -> pullsAbout(changed));
    for (int start = 0; start < pulls.size(); start += HELD) {
      List<Integer> held = pulls.subList(start, Math.min(pulls.size(), start + HELD));
      transactions.run(() -> links.link(held));
    }
    changes.done(changed);
    return changed.size();
  }

  private List<Integer> pullsAbout(List<Changed> changed) {
    List<Long> projects = changed.stream().map(Changed::project).distinct().toList();
    Set<String> called =
        changes.attributesOf(projects).stream()
            .map(AttributeForms::called)
            .collect(Collectors.toSet());
    return changes.pullsAbout(
        changed.stream().map(Changed::vulnerability).distinct().toList(), called);
  }
}
