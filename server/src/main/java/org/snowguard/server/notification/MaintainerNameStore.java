package org.snowguard.server.notification;

import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** What maintainers are called, and who is meant by a login. */
final class MaintainerNameStore {

  private final Jdbi jdbi;

  MaintainerNameStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Logins as nixpkgs has them, by numeric id. */
  Map<Long, String> logins(Collection<Long> gitHubIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select github_id, login from maintainer where github_id = any(:ids)")
                .bindArray("ids", Long.class, gitHubIds)
                .map((row, context) -> Map.entry(row.getLong("github_id"), row.getString("login")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Who is called so; of several, who maintains most packages at present. */
  OptionalLong byLogin(String login) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select maintainer.github_id from maintainer
                    left join package_maintainer using (github_id)
                    where lower(login) = lower(:login)
                    group by maintainer.github_id
                    order by count(metadata_id) desc, maintainer.github_id
                    limit 1
                    """)
                .bind("login", login)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
  }
}
