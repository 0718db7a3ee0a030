package org.snowguard.server.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The roles of all accounts in the database. */
final class RoleStore {

  private final Jdbi jdbi;

  RoleStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * What people and teams gave, in words; who has nothing is left out.
   *
   * @param account the only one to look at, or null
   * @param teamsSince roles of teams that were confirmed before do not count
   */
  Map<Long, List<String>> held(@Nullable Long account, Instant teamsSince) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select account_id, array_agg(role order by role) as roles
                    from (select account_id, role from account_role
                          union
                          select account_id, role from account_team
                          where confirmed_at > :teamsSince) held
                    where :account::bigint is null or account_id = :account
                    group by account_id
                    """)
                .bind("teamsSince", teamsSince)
                .bind("account", account)
                .reduceRows(
                    new HashMap<Long, List<String>>(),
                    (held, row) -> {
                      held.put(
                          row.getColumn("account_id", Long.class),
                          words(row.getColumn("roles", String[].class)));
                      return held;
                    }));
  }

  private static List<String> words(String[] roles) {
    List<String> words = new ArrayList<>();
    for (String role : roles) {
      words.add(role.toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    return words;
  }
}
