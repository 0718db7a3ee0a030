package org.snowguard.server.account;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Scope;

/** API tokens in the database. */
final class ApiTokenStore {

  /** A token that was shown and is good. */
  record Used(long account, Set<Scope> scopes) {}

  private static final RowMapper<ApiToken> TOKEN =
      (row, context) ->
          new ApiToken(
              row.getString("token_id"),
              row.getString("label"),
              row.getString("name"),
              scopes(row.getArray("scopes")),
              row.getTimestamp("created_at").toInstant(),
              row.getTimestamp("expires_at").toInstant(),
              instant(row, "revoked_at"),
              instant(row, "last_used_at"));

  private final Jdbi jdbi;

  ApiTokenStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void insert(
      IssuedToken token, byte[] hash, long account, String label, Set<Scope> scopes, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into api_token
                      (token_id, token_hash, account_id, label, scopes, created_at, expires_at)
                    values (:id, :hash, :account, :label, :scopes, :now, :expiresAt)
                    """)
                .bind("id", token.id())
                .bind("hash", hash)
                .bind("account", account)
                .bind("label", label)
                .bind("scopes", scopes.stream().sorted().map(Scope::name).toArray(String[]::new))
                .bind("now", now)
                .bind("expiresAt", token.expiresAt())
                .execute());
  }

  List<ApiToken> list() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select token_id, label, account.name, scopes, api_token.created_at, expires_at,
                      revoked_at, last_used_at
                    from api_token join account using (account_id)
                    where deleted_at is null
                    order by lower(account.name), api_token.created_at desc, token_id
                    """)
                .map(TOKEN)
                .list());
  }

  List<ApiToken> listOf(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select token_id, label, account.name, scopes, api_token.created_at, expires_at,
                      revoked_at, last_used_at
                    from api_token join account using (account_id)
                    where account_id = :account
                    order by api_token.created_at desc, token_id
                    """)
                .bind("account", account)
                .map(TOKEN)
                .list());
  }

  /** False if the account has no token of this id that is not revoked. */
  boolean revokeOf(long account, String id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update api_token set revoked_at = :now
                        where token_id = :id and account_id = :account and revoked_at is null
                        """)
                    .bind("id", id)
                    .bind("account", account)
                    .bind("now", now)
                    .execute()
                == 1);
  }

  /** False if no token that is not revoked has this id. */
  boolean revoke(String id, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update api_token set revoked_at = :now
                        where token_id = :id and revoked_at is null
                        """)
                    .bind("id", id)
                    .bind("now", now)
                    .execute()
                == 1);
  }

  /** Whose token this is, if it can be used; notes its use, at most once a minute. */
  Optional<Used> use(byte[] hash, Instant now) {
    return jdbi.withHandle(
        handle -> {
          Optional<Used> used =
              handle
                  .createQuery(
                      """
                      select account_id, scopes from api_token
                      where token_hash = :hash and revoked_at is null and expires_at > :now
                      """)
                  .bind("hash", hash)
                  .bind("now", now)
                  .map(
                      (row, context) ->
                          new Used(row.getLong("account_id"), scopes(row.getArray("scopes"))))
                  .findOne();
          if (used.isPresent()) {
            handle
                .createUpdate(
                    """
                    update api_token set last_used_at = date_trunc('minute', cast(:now as timestamptz))
                    where token_hash = :hash
                      and last_used_at is distinct from date_trunc('minute', cast(:now as timestamptz))
                    """)
                .bind("hash", hash)
                .bind("now", now)
                .execute();
          }
          return used;
        });
  }

  private static Set<Scope> scopes(Array names) throws SQLException {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String name : (String[]) names.getArray()) {
      scopes.add(Scope.valueOf(name));
    }
    return scopes;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp time = row.getTimestamp(column);
    return time == null ? null : time.toInstant();
  }
}
