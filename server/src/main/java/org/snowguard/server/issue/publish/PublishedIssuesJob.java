package org.snowguard.server.issue.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.suggestion.SuggestionChanges;

/** Looks at published issues after channels, records and people have moved on. */
final class PublishedIssuesJob implements Job {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** A channel reaches its end of life, and people change their names, without any suggestion. */
  private static final Duration AT_LEAST = Duration.ofHours(6);

  private final PublishedIssues issues;
  private final MentionDigest digest;
  private final SuggestionChanges changes;
  private final Clock clock;

  private String stamp = "";
  private Instant lookedAt = Instant.MIN;

  PublishedIssuesJob(
      PublishedIssues issues, MentionDigest digest, SuggestionChanges changes, Clock clock) {
    this.issues = issues;
    this.digest = digest;
    this.changes = changes;
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
    Instant now = clock.instant();
    String at = changes.stamp();
    if (!at.equals(stamp) || !now.isBefore(lookedAt.plus(AT_LEAST))) {
      run.at("issues", issues.lookAtAll(), null);
      stamp = at;
      lookedAt = now;
    }
    digest.tell();
    return now.plus(EVERY);
  }
}
