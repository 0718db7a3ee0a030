package org.snowguard.server.issue.rule;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/** Lets the standing rules look at what came into the queue. */
final class RuleJob implements Job {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Rules rules;
  private final Clock clock;

  RuleJob(Rules rules, Clock clock) {
    this.rules = rules;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "standing-rules";
  }

  @Override
  public String title() {
    return "Standing rules";
  }

  @Override
  public Instant run(JobRun run) {
    rules.run(taken -> run.at("cards", taken, null));
    return clock.instant().plus(EVERY);
  }
}
