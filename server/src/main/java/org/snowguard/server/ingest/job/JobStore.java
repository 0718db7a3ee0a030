package org.snowguard.server.ingest.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

final class JobStore {

  private final Jdbi jdbi;

  JobStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void register(String name, String title) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into job (name, title) values (:name, :title)
                    on conflict (name) do update set title = excluded.title
                    where job.title is distinct from excluded.title
                    """)
                .bind("name", name)
                .bind("title", title)
                .execute());
  }

  Optional<Long> id(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from job where name = :name")
                .bind("name", name)
                .mapTo(long.class)
                .findOne());
  }

  boolean isPaused(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select paused from job where name = :name")
                .bind("name", name)
                .mapTo(boolean.class)
                .findOne()
                .orElse(false));
  }

  /** Gives false if it is paused, or not paused, already. */
  boolean pause(String name, boolean paused) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update job set paused = :paused where name = :name and paused <> :paused")
                    .bind("name", name)
                    .bind("paused", paused)
                    .execute()
                > 0);
  }

  void begin(String name, String node, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update job set node = :node, started_at = :now, unit = null, done = 0, total = null
                    where name = :name
                    """)
                .bind("name", name)
                .bind("node", node)
                .bind("now", now)
                .execute());
  }

  /** Gives false if the run shall not go on. */
  boolean note(String name, String node, String unit, long done, @Nullable Long total) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update job set unit = :unit, done = :done, total = :total
                        where name = :name and node = :node and not paused
                        """)
                    .bind("name", name)
                    .bind("node", node)
                    .bind("unit", unit)
                    .bind("done", done)
                    .bind("total", total)
                    .execute()
                > 0);
  }

  void end(String name, String node, @Nullable String error, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update job set node = null, ended_at = :now, error = :error
                    where name = :name and node = :node
                    """)
                .bind("name", name)
                .bind("node", node)
                .bind("error", error)
                .bind("now", now)
                .execute());
  }

  List<JobStatus> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select job.name, title, paused, execution_time, node, started_at, unit, done, total,
                      ended_at, error
                    from job left join scheduled_tasks on task_name = job.name
                    order by job.name
                    """)
                .map((row, context) -> status(row))
                .list());
  }

  private static JobStatus status(ResultSet row) throws SQLException {
    String node = row.getString("node");
    Instant startedAt = instant(row, "started_at");
    return new JobStatus(
        row.getString("name"),
        row.getString("title"),
        row.getBoolean("paused"),
        instant(row, "execution_time"),
        node == null || startedAt == null
            ? null
            : new JobStatus.Run(
                node,
                startedAt,
                row.getString("unit"),
                row.getLong("done"),
                row.getObject("total", Long.class)),
        instant(row, "ended_at"),
        row.getString("error"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
