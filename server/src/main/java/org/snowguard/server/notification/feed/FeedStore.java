package org.snowguard.server.notification.feed;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What happened to public issues, by what it concerns. */
final class FeedStore {

  /** Suggestions are told only to those who ask; drafts are nobody's business. */
  private static final String PUBLIC =
      """
      select happening.key, happening.kind, issue_id, link, happening.title, words, at from happening
      join issue on issue.id = happening.issue_id and issue.state <> 'draft'
      """;

  private final Jdbi jdbi;

  FeedStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<FeedEntry> of(String kind, String key, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    PUBLIC
                        + """
                        join happening_topic topic on topic.happening_id = happening.id
                        where topic.kind = :kind and topic.key = :key
                        order by happening.id desc
                        limit :limit
                        """)
                .bind("kind", kind)
                .bind("key", key)
                .bind("limit", limit)
                .map(ConstructorMapper.of(FeedEntry.class))
                .list());
  }

  List<FeedEntry> latest(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(PUBLIC + "order by happening.id desc limit :limit")
                .bind("limit", limit)
                .map(ConstructorMapper.of(FeedEntry.class))
                .list());
  }

  /** From which the ids of feeds and entries are made; the first who asks draws it. */
  UUID identity() {
    return jdbi.withHandle(
        handle ->
            stored(handle)
                .orElseGet(
                    () -> {
                      handle.execute(
                          """
                          insert into feed_identity (identity) values (gen_random_uuid())
                          on conflict do nothing
                          """);
                      return stored(handle).orElseThrow();
                    }));
  }

  private static Optional<UUID> stored(Handle handle) {
    return handle.createQuery("select identity from feed_identity").mapTo(UUID.class).findOne();
  }
}
