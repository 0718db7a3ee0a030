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

  /**
   * What entries are about.
   *
   * @param name as addresses name it; of a maintainer the numeric id, as the key
   */
  public record Topic(String kind, String key, String name) {}

  /** All that public issues concerned. */
  List<Topic> topics() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select topic.kind, topic.key, coalesce(project.slug, about.public_id, topic.key) as name
                    from (
                      select distinct happening_topic.kind, happening_topic.key from happening_topic
                      join happening on happening.id = happening_topic.happening_id
                      join issue on issue.id = happening.issue_id and issue.state <> 'draft') topic
                    left join project on topic.kind = 'project' and project.id::text = topic.key
                    left join issue about on topic.kind = 'issue' and about.id::text = topic.key
                    where topic.kind in ('package', 'project', 'maintainer', 'channel', 'issue')
                    order by topic.kind, topic.key collate "C"
                    """)
                .map(ConstructorMapper.of(Topic.class))
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
