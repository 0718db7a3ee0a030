package org.snowguard.server.github.client;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

final class LimitStore {

  /** By chance; no other lock of ours has it. */
  private static final long WRITES = 5_206_846_712_044L;

  private final Jdbi jdbi;

  /**
   * What GitHub has said.
   *
   * @param most requests an hour, or null
   * @param remaining of them, or null
   * @param resetAt when they are counted anew, or null
   * @param blockedUntil it asked to be left alone until then, or null
   * @param refusals without anything written in between
   */
  record Said(
      @Nullable Integer most,
      @Nullable Integer remaining,
      @Nullable Instant resetAt,
      @Nullable Instant blockedUntil,
      int refusals) {

    static final Said NOTHING = new Said(null, null, null, null, 0);
  }

  LimitStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Said said() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select request_limit, remaining, reset_at, blocked_until, refusals
                    from github_limit where id = 1
                    """)
                .map(
                    (row, context) ->
                        new Said(
                            row.getObject("request_limit", Integer.class),
                            row.getObject("remaining", Integer.class),
                            instant(row, "reset_at"),
                            instant(row, "blocked_until"),
                            row.getInt("refusals")))
                .findOne()
                .orElse(Said.NOTHING));
  }

  /**
   * What one answer says.
   *
   * @param most requests an hour, or null if it says nothing of them
   * @param notBefore GitHub asks to be left alone until then, or null
   * @param isWellWritten whether something was written
   */
  record Heard(
      @Nullable Integer most,
      @Nullable Integer remaining,
      @Nullable Instant resetAt,
      @Nullable Instant notBefore,
      boolean isWellWritten) {}

  /**
   * Keeps it, in whatever order nodes and threads hear: what was said longest holds. Refusals are
   * forgotten when something is written, for GitHub answers questions while it refuses writing; or
   * when a question is answered well after the last refusal.
   */
  void hear(Heard heard, Instant refusedBefore) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_limit
                      (id, request_limit, remaining, reset_at, blocked_until, refusals)
                    values (1, :most, :remaining, :resetAt, :notBefore,
                      case when :isRefused then 1 else 0 end)
                    on conflict (id) do update set
                      request_limit = case when :isTold then excluded.request_limit
                        else github_limit.request_limit end,
                      remaining = case when :isTold then excluded.remaining
                        else github_limit.remaining end,
                      reset_at = case when :isTold then excluded.reset_at
                        else github_limit.reset_at end,
                      blocked_until = greatest(github_limit.blocked_until, excluded.blocked_until),
                      refusals = case
                        when :isRefused then github_limit.refusals + 1
                        when :isWellWritten or github_limit.blocked_until < :refusedBefore then 0
                        else github_limit.refusals end
                    """)
                .bind("most", heard.most())
                .bind("remaining", heard.remaining())
                .bind("resetAt", heard.resetAt())
                .bind("notBefore", heard.notBefore())
                .bind("isTold", heard.most() != null)
                .bind("isRefused", heard.notBefore() != null)
                .bind("isWellWritten", heard.isWellWritten())
                .bind("refusedBefore", refusedBefore)
                .execute());
  }

  /** Until the end of the transaction nobody else counts writes. */
  void lockWrites() {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select 1 from pg_advisory_xact_lock(:key)")
                .bind("key", WRITES)
                .mapTo(int.class)
                .one());
  }

  /** When the write before so many others was, the last one being the first. */
  Optional<Instant> write(int fromTheLast) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select at from github_write order by at desc, id desc offset :offset limit 1")
                .bind("offset", fromTheLast - 1)
                .mapTo(Instant.class)
                .findOne());
  }

  long insertWrite(Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("insert into github_write (at) values (:at) returning id")
                .bind("at", at)
                .mapTo(long.class)
                .one());
  }

  void moveWrite(long id, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update github_write set at = greatest(at, :at) where id = :id")
                .bind("id", id)
                .bind("at", at)
                .execute());
  }

  void forgetWrites(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from github_write where at < :before")
                .bind("before", before)
                .execute());
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
