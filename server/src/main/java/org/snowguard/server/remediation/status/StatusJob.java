package org.snowguard.server.remediation.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.suggestion.SuggestionChanges;

/** Looks at the statuses of issues after channels and records have moved on. */
final class StatusJob implements Job {

  private static final Duration EVERY = Duration.ofSeconds(20);

  /** A channel reaches its end of life without any suggestion. */
  private static final Duration AT_LEAST = Duration.ofHours(6);

  private final StatusRound round;
  private final SuggestionChanges changes;
  private final Clock clock;

  private String stamp = "";
  private Instant lookedAt = Instant.MIN;

  StatusJob(StatusRound round, SuggestionChanges changes, Clock clock) {
    this.round = round;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "issue-status";
  }

  @Override
  public String title() {
    return "Status of issues";
  }

  @Override
  public Instant run(JobRun run) {
    Instant now = clock.instant();
    String at = changes.stamp();
    if (!at.equals(stamp) || !now.isBefore(lookedAt.plus(AT_LEAST))) {
      run.at("issues", round.lookAtAll(), null);
      stamp = at;
      lookedAt = now;
    }
    round.lookAtDue();
    return now.plus(EVERY);
  }
}
