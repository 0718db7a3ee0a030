package org.snowguard.server.remediation.backport;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.pull.BackportPolicy;

/** What projects chose; who did not choose is not here. */
final class PolicyStore {

  private final Jdbi jdbi;

  PolicyStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  Map<Long, BackportPolicy> policies(Collection<Long> projects) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select project_id, policy from backport_policy where project_id ="
                        + " any(:projects)")
                .bindArray("projects", Long.class, projects)
                .map((row, context) -> Map.entry(row.getLong(1), policy(row.getString(2))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static BackportPolicy policy(String word) {
    return BackportPolicy.ofWord(word).orElse(BackportPolicy.ASK);
  }

  void setPolicy(long project, BackportPolicy policy, long actor, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into backport_policy (project_id, policy, set_by, set_at)
                    values (:project, :policy, :actor, :now)
                    on conflict (project_id) do update set
                      policy = excluded.policy, set_by = excluded.set_by, set_at = excluded.set_at
                    """)
                .bind("project", project)
                .bind("policy", policy.word())
                .bind("actor", actor)
                .bind("now", now)
                .execute());
  }
}
