package org.snowguard.server.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;
import org.snowguard.server.suggestion.SuggestionChanges;

/** Makes public forms anew after people, records or channels have moved on. */
final class PublishedJob implements Job {

  private static final Duration EVERY = Duration.ofSeconds(15);

  /** A channel reaches its end of life without any event. */
  private static final Duration AT_LEAST = Duration.ofHours(1);

  private final Published published;
  private final SuggestionChanges changes;
  private final Clock clock;

  private String stamp = "";
  private Instant lookedAt = Instant.EPOCH;

  PublishedJob(Published published, SuggestionChanges changes, Clock clock) {
    this.published = published;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "public-forms";
  }

  @Override
  public String title() {
    return "API, OSV and OpenVEX";
  }

  @Override
  public Instant run(JobRun run) {
    Instant now = clock.instant();
    String at = changes.stamp() + " " + published.stamp();
    if (!at.equals(stamp) || Duration.between(lookedAt, now).compareTo(AT_LEAST) >= 0) {
      run.at("forms", published.refresh(), null);
      stamp = at;
      lookedAt = now;
    }
    return now.plus(EVERY);
  }
}
