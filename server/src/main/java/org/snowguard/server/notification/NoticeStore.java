package org.snowguard.server.notification;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Whom what was told in which way. */
final class NoticeStore {

  /** Of a notice that reached nobody by mail: it is not collected again. */
  static final long NO_MESSAGE = 0;

  private final Jdbi jdbi;

  NoticeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** False if this person was told this in this way before. */
  boolean add(long happening, long account, Way way, String because, Instant now) {
    return jdbi.withHandle(
            handle ->
                handle.execute(
                    """
                    insert into notice (happening_id, account_id, way, because, made_at)
                    values (?, ?, ?, ?, ?)
                    on conflict do nothing
                    """,
                    happening,
                    account,
                    way.text(),
                    because,
                    now))
        == 1;
  }

  void setMessage(long happening, long account, Way way, long message) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update notice set message_id = ?
                where happening_id = ? and account_id = ? and way = ?
                """,
                message,
                happening,
                account,
                way.text()));
  }

  /** Who waits for a digest of what was made before a moment. */
  List<Long> toCollect(Way way, Instant before) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct account_id from notice
                    where way = :way and message_id is null and made_at < :before
                    order by account_id
                    """)
                .bind("way", way.text())
                .bind("before", before)
                .mapTo(Long.class)
                .list());
  }

  void collect(Way way, long account, Instant before, long message) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update notice set message_id = ?
                where way = ? and account_id = ? and message_id is null and made_at < ?
                """,
                message,
                way.text(),
                account,
                before));
  }

  /** Why somebody is told what a mail tells, by happening. */
  Map<Long, String> because(long message) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select happening_id, because from notice where message_id = :message")
                .bind("message", message)
                .map(
                    (row, context) ->
                        Map.entry(row.getLong("happening_id"), row.getString("because")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** The newest first. */
  List<Notice> of(long account, @Nullable Long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, key, kind, issue_id, link, title, words, at, because, read_at
                    from notice join happening on happening.id = notice.happening_id
                    where account_id = :account and way = 'product'
                      and (:before::bigint is null or happening_id < :before)
                    order by happening_id desc
                    limit :limit
                    """)
                .bind("account", account)
                .bind("before", before)
                .bind("limit", limit)
                .map(
                    (row, context) -> {
                      Timestamp read = row.getTimestamp("read_at");
                      return new Notice(
                          HappeningStore.happening(row),
                          row.getString("because"),
                          read == null ? null : read.toInstant());
                    })
                .list());
  }

  int unread(long account) {
    return count("read_at is null and", account);
  }

  int count(long account) {
    return count("", account);
  }

  private int count(String condition, long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from notice where "
                        + condition
                        + " way = 'product' and account_id = :account")
                .bind("account", account)
                .mapTo(Integer.class)
                .one());
  }

  void read(long account, long upTo, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                update notice set read_at = ?
                where account_id = ? and way = 'product' and read_at is null and happening_id <= ?
                """,
                now,
                account,
                upTo));
  }

  /** Who some accounts are on GitHub; who is not known there is left out. */
  Map<Long, Long> gitHubIds(Collection<Long> accounts) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, github_id from account
                    where account_id = any(:accounts) and github_id is not null
                    """)
                .bindArray("accounts", Long.class, accounts)
                .map(
                    (row, context) ->
                        Map.entry(row.getLong("account_id"), row.getLong("github_id")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  Optional<Long> gitHubId(long account) {
    return Optional.ofNullable(gitHubIds(List.of(account)).get(account));
  }

  /** How many packages of followed channels somebody maintains. */
  int maintained(long gitHubId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(distinct attribute) from package_maintainer
                    join package_span using (metadata_id)
                    where github_id = :id and last_snapshot is null
                    """)
                .bind("id", gitHubId)
                .mapTo(Integer.class)
                .one());
  }
}
