package org.snowguard.server.notification.mail;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Confirmed addresses, and those that wait for it. */
final class MailAddressStore {

  /** What is known of an account's address. */
  public record Row(String address, Instant confirmedAt, @Nullable Instant stoppedAt) {
    @Override
    public String toString() {
      return "a mail address";
    }
  }

  /** An address that somebody says is theirs. */
  public record Asked(long id, long accountId, String address) {
    @Override
    public String toString() {
      return "a mail address to confirm";
    }
  }

  private final Jdbi jdbi;

  MailAddressStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Optional<Row> find(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select address, confirmed_at, stopped_at from mail_address
                    where account_id = :account
                    """)
                .bind("account", account)
                .map(ConstructorMapper.of(Row.class))
                .findOne());
  }

  void put(long account, String address, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                insert into mail_address (account_id, address, confirmed_at) values (?, ?, ?)
                on conflict (account_id) do update set
                  address = excluded.address, confirmed_at = excluded.confirmed_at, stopped_at = null
                """,
                account,
                address,
                now));
  }

  /** Null: mail goes on. */
  void stop(long account, @Nullable Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update mail_address set stopped_at = :at::timestamptz
                    where account_id = :account and (stopped_at is null or :at::timestamptz is null)
                    """)
                .bind("account", account)
                .bindByType("at", at, Instant.class)
                .execute());
  }

  void forget(long account) {
    jdbi.useHandle(
        handle -> {
          handle.execute("delete from mail_address where account_id = ?", account);
          // The rows count against asking too often; they go when their links have expired.
          handle.execute(
              "update mail_confirmation set token_hash = null where account_id = ?", account);
          handle.execute(
              """
              delete from mail_message
              where account_id = ? and kind = 'confirmation' and state = 'waiting'
              """,
              account);
        });
  }

  /** Two who ask at once are counted one after the other. */
  void lock() {
    jdbi.useHandle(handle -> handle.execute("lock table mail_confirmation in exclusive mode"));
  }

  /** How often an account asked, or an address was asked for, whichever is more. */
  int asked(long account, String address, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select greatest(
                      count(*) filter (where account_id = :account),
                      count(*) filter (where lower(address) = lower(:address)))
                    from mail_confirmation
                    where (account_id = :account or lower(address) = lower(:address)) and asked_at > :since
                    """)
                .bind("account", account)
                .bind("address", address)
                .bind("since", since)
                .mapTo(Integer.class)
                .one());
  }

  long ask(long account, String address, Instant now, Instant expires) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into mail_confirmation (account_id, address, asked_at, expires_at)
                    values (:account, :address, :now, :expires)
                    returning id
                    """)
                .bind("account", account)
                .bind("address", address)
                .bind("now", now)
                .bind("expires", expires)
                .mapTo(Long.class)
                .one());
  }

  /** The address of a question that still stands. */
  Optional<Asked> asked(long id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, account_id, address from mail_confirmation
                    where id = :id and expires_at > :now
                    """)
                .bind("id", id)
                .bind("now", now)
                .map(ConstructorMapper.of(Asked.class))
                .findOne());
  }

  void give(long id, byte[] tokenHash) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update mail_confirmation set token_hash = ? where id = ?", tokenHash, id));
  }

  /** What a link confirms, if it is this account's and still stands. */
  Optional<Asked> confirmable(byte[] tokenHash, long account, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id, account_id, address from mail_confirmation
                    where token_hash = :hash and account_id = :account and expires_at > :now
                    """)
                .bind("hash", tokenHash)
                .bind("account", account)
                .bind("now", now)
                .map(ConstructorMapper.of(Asked.class))
                .findOne());
  }

  /** Used up; the row still counts against asking too often. */
  boolean use(long id) {
    return jdbi.withHandle(
            handle ->
                handle.execute(
                    "update mail_confirmation set token_hash = null where id = ? and token_hash is"
                        + " not null",
                    id))
        == 1;
  }

  boolean isWaiting(long account, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select from mail_confirmation
                      left join mail_message on mail_message.key = 'confirmation/' || mail_confirmation.id
                      where mail_confirmation.account_id = :account and expires_at > :now
                        and (token_hash is not null or state = 'waiting'))
                    """)
                .bind("account", account)
                .bind("now", now)
                .mapTo(Boolean.class)
                .one());
  }

  /** Addresses that nobody confirmed in time. */
  void forgetExpired(Instant now) {
    jdbi.useHandle(
        handle -> handle.execute("delete from mail_confirmation where expires_at <= ?", now));
  }
}
