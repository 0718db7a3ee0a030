package org.snowguard.server.github.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.PublishMode;

/** The outbox as its delivery sees it: what is due, and what became of each attempt. */
final class DeliveryStore {

  private final Jdbi jdbi;
  private final String repository;

  /**
   * @param repository for which alone it delivers, as {@code owner/name}
   */
  DeliveryStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /** What was to leave before any repository was set leaves for this one. */
  void adoptWaiting() {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery adopted set repository = :repository
                    where adopted.repository is null and adopted.state = 'WAITING'
                      and not exists (select from github_delivery other
                        where other.repository = :repository and other.subject = adopted.subject)
                    """)
                .bind("repository", repository)
                .execute());
  }

  /** The first one that is due. */
  Optional<Pending> next(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, subject, kind, title, number, body, labels, token, version, attempts,
                      attempt_at, first_attempt_at
                    from github_delivery
                    where state = 'WAITING' and repository = :repository and next_try_at <= :now
                    order by id
                    limit 1
                    """)
                .bind("repository", repository)
                .bind("now", now)
                .map((row, context) -> pending(row))
                .findOne());
  }

  /** When the next one is due. */
  Optional<Instant> nextTryAt() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select min(next_try_at) from github_delivery
                    where state = 'WAITING' and repository = :repository
                    """)
                .bind("repository", repository)
                .mapTo(Instant.class)
                .findOne());
  }

  long countWaiting() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from github_delivery
                    where state = 'WAITING' and repository = :repository
                    """)
                .bind("repository", repository)
                .mapTo(long.class)
                .one());
  }

  /** From now on it may be on GitHub. */
  void attempt(long id, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery
                    set attempt_at = :now, first_attempt_at = coalesce(first_attempt_at, :now),
                      next_try_at = :now
                    where id = :id
                    """)
                .bind("id", id)
                .bind("now", now)
                .execute());
  }

  /**
   * It failed.
   *
   * @param isUnknown whether it may be on GitHub nevertheless
   */
  void failed(Pending pending, String words, Instant nextTry, boolean isUnknown) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery
                    set attempts = attempts + 1, error = :words, next_try_at = :nextTry,
                      attempt_at = case when :isUnknown then attempt_at end
                    where id = :id
                    """)
                .bind("id", pending.id())
                .bind("words", words)
                .bind("nextTry", nextTry)
                .bind("isUnknown", isUnknown)
                .execute());
  }

  /**
   * GitHub refused it.
   *
   * @param most so many refusals, and it is given up
   * @return whether it is given up now; a newer text in its place begins anew
   */
  boolean refused(Pending pending, String words, Instant nextTry, boolean isUnknown, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update github_delivery
                    set attempts = attempts + 1, refusals = refusals + 1, error = :words,
                      next_try_at = :nextTry,
                      attempt_at = case when :isUnknown then attempt_at end,
                      state = case when refusals + 1 >= :most then 'GIVEN_UP' else state end
                    where id = :id and version = :version and state = 'WAITING'
                    returning state = 'GIVEN_UP'
                    """)
                .bind("id", pending.id())
                .bind("version", pending.version())
                .bind("words", words)
                .bind("nextTry", nextTry)
                .bind("isUnknown", isUnknown)
                .bind("most", most)
                .mapTo(boolean.class)
                .findOne()
                .orElse(false));
  }

  void putOff(long id, Instant nextTry) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update github_delivery set next_try_at = :nextTry where id = :id")
                .bind("id", id)
                .bind("nextTry", nextTry)
                .execute());
  }

  /** It is on GitHub; gives false if a newer text waits in its place. */
  boolean delivered(Pending pending, long number, String url, @Nullable String text, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update github_delivery
                        set state = 'DELIVERED', attempts = 0, refusals = 0, attempt_at = null, error = null,
                          text = :text, delivered_number = :number, url = :url, delivered_at = :now
                        where id = :id and version = :version and state = 'WAITING'
                        """)
                    .bind("id", pending.id())
                    .bind("version", pending.version())
                    .bind("number", number)
                    .bind("url", url)
                    .bind("text", text)
                    .bind("now", now)
                    .execute()
                > 0);
  }

  void withheld(Pending pending, PublishMode mode, String text) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery
                    set state = 'WITHHELD', withheld_by = :mode, text = :text, attempts = 0, refusals = 0,
                      error = null
                    where id = :id and version = :version and state = 'WAITING'
                    """)
                .bind("id", pending.id())
                .bind("version", pending.version())
                .bind("mode", mode.name())
                .bind("text", text)
                .execute());
  }

  /** People on GitHub decided otherwise; gives false if a newer text waits in its place. */
  boolean leftAlone(Pending pending, String words) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update github_delivery
                        set state = 'WITHHELD', withheld_why = :words, attempts = 0, refusals = 0,
                          attempt_at = null, error = null
                        where id = :id and version = :version and state = 'WAITING'
                        """)
                    .bind("id", pending.id())
                    .bind("version", pending.version())
                    .bind("words", words)
                    .execute()
                > 0);
  }

  private static Pending pending(ResultSet row) throws SQLException {
    return new Pending(
        row.getLong("id"),
        row.getString("subject"),
        Delivery.Kind.valueOf(row.getString("kind")),
        row.getString("title"),
        row.getObject("number", Long.class),
        row.getString("body"),
        List.of((String[]) row.getArray("labels").getArray()),
        Objects.requireNonNull(row.getString("token")),
        row.getInt("version"),
        row.getInt("attempts"),
        instant(row, "attempt_at"),
        instant(row, "first_attempt_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
