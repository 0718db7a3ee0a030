package org.snowguard.server.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who follows what. */
final class SubscriptionStore {

  /** A row as it is stored. */
  public record Row(long id, long accountId, String kind, String key, String way, boolean raw) {
    Followed followed() {
      return new Followed(Followed.Kind.parse(kind), key);
    }
  }

  private static final String COLUMNS =
      "select id, account_id, kind, key, way, raw from subscription ";

  private final Jdbi jdbi;

  SubscriptionStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void put(long account, Followed followed, Way way, boolean raw, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into subscription as stored (account_id, kind, key, way, raw, since)
                    values (:account, :kind, :key, :way, :raw, :now)
                    on conflict (account_id, kind, key) do update set
                      way = excluded.way, raw = excluded.raw,
                      since = case when excluded.raw and not stored.raw then excluded.since else stored.since end
                    """)
                .bind("account", account)
                .bind("kind", followed.kind().text())
                .bind("key", followed.key())
                .bind("way", way.text())
                .bind("raw", raw)
                .bind("now", now)
                .execute());
  }

  boolean end(long account, long id) {
    return jdbi.withHandle(
            handle ->
                handle.execute(
                    "delete from subscription where account_id = ? and id = ?", account, id))
        == 1;
  }

  int count(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from subscription where account_id = :account")
                .bind("account", account)
                .mapTo(Integer.class)
                .one());
  }

  List<Row> of(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(COLUMNS + "where account_id = :account order by kind, key, id")
                .bind("account", account)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  Optional<Row> find(long account, Followed followed) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS + "where account_id = :account and kind = :kind and key = :key")
                .bind("account", account)
                .bind("kind", followed.kind().text())
                .bind("key", followed.key())
                .map(ConstructorMapper.of(Row.class))
                .findOne());
  }

  /** Those of a happening's topics; of a suggestion only who asked for raw ones. */
  List<Row> concerned(long happening, boolean isRaw, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select subscription.id, account_id, subscription.kind, subscription.key, way, raw
                    from subscription
                    join happening_topic topic
                      on topic.kind = subscription.kind and topic.key = subscription.key
                    where topic.happening_id = :happening and way <> 'off' and (raw or not :raw)
                      and since <= :at
                    order by subscription.id
                    """)
                .bind("happening", happening)
                .bind("raw", isRaw)
                .bind("at", at)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }

  List<Row> searches(Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + "where kind = 'search' and way <> 'off' and since <= :before order by id")
                .bind("before", before)
                .map(ConstructorMapper.of(Row.class))
                .list());
  }
}
