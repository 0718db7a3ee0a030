package org.snowguard.server.publication;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Cursor;

/** The kept forms. */
final class ItemStore {

  /** What is known of a form without reading it. */
  public record Stamp(String key, byte[] digest, int version, Instant firstAt, Instant changedAt) {}

  private static final String COLUMNS = "kind, key, version, first_at, changed_at, body";

  private final Jdbi jdbi;

  ItemStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Map<String, Stamp> stamps(String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select key, digest, version, first_at, changed_at from publication_item where"
                        + " kind = :kind")
                .bind("kind", kind)
                .map(ConstructorMapper.of(Stamp.class))
                .collect(Collectors.toMap(Stamp::key, Function.identity())));
  }

  void put(PublishedItem item, byte[] digest) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into publication_item (kind, key, digest, version, first_at, changed_at, body)
                    values (:kind, :key, :digest, :version, :firstAt, :changedAt, :body)
                    on conflict (kind, key) do update set digest = excluded.digest,
                      version = excluded.version, changed_at = excluded.changed_at, body = excluded.body
                    """)
                .bind("kind", item.kind())
                .bind("key", item.key())
                .bind("digest", digest)
                .bind("version", item.version())
                .bind("firstAt", item.firstAt())
                .bind("changedAt", item.changedAt())
                .bind("body", item.body())
                .execute());
  }

  /** Leaves nothing of them but their version, for should they come again. */
  void empty(String kind, Collection<String> keys, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update publication_item set body = '', digest = '', changed_at = :now
                    where kind = :kind and key = any(:keys)
                    """)
                .bind("kind", kind)
                .bindArray("keys", String.class, keys)
                .bind("now", now)
                .execute());
  }

  /** The last moment that was given out, or null. */
  @Nullable Instant newest() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select max(changed_at) from publication_item")
                .mapTo(Instant.class)
                .findOne()
                .orElse(null));
  }

  Optional<PublishedItem> find(String kind, String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from publication_item where kind = :kind and key = :key and body <> ''")
                .bind("kind", kind)
                .bind("key", key)
                .map(ConstructorMapper.of(PublishedItem.class))
                .findOne());
  }

  /** By key. */
  List<PublishedItem> all(String kind) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from publication_item where kind = :kind and body <> '' order by key"
                        + " collate \"C\"")
                .bind("kind", kind)
                .map(ConstructorMapper.of(PublishedItem.class))
                .list());
  }

  /** The longest unchanged first, so that whoever follows the cursor misses nothing. */
  List<PublishedItem> changedSince(
      String kind, @Nullable Instant since, @Nullable Cursor after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + """
                         from publication_item
                        where kind = :kind and (:since::timestamptz is null or changed_at >= :since)
                          and (:at::timestamptz is null
                            or (changed_at, key collate "C") > (:at::timestamptz, :key collate "C"))
                        order by changed_at, key collate "C" limit :limit
                        """)
                .bind("kind", kind)
                .bind("since", since)
                .bind("at", after == null ? null : after.moment(0))
                .bind("key", after == null ? "" : after.text(1))
                .bind("limit", limit)
                .map(ConstructorMapper.of(PublishedItem.class))
                .list());
  }

  long count(String kind, @Nullable Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from publication_item
                    where kind = :kind and (:since::timestamptz is null or changed_at >= :since)
                    """)
                .bind("kind", kind)
                .bind("since", since)
                .mapTo(long.class)
                .one());
  }
}
