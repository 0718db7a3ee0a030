package org.snowguard.server.account;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.snowguard.server.web.Role;

/** Accounts, their roles and their sign-in links in the database. */
final class AccountStore {

  private static final RowMapper<Account> ACCOUNT =
      (row, context) ->
          new Account(
              row.getLong("account_id"),
              row.getString("name"),
              roles((String[]) row.getArray("roles").getArray()),
              row.getTimestamp("created_at").toInstant(),
              row.getObject("github_id", Long.class),
              row.getString("github_login"));

  private final Jdbi jdbi;

  AccountStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The new account's number; empty if the name is taken. */
  OptionalLong insert(String name, Set<Role> roles, Instant now) {
    return jdbi.withHandle(
        handle -> {
          Optional<Long> number =
              handle
                  .createQuery(
                      """
                      insert into account (name, created_at)
                      values (:name, :now)
                      on conflict (lower(name)) do nothing
                      returning account_id
                      """)
                  .bind("name", name)
                  .bind("now", now)
                  .mapTo(Long.class)
                  .findOne();
          if (number.isEmpty()) {
            return OptionalLong.empty();
          }
          insertRoles(handle, number.get(), roles);
          return OptionalLong.of(number.get());
        });
  }

  /** Puts these in the place of all roles that people gave. */
  void giveRoles(long number, Set<Role> roles) {
    jdbi.useHandle(
        handle -> {
          handle.execute("delete from account_role where account_id = ?", number);
          insertRoles(handle, number, roles);
        });
  }

  private static void insertRoles(Handle handle, long number, Set<Role> roles) {
    handle
        .createUpdate(
            """
            insert into account_role (account_id, role)
            select :number, unnest(:roles)
            """)
        .bind("number", number)
        .bind("roles", roles.stream().map(Role::name).toArray(String[]::new))
        .execute();
  }

  /**
   * All accounts.
   *
   * @param teamsSince roles of teams that were confirmed before do not count
   */
  List<Account> list(Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name, created_at, github_id, github_login,
                      array(select role from account_role r where r.account_id = a.account_id
                            union
                            select role from account_team t
                            where t.account_id = a.account_id and confirmed_at > :teamsSince
                            order by role) as roles
                    from account a
                    where deleted_at is null
                    order by lower(name)
                    """)
                .bind("teamsSince", teamsSince)
                .map(ACCOUNT)
                .list());
  }

  Optional<Account> find(long number, Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name, created_at, github_id, github_login,
                      array(select role from account_role r where r.account_id = a.account_id
                            union
                            select role from account_team t
                            where t.account_id = a.account_id and confirmed_at > :teamsSince
                            order by role) as roles
                    from account a
                    where account_id = :number and deleted_at is null
                    """)
                .bind("number", number)
                .bind("teamsSince", teamsSince)
                .map(ACCOUNT)
                .findOne());
  }

  /** The same, unless sessions that began then were ended since: one query for each request. */
  Optional<Account> findInSession(long number, Instant begunAt, Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name, created_at, github_id, github_login,
                      array(select role from account_role r where r.account_id = a.account_id
                            union
                            select role from account_team t
                            where t.account_id = a.account_id and confirmed_at > :teamsSince
                            order by role) as roles
                    from account a
                    where account_id = :number and deleted_at is null
                      and (sessions_void_before is null or sessions_void_before < :begunAt)
                    """)
                .bind("teamsSince", teamsSince)
                .bind("number", number)
                .bind("begunAt", begunAt)
                .map(ACCOUNT)
                .findOne());
  }

  Optional<Account> findByName(String name, Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name, created_at, github_id, github_login,
                      array(select role from account_role r where r.account_id = a.account_id
                            union
                            select role from account_team t
                            where t.account_id = a.account_id and confirmed_at > :teamsSince
                            order by role) as roles
                    from account a
                    where lower(name) = lower(:name)
                    """)
                .bind("name", name)
                .bind("teamsSince", teamsSince)
                .map(ACCOUNT)
                .findOne());
  }

  List<Account> findByGitHubIds(Collection<Long> ids, Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name, created_at, github_id, github_login,
                      array(select role from account_role r where r.account_id = a.account_id
                            union
                            select role from account_team t
                            where t.account_id = a.account_id and confirmed_at > :teamsSince
                            order by role) as roles
                    from account a
                    where github_id = any(:ids) and deleted_at is null
                    """)
                .bind("ids", ids.toArray(Long[]::new))
                .bind("teamsSince", teamsSince)
                .map(ACCOUNT)
                .list());
  }

  /** Names by number, without those of deleted accounts. */
  Map<Long, String> names(Collection<Long> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, name
                    from account
                    where account_id = any(:numbers) and name is not null
                    """)
                .bind("numbers", numbers.toArray(Long[]::new))
                .reduceRows(
                    new HashMap<Long, String>(),
                    (names, row) -> {
                      names.put(
                          row.getColumn("account_id", Long.class),
                          row.getColumn("name", String.class));
                      return names;
                    }));
  }

  boolean isEmpty() {
    return jdbi.withHandle(
        handle ->
            !handle.createQuery("select exists (select from account)").mapTo(Boolean.class).one());
  }

  /** Takes the name and all ways to sign in; false if it was gone already. */
  boolean delete(long number, Instant now) {
    return jdbi.withHandle(
        handle -> {
          handle.execute("delete from account_role where account_id = ?", number);
          handle.execute("delete from account_team where account_id = ?", number);
          handle.execute("delete from sign_in_link where account_id = ?", number);
          handle.execute("delete from api_token where account_id = ?", number);
          return handle
                  .createUpdate(
                      """
                      update account
                      set name = null, github_id = null, github_login = null, deleted_at = :now
                      where account_id = :number and deleted_at is null
                      """)
                  .bind("number", number)
                  .bind("now", now)
                  .execute()
              == 1;
        });
  }

  void voidSessions(long number, Instant before) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update account set sessions_void_before = ? where account_id = ?",
                before,
                number));
  }

  void insertLink(byte[] tokenHash, long account, Instant now, Instant expiresAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into sign_in_link (token_hash, account_id, created_at, expires_at)
                    values (:tokenHash, :account, :now, :expiresAt)
                    """)
                .bind("tokenHash", tokenHash)
                .bind("account", account)
                .bind("now", now)
                .bind("expiresAt", expiresAt)
                .execute());
  }

  /** Whose link this is, if it can still be used. */
  OptionalLong peekLink(byte[] tokenHash, Instant now) {
    return toOptionalLong(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select account_id
                        from sign_in_link
                        where token_hash = :tokenHash and used_at is null and expires_at > :now
                        """)
                    .bind("tokenHash", tokenHash)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()));
  }

  /** Uses the link up. Of two callers at the same moment one gets the account. */
  OptionalLong useLink(byte[] tokenHash, Instant now) {
    return toOptionalLong(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        update sign_in_link
                        set used_at = :now
                        where token_hash = :tokenHash and used_at is null and expires_at > :now
                        returning account_id
                        """)
                    .bind("tokenHash", tokenHash)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()));
  }

  private static Set<Role> roles(String[] names) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : names) {
      roles.add(Role.valueOf(name));
    }
    return roles;
  }

  private static OptionalLong toOptionalLong(Optional<Long> number) {
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
