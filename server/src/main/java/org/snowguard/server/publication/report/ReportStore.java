package org.snowguard.server.publication.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Kept roundups, and who wants to be thanked. */
final class ReportStore {

  private final Jdbi jdbi;

  ReportStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<String> find(String week) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select body from weekly_report where week = :week")
                .bind("week", week)
                .mapTo(String.class)
                .findOne());
  }

  /** Keeps the first one of a week. */
  void keep(Week week, Instant madeAt, String body) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into weekly_report (week, made_at, body, active)
                    values (:week, :madeAt, :body, array(select distinct actor from event
                      where actor is not null and at >= :from and at < :until
                        and subject_kind in ('suggestion', 'issue') order by actor))
                    on conflict (week) do nothing
                    """)
                .bind("week", week.text())
                .bind("madeAt", madeAt)
                .bind("body", body)
                .bind("from", week.begin())
                .bind("until", week.end())
                .execute());
  }

  /** The newest first. */
  List<String> weeks() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select week from weekly_report order by week desc")
                .mapTo(String.class)
                .list());
  }

  boolean isChannel(String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select 1 from channel where name = :name)")
                .bind("name", name)
                .mapTo(boolean.class)
                .one());
  }

  List<String> supportedChannels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name from channel
                    where kind = 'primary' and status <> 'end_of_life' order by position
                    """)
                .mapTo(String.class)
                .list());
  }

  List<String> rollingChannels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from channel where status = 'rolling'")
                .mapTo(String.class)
                .list());
  }

  /**
   * Names of those who did something in a kept week and wanted to be thanked when it was written;
   * by name, never by how much. Who takes that back, or whose account is deleted, stands in no week
   * any more; who asks for it later, or again, in the next ones.
   */
  List<String> thanked(String week) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account.name from weekly_report
                    cross join unnest(active) as one (account_id)
                    join report_thanks on report_thanks.account_id = one.account_id
                    join account on account.account_id = one.account_id
                    where week = :week and report_thanks.since <= made_at
                      and account.name is not null
                    order by account.name
                    """)
                .bind("week", week)
                .mapTo(String.class)
                .list());
  }

  boolean isThanked(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select exists (select 1 from report_thanks where account_id = :id)")
                .bind("id", account)
                .mapTo(boolean.class)
                .one());
  }

  void thank(long account, Instant since) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into report_thanks (account_id, since) values (:id, :since) on conflict"
                        + " do nothing")
                .bind("id", account)
                .bind("since", since)
                .execute());
  }

  void thankNoMore(long account) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from report_thanks where account_id = :id")
                .bind("id", account)
                .execute());
  }

  /** Whether nobody began before: of a kept week, once for all. */
  boolean beginMailing(String week, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "update weekly_report set mailed_at = :at where week = :week and mailed_at"
                            + " is null")
                    .bind("week", week)
                    .bind("at", at)
                    .execute()
                == 1);
  }

  /** Accounts that had asked for mails by then. */
  List<Long> subscribers(Instant by) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select account_id from report_subscription where since < :by order by"
                        + " account_id")
                .bind("by", by)
                .mapTo(Long.class)
                .list());
  }

  boolean isSubscribed(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from report_subscription where account_id = :id)")
                .bind("id", account)
                .mapTo(boolean.class)
                .one());
  }

  void subscribe(long account, Instant since) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into report_subscription (account_id, since) values (:id, :since) on"
                        + " conflict do nothing")
                .bind("id", account)
                .bind("since", since)
                .execute());
  }

  void unsubscribe(long account) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from report_subscription where account_id = :id")
                .bind("id", account)
                .execute());
  }

  /** By kind of event. */
  List<OwnReport.OwnCount> ownCounts(long account, Instant from, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select kind, count(*) as count from event
                    where actor = :account and at >= :from and at < :until
                      and subject_kind in ('suggestion', 'issue')
                    group by kind order by kind
                    """)
                .bind("account", account)
                .bind("from", from)
                .bind("until", until)
                .map(ConstructorMapper.of(OwnReport.OwnCount.class))
                .list());
  }
}
