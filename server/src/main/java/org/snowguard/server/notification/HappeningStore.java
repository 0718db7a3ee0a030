package org.snowguard.server.notification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** What happened, and what it concerns. */
final class HappeningStore {

  private static final String COLUMNS =
      "select id, key, kind, issue_id, link, title, words, at from happening ";

  private final Jdbi jdbi;

  HappeningStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Something that is to be written. */
  record New(
      String key,
      Happening.Kind kind,
      @Nullable Long issueId,
      String link,
      String title,
      String words,
      Instant at) {}

  /** Writes it with its topics, unless it was before. */
  void add(New happening, Collection<Followed> topics) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into happening (key, kind, issue_id, link, title, words, at)
                    values (:key, :kind, :issue, :link, :title, :words, :at)
                    on conflict (key) do nothing
                    returning id
                    """)
                .bind("key", happening.key())
                .bind("kind", happening.kind().text())
                .bind("issue", happening.issueId())
                .bind("link", happening.link())
                .bind("title", happening.title())
                .bind("words", happening.words())
                .bind("at", happening.at())
                .mapTo(Long.class)
                .findOne()
                .ifPresent(
                    id -> {
                      PreparedBatch batch =
                          handle.prepareBatch(
                              """
                              insert into happening_topic (happening_id, kind, key)
                              values (:id, :kind, :key) on conflict do nothing
                              """);
                      for (Followed topic : topics) {
                        batch
                            .bind("id", id)
                            .bind("kind", topic.kind().text())
                            .bind("key", topic.key())
                            .add();
                      }
                      if (!topics.isEmpty()) {
                        batch.execute();
                      }
                    }));
  }

  /** How often something of the kind happened to the issue already. */
  int count(long issue, Happening.Kind kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from happening where issue_id = :issue and kind = :kind")
                .bind("issue", issue)
                .bind("kind", kind.text())
                .mapTo(Integer.class)
                .one());
  }

  /** What all that happened to an issue concerned. */
  List<Followed> topics(long issue) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct topic.kind, topic.key from happening_topic topic
                    join happening on happening.id = topic.happening_id
                    where issue_id = :issue
                    order by topic.kind, topic.key
                    """)
                .bind("issue", issue)
                .map(
                    (row, context) ->
                        new Followed(
                            Followed.Kind.parse(row.getString("kind")), row.getString("key")))
                .list());
  }

  /** The oldest of which nobody was told yet. */
  List<Happening> untold(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "where told_at is null order by id limit :limit for update skip locked")
                .bind("limit", limit)
                .map((row, context) -> happening(row))
                .list());
  }

  void told(long id, Instant now) {
    jdbi.useHandle(
        handle -> handle.execute("update happening set told_at = ? where id = ?", now, id));
  }

  /** What a mail tells, the oldest first. */
  List<Happening> ofMessage(long message) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + """
                        where id in (select happening_id from notice where message_id = :message)
                        order by id
                        """)
                .bind("message", message)
                .map((row, context) -> happening(row))
                .list());
  }

  /** The numbers on GitHub of those who maintain some packages now. */
  Set<Long> maintainers(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct github_id from package_span
                    join package_maintainer using (metadata_id)
                    where attribute = any(:attributes) and last_snapshot is null
                    """)
                .bindArray("attributes", String.class, attributes)
                .mapTo(Long.class)
                .set());
  }

  /** The projects that hold some packages or are called so. */
  Set<Long> projects(Collection<String> attributes, Collection<String> slugs) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project_id from project_attribute where attribute = any(:attributes)
                    union select id from project where slug = any(:slugs)
                    """)
                .bindArray("attributes", String.class, attributes)
                .bindArray("slugs", String.class, slugs)
                .mapTo(Long.class)
                .set());
  }

  static Happening happening(ResultSet row) throws SQLException {
    return new Happening(
        row.getLong("id"),
        row.getString("key"),
        Happening.Kind.parse(row.getString("kind")),
        row.getObject("issue_id", Long.class),
        row.getString("link"),
        row.getString("title"),
        row.getString("words"),
        row.getTimestamp("at").toInstant());
  }
}
