package org.snowguard.server.notification;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/** Tells people what happened, on one node at a time. */
final class NotificationJob implements Job {

  private static final Duration BETWEEN = Duration.ofSeconds(30);

  private final NotificationRound round;
  private final Clock clock;

  NotificationJob(NotificationRound round, Clock clock) {
    this.round = round;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "notifications";
  }

  @Override
  public String title() {
    return "Notices and mail";
  }

  @Override
  public Instant run(JobRun run) {
    round.run(mails -> run.at("mails", mails, null));
    return clock.instant().plus(BETWEEN);
  }
}
