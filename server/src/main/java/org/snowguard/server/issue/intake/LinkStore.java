package org.snowguard.server.issue.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Which issues of ours are linked to pages elsewhere. */
final class LinkStore {

  private final Jdbi jdbi;

  LinkStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The oldest issue that is linked to each; addresses that none is linked to are left out. */
  Map<String, Long> linked(Collection<String> urls) {
    Map<String, Long> linked = new HashMap<>();
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, min(issue_id) as issue_id from issue_overlay
                    where kind = 'link' and name = any(:urls)
                    group by name
                    """)
                .bindArray("urls", String.class, urls)
                .map((row, context) -> Map.entry(row.getString("name"), row.getLong("issue_id")))
                .forEach(one -> linked.put(one.getKey(), one.getValue())));
    return linked;
  }
}
