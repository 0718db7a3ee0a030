package org.snowguard.server.ingest.source;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.ingest.ImportCounts;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

final class SourceStore {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> MARK = new TypeReference<>() {};

  private final Jdbi jdbi;

  SourceStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  SourceState find(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select mark, data_at, tried_at, good_at, failures, error, read, changed, superseded,
                      unreadable, runs, failed_runs, read_ever, changed_ever, superseded_ever,
                      unreadable_ever
                    from source_state where name = :name
                    """)
                .bind("name", name)
                .map((row, context) -> state(row))
                .findOne()
                .orElse(SourceState.NEVER));
  }

  void mark(String name, Map<String, String> mark) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into source_state (name, mark) values (:name, :mark::jsonb)
                    on conflict (name) do update set mark = excluded.mark
                    """)
                .bind("name", name)
                .bind("mark", JSON.writeValueAsString(mark))
                .execute());
  }

  void good(String name, SourceNews news, Instant now) {
    ImportCounts counts = news.counts();
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into source_state as stored (name, data_at, tried_at, good_at, read, changed,
                      superseded, unreadable, runs, read_ever, changed_ever, superseded_ever,
                      unreadable_ever)
                    values (:name, :dataAt, :now, :now, :read, :changed, :superseded, :unreadable, 1,
                      :read, :changed, :superseded, :unreadable)
                    on conflict (name) do update set
                      data_at = coalesce(excluded.data_at, stored.data_at),
                      tried_at = excluded.tried_at, good_at = excluded.good_at, failures = 0, error = null,
                      read = case when :isNew then excluded.read else stored.read end,
                      changed = case when :isNew then excluded.changed else stored.changed end,
                      superseded = case when :isNew then excluded.superseded else stored.superseded end,
                      unreadable = case when :isNew then excluded.unreadable else stored.unreadable end,
                      runs = stored.runs + 1,
                      read_ever = stored.read_ever + excluded.read_ever,
                      changed_ever = stored.changed_ever + excluded.changed_ever,
                      superseded_ever = stored.superseded_ever + excluded.superseded_ever,
                      unreadable_ever = stored.unreadable_ever + excluded.unreadable_ever
                    """)
                .bind("name", name)
                .bind("dataAt", news.dataAt())
                .bind("now", now)
                .bind("isNew", counts != null)
                .bindMethods(counts == null ? ImportCounts.NONE : counts)
                .execute());
  }

  /** Gives the number of failures in a row. */
  int failed(String name, String error, ImportCounts brought, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into source_state as stored (name, tried_at, failures, error, runs, failed_runs,
                      read_ever, changed_ever, superseded_ever, unreadable_ever)
                    values (:name, :now, 1, :error, 1, 1, :read, :changed, :superseded, :unreadable)
                    on conflict (name) do update set
                      tried_at = excluded.tried_at, failures = stored.failures + 1,
                      error = excluded.error, runs = stored.runs + 1,
                      failed_runs = stored.failed_runs + 1,
                      read_ever = stored.read_ever + excluded.read_ever,
                      changed_ever = stored.changed_ever + excluded.changed_ever,
                      superseded_ever = stored.superseded_ever + excluded.superseded_ever,
                      unreadable_ever = stored.unreadable_ever + excluded.unreadable_ever
                    returning failures
                    """)
                .bind("name", name)
                .bind("error", error)
                .bind("now", now)
                .bindMethods(brought)
                .mapTo(int.class)
                .one());
  }

  private static SourceState state(ResultSet row) throws SQLException {
    return new SourceState(
        JSON.readValue(row.getString("mark"), MARK),
        instant(row, "data_at"),
        instant(row, "tried_at"),
        instant(row, "good_at"),
        row.getInt("failures"),
        row.getString("error"),
        new ImportCounts(
            row.getLong("read"),
            row.getLong("changed"),
            row.getLong("superseded"),
            row.getLong("unreadable")),
        row.getLong("runs"),
        row.getLong("failed_runs"),
        new ImportCounts(
            row.getLong("read_ever"),
            row.getLong("changed_ever"),
            row.getLong("superseded_ever"),
            row.getLong("unreadable_ever")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
