package org.snowguard.server.issue.talk;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Who watches which issue, and what each is told. */
final class WatchStore {

  private final Jdbi jdbi;

  WatchStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void set(long issueId, long account, boolean watching, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_watch (issue_id, account_id, watching, changed_at)
                    values (:issue, :account, :watching, :at)
                    on conflict (issue_id, account_id) do update set
                      watching = excluded.watching, changed_at = excluded.changed_at
                    """)
                .bind("issue", issueId)
                .bind("account", account)
                .bind("watching", watching)
                .bind("at", at)
                .execute());
  }

  /** Has people watch who have not said that they do not want to. */
  void join(long issueId, Collection<Long> accounts, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_watch (issue_id, account_id, watching, changed_at)
                    select :issue, account_id, true, :at from unnest(:accounts) as new (account_id)
                    on conflict (issue_id, account_id) do nothing
                    """)
                .bind("issue", issueId)
                .bindArray("accounts", Long.class, accounts)
                .bind("at", at)
                .execute());
  }

  boolean isWatching(long issueId, long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select 1 from issue_watch
                      where issue_id = :issue and account_id = :account and watching)
                    """)
                .bind("issue", issueId)
                .bind("account", account)
                .mapTo(boolean.class)
                .one());
  }

  Set<Long> watchers(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select account_id from issue_watch where issue_id = :issue and watching")
                .bind("issue", issueId)
                .mapTo(long.class)
                .set());
  }

  /**
   * What people are told.
   *
   * @param inside whether words and actor are for triagers alone; others are told "changed"
   */
  record News(String why, String words, @Nullable Long actor, boolean inside) {}

  /** Tells people; what they have not read yet is counted up. */
  void tell(long issueId, Collection<Long> accounts, News news, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into issue_told as told
                      (account_id, issue_id, why, words, actor, inside, at)
                    select account_id, :issue, :why, :words, :actor, :inside, :at
                    from unnest(:accounts) as new (account_id)
                    order by account_id
                    on conflict (account_id, issue_id, why) do update set
                      words = excluded.words, actor = excluded.actor,
                      inside = excluded.inside, at = excluded.at,
                      times = case when told.read_at is null then told.times + 1 else 1 end,
                      read_at = null
                    """)
                .bind("issue", issueId)
                .bindArray("accounts", Long.class, accounts)
                .bind("why", news.why())
                .bind("words", news.words())
                .bind("actor", news.actor())
                .bind("inside", news.inside())
                .bind("at", at)
                .execute());
  }

  /**
   * What an account is told, unread first, then the newest. Who is no triager, or is none any more,
   * learns nothing of the time before the publication.
   */
  List<Told> told(long account, boolean insider, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_told.issue_id, issue.public_id, issue.title, issue.state,
                      issue_told.why,
                      case when :insider or not inside then issue_told.words else 'changed' end
                        as words,
                      case when :insider or not inside then issue_told.actor end as actor,
                      issue_told.at, issue_told.times, issue_told.read_at is null as unread
                    from issue_told
                    join issue on issue.id = issue_told.issue_id
                    where issue_told.account_id = :account
                      and (:insider or (issue.state <> 'draft'
                        and (issue.published_at is null or issue_told.at >= issue.published_at)))
                    order by issue_told.read_at is not null, issue_told.at desc, issue_told.issue_id
                    limit :limit
                    """)
                .bind("account", account)
                .bind("insider", insider)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Told.class))
                .list());
  }

  /** How much of what {@link #told} gives is unread, counted no further than that. */
  int unread(long account, boolean insider, int most) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from (
                      select from issue_told
                      join issue on issue.id = issue_told.issue_id
                      where issue_told.account_id = :account and issue_told.read_at is null
                        and (:insider or (issue.state <> 'draft'
                          and (issue.published_at is null or issue_told.at >= issue.published_at)))
                      limit :most) unread
                    """)
                .bind("account", account)
                .bind("insider", insider)
                .bind("most", most)
                .mapTo(int.class)
                .one());
  }

  /**
   * Notes that an account has read what it was told.
   *
   * @param issueId null: about all issues
   */
  void read(long account, @Nullable Long issueId, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update issue_told set read_at = :at
                    where account_id = :account and read_at is null
                      and (:issue::bigint is null or issue_id = :issue)
                    """)
                .bind("account", account)
                .bind("issue", issueId)
                .bind("at", at)
                .execute());
  }
}
