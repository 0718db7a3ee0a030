package org.snowguard.server.evaluation;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** How the evaluation of each channel goes. */
final class EvaluationStore {

  /**
   * How the evaluation of one revision goes.
   *
   * @param retryAt null: when it failed, not at all
   */
  public record Standing(
      String revision,
      int packages,
      int unread,
      @Nullable Instant learnedAt,
      int failures,
      @Nullable String error,
      @Nullable Instant retryAt) {}

  private final Jdbi jdbi;

  EvaluationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Standing> find(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select revision, packages, unread, learned_at, failures, error, retry_at
                    from evaluation where channel_id = :channel
                    """)
                .bind("channel", channelId)
                .map(ConstructorMapper.of(Standing.class))
                .findOne());
  }

  /**
   * How the job goes, on whichever node.
   *
   * @param seenAt when a node was last known to do it, or is to do it again
   */
  public record JobStanding(boolean paused, @Nullable Instant seenAt) {}

  Optional<JobStanding> job(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select paused, greatest(execution_time, last_heartbeat) as seen_at
                    from job left join scheduled_tasks on task_name = job.name
                    where name = :name
                    """)
                .bind("name", name)
                .map(ConstructorMapper.of(JobStanding.class))
                .findOne());
  }

  void learned(
      int channelId, String revision, String origin, int packages, int unread, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into evaluation (channel_id, revision, origin, packages, unread, learned_at, tried_at)
                    values (:channel, :revision, :origin, :packages, :unread, :now, :now)
                    on conflict (channel_id) do update set revision = excluded.revision,
                      origin = excluded.origin, packages = excluded.packages, unread = excluded.unread,
                      learned_at = excluded.learned_at, tried_at = excluded.tried_at, failures = 0,
                      error = null, retry_at = null
                    """)
                .bind("channel", channelId)
                .bind("revision", revision)
                .bind("origin", origin)
                .bind("packages", packages)
                .bind("unread", unread)
                .bind("now", now)
                .execute());
  }

  /** Notes a try that came to nothing; what was learned of an earlier revision stays. */
  void failed(
      int channelId,
      String revision,
      int failures,
      String error,
      @Nullable Instant retryAt,
      Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into evaluation (channel_id, revision, failures, error, tried_at, retry_at)
                    values (:channel, :revision, :failures, :error, :now, :retryAt)
                    on conflict (channel_id) do update set revision = excluded.revision,
                      failures = excluded.failures, error = excluded.error, tried_at = excluded.tried_at,
                      retry_at = excluded.retry_at
                    """)
                .bind("channel", channelId)
                .bind("revision", revision)
                .bind("failures", failures)
                .bind("error", error)
                .bind("retryAt", retryAt)
                .bind("now", now)
                .execute());
  }
}
