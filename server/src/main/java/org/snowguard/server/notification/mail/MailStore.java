package org.snowguard.server.notification.mail;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/** Mails on their way, and links by which they can be ended. */
final class MailStore {

  /** A mail that was taken to be sent. */
  public record Taken(long id, String key, long accountId, String kind, int attempts) {

    Message message() {
      return new Message(id, accountId, Message.Kind.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
  }

  /** Which letter a key stands for. */
  record Letter(String name, String what) {

    static Letter of(String key) {
      String[] parts = key.split("/");
      return new Letter(parts[1], parts[2]);
    }
  }

  static String letterKey(String name, String what, long account) {
    return "letter/%s/%s/%d".formatted(name, what, account);
  }

  private final Jdbi jdbi;

  MailStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Whether the database failed, and not what was to be written. */
  static boolean isOfDatabase(RuntimeException failure) {
    return failure instanceof JdbiException;
  }

  /** The number of the mail of that key; empty if there was one already. */
  OptionalLong put(String key, long account, Message.Kind kind, Instant now, Instant from) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into mail_message (key, account_id, kind, created_at, next_try_at)
                    values (:key, :account, :kind, :now, :from)
                    on conflict (key) do nothing
                    returning id
                    """)
                .bind("key", key)
                .bind("account", account)
                .bind("kind", kind.name().toLowerCase(Locale.ROOT))
                .bind("now", now)
                .bind("from", from)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  /**
   * Mails whose sending nobody saw end: the node died, and the server may have them.
   *
   * @return how many
   */
  int doubt(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update mail_message
                    set state = 'uncertain', ended_at = :now, error = 'this server stopped while it was sent'
                    where state = 'sending'
                    """)
                .bind("now", now)
                .execute());
  }

  /** Marks the next mail that is due as being sent. */
  Optional<Taken> take(Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    update mail_message set state = 'sending', attempts = attempts + 1
                    where id = (
                      select id from mail_message
                      where state = 'waiting' and next_try_at <= :now
                      order by next_try_at, id
                      limit 1
                      for update skip locked)
                    returning id, key, account_id, kind, attempts
                    """)
                .bind("now", now)
                .map(ConstructorMapper.of(Taken.class))
                .findOne());
  }

  /** What became of it in the end: {@code sent}, {@code dropped}, … */
  void end(long id, String state, @Nullable String error, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update mail_message set state = :state, error = :error, ended_at = :now
                    where id = :id
                    """)
                .bind("id", id)
                .bind("state", state)
                .bind("error", error)
                .bind("now", now)
                .execute());
  }

  /** Back among those that wait. */
  void again(long id, String error, Instant next) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update mail_message set state = 'waiting', error = :error, next_try_at = :next
                    where id = :id
                    """)
                .bind("id", id)
                .bind("error", error)
                .bind("next", next)
                .execute());
  }

  void addUnsubscribe(byte[] tokenHash, long account, Instant now) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into mail_unsubscribe (token_hash, account_id, made_at) values (?, ?, ?)",
                tokenHash,
                account,
                now));
  }

  OptionalLong unsubscriber(byte[] tokenHash) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select account_id from mail_unsubscribe where token_hash = :hash")
                .bind("hash", tokenHash)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }

  /** Mails of an account that may not have come, the newest first. */
  List<Trouble> troubles(long account, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select state, error, coalesce(ended_at, created_at) as at from mail_message
                    where account_id = :account
                      and (state in ('uncertain', 'failed') or (state = 'waiting' and error is not null))
                    order by id desc
                    limit :limit
                    """)
                .bind("account", account)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Trouble.class))
                .list());
  }
}
