package org.snowguard.server.issue.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/** Looks at published issues after channels, records and people have moved on. */
final class PublishedIssuesJob implements Job {

  private static final Duration EVERY = Duration.ofMinutes(1);

  private final PublishedIssues issues;
  private final MentionDigest digest;
  private final Clock clock;

  PublishedIssuesJob(PublishedIssues issues, MentionDigest digest, Clock clock) {
    this.issues = issues;
    this.digest = digest;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "published-issues";
  }

  @Override
  public String title() {
    return "Published issues";
  }

  @Override
  public Instant run(JobRun run) {
    run.at("issues", issues.lookAtAll(), null);
    digest.tell();
    return clock.instant().plus(EVERY);
  }
}
