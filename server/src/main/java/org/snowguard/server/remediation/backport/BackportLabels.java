package org.snowguard.server.remediation.backport;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.web.Transactions;

/**
 * Asks for backports where a project's policy says so: through the outbox, so once, and by the mode
 * of publication; never again after somebody took the label away.
 */
final class BackportLabels implements Job {

  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Backports backports;
  private final GitHubOutbox outbox;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  BackportLabels(
      Backports backports,
      GitHubOutbox outbox,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.backports = backports;
    this.outbox = outbox;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "backport-labels";
  }

  @Override
  public String title() {
    return "Labels for backports";
  }

  @Override
  public Instant run(JobRun run) {
    label();
    return clock.instant().plus(EVERY);
  }

  /** Gives how many labels it asked for. */
  int label() {
    List<Backport> wanted = backports.all().stream().filter(Backport::isLabelledByItself).toList();
    int asked = 0;
    for (Backport one : wanted) {
      asked += transactions.call(() -> ask(one)) ? 1 : 0;
    }
    return asked;
  }

  private boolean ask(Backport wanted) {
    String subject = "backport/%d/%s".formatted(wanted.pull().number(), wanted.branch());
    if (outbox.of(subject).isPresent()) {
      return false;
    }
    outbox.addLabel(subject, wanted.pull().number(), wanted.label());
    events.append(
        new NewEvent(
            "backport.label_asked",
            "project",
            wanted.projectId(),
            "%s · #%d".formatted(wanted.project(), wanted.pull().number()),
            null,
            wanted.projectId(),
            null,
            null,
            Map.of("label", wanted.label(), "policy", wanted.policy().word()),
            null,
            null));
    return true;
  }
}
