package org.snowguard.server.github.outbox;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.generic.GenericType;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.PublishMode;

/** What was put in, and how far each has come, for those who put it in and those who look. */
final class OutboxStore {

  private static final String COLUMNS =
      """
      select delivery.subject, delivery.kind, delivery.title, delivery.number, delivery.created_at,
        delivery.state, delivery.next_try_at, delivery.attempts, delivery.error,
        delivery.withheld_by, delivery.withheld_why, delivery.text, delivery.delivered_number, delivery.url,
        delivery.delivered_at,
        (select count(*) from github_delivery earlier
          where earlier.state = 'WAITING' and earlier.id < delivery.id
            and earlier.repository is not distinct from delivery.repository) as before
      from github_delivery delivery
      where (delivery.repository = :repository or delivery.repository is null)
      """;

  private final Jdbi jdbi;
  private final @Nullable String repository;

  /**
   * @param repository for which alone it keeps and shows, as {@code owner/name}; null: there is
   *     none
   */
  OutboxStore(Jdbi jdbi, @Nullable String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /** What was put in before any repository was set belongs to the first one that is. */
  private void adopt(String subject) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery set repository = :repository
                    where subject = :subject and repository is null
                      and not exists (select from github_delivery other
                        where other.repository = :repository and other.subject = :subject)
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .execute());
  }

  void insert(
      String subject,
      Delivery.Kind kind,
      @Nullable String title,
      @Nullable Long number,
      OutgoingText body,
      List<String> labels,
      Instant now) {
    adopt(subject);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_delivery
                      (repository, subject, kind, title, number, body, labels, token, created_at,
                        next_try_at)
                    values (:repository, :subject, :kind, :title, :number, :body::jsonb, :labels,
                      :token, :now, :now)
                    on conflict (repository, subject) do nothing
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .bind("kind", kind.name())
                .bind("title", title)
                .bind("number", number)
                .bind("body", OutgoingJson.write(body))
                .bindArray("labels", String.class, labels)
                .bind("token", token())
                .bind("now", now)
                .execute());
  }

  /** The newer text of one body counts, and whatever became of the older one it is delivered. */
  void replace(String subject, long number, OutgoingText body, Instant now) {
    adopt(subject);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_delivery as stored
                      (repository, subject, kind, number, body, token, created_at, next_try_at)
                    values (:repository, :subject, 'EDIT_BODY', :number, :body::jsonb, :token, :now,
                      :now)
                    on conflict (repository, subject) do update set
                      body = excluded.body, version = stored.version + 1, state = 'WAITING',
                      next_try_at = excluded.next_try_at, attempts = 0, refusals = 0, error = null,
                      withheld_by = null, withheld_why = null, text = null,
                      delivered_number = null, url = null, delivered_at = null
                    where stored.kind = 'EDIT_BODY' and stored.number = excluded.number
                      and stored.body <> excluded.body
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .bind("number", number)
                .bind("body", OutgoingJson.write(body))
                .bind("token", token())
                .bind("now", now)
                .execute());
  }

  void withhold(String subject, PublishMode mode, String text) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery
                    set state = 'WITHHELD', withheld_by = :mode, text = :text, error = null
                    where subject = :subject and state = 'WAITING'
                      and repository is not distinct from :repository
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .bind("mode", mode.name())
                .bind("text", text)
                .execute());
  }

  /** How many are in each state. */
  Map<String, Long> counts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select case when state = 'WAITING' and error is not null then 'FAILING' else state end
                      as state, count(*) as number
                    from github_delivery
                    where repository = :repository or repository is null
                    group by 1
                    """)
                .bind("repository", repository)
                .setMapKeyColumn("state")
                .setMapValueColumn("number")
                .collectInto(new GenericType<>() {}));
  }

  /**
   * What was given up, the newest first.
   *
   * @param subject this one and those below it, or null: all
   */
  List<Delivery> givenUp(@Nullable String subject, int limit) {
    return jdbi.withHandle(
        handle ->
            mapped(
                handle
                    .createQuery(
                        COLUMNS
                            + """
                            and delivery.state = 'GIVEN_UP' and (:subject::text is null
                              or delivery.subject = :subject
                              or starts_with(delivery.subject, :subject || '/'))
                            order by delivery.id desc limit :limit
                            """)
                    .bind("repository", repository)
                    .bind("subject", subject)
                    .bind("limit", limit)));
  }

  /**
   * It waits again; what may be on GitHub is looked for first, as ever.
   *
   * @return its number; empty if it was not given up
   */
  Optional<Long> tryAgain(String subject, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update github_delivery
                    set state = 'WAITING', attempts = 0, refusals = 0, error = null,
                      next_try_at = :now
                    where subject = :subject and state = 'GIVEN_UP'
                      and repository is not distinct from :repository
                    returning id
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .bind("now", now)
                .mapTo(long.class)
                .findOne());
  }

  /** What was delivered or held back, the newest first. */
  List<Delivery> settled(int limit) {
    return jdbi.withHandle(
        handle ->
            mapped(
                handle
                    .createQuery(
                        COLUMNS
                            + "and delivery.state in ('DELIVERED', 'WITHHELD') order by delivery.id"
                            + " desc limit :limit")
                    .bind("repository", repository)
                    .bind("limit", limit)));
  }

  void release(String subject, Instant now) {
    adopt(subject);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update github_delivery
                    set state = 'WAITING', withheld_by = null, text = null, next_try_at = :now
                    where subject = :subject and withheld_by is not null
                      and repository is not distinct from :repository
                    """)
                .bind("repository", repository)
                .bind("subject", subject)
                .bind("now", now)
                .execute());
  }

  Optional<Delivery> find(String subject) {
    return jdbi.withHandle(
        handle ->
            mapped(
                    handle
                        .createQuery(
                            COLUMNS
                                + "and delivery.subject = :subject"
                                + " order by delivery.repository nulls last limit 1")
                        .bind("repository", repository)
                        .bind("subject", subject))
                .stream()
                .findFirst());
  }

  List<Delivery> waiting(int limit) {
    return jdbi.withHandle(
        handle ->
            mapped(
                handle
                    .createQuery(
                        COLUMNS
                            + "and delivery.state = 'WAITING' order by delivery.id limit :limit")
                    .bind("repository", repository)
                    .bind("limit", limit)));
  }

  private static List<Delivery> mapped(Query query) {
    return query.map((row, context) -> delivery(row)).list();
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("subject"),
        Delivery.Kind.valueOf(row.getString("kind")),
        row.getString("title"),
        row.getObject("number", Long.class),
        instant(row, "created_at"),
        state(row));
  }

  private static Delivery.State state(ResultSet row) throws SQLException {
    String state = row.getString("state");
    if (state.equals("DELIVERED")) {
      return new Delivery.State.Delivered(
          row.getLong("delivered_number"), row.getString("url"), instant(row, "delivered_at"));
    }
    String why = row.getString("withheld_why");
    if (why != null) {
      return new Delivery.State.LeftAlone(why);
    }
    if (state.equals("WITHHELD")) {
      return new Delivery.State.Withheld(
          PublishMode.valueOf(row.getString("withheld_by")),
          Objects.requireNonNullElse(row.getString("text"), ""));
    }
    String error = row.getString("error");
    if (state.equals("GIVEN_UP")) {
      return new Delivery.State.GivenUp(
          Objects.requireNonNullElse(error, ""), row.getInt("attempts"));
    }
    return error == null
        ? new Delivery.State.Waiting(row.getLong("before"))
        : new Delivery.State.Failing(error, row.getInt("attempts"), instant(row, "next_try_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time.toInstant();
  }

  private static String token() {
    return HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong());
  }
}
