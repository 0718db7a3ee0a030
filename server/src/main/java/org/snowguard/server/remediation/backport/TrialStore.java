package org.snowguard.server.remediation.backport;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The last trial of each pull request on each branch. */
final class TrialStore {

  private final Jdbi jdbi;
  private final String repository;

  TrialStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  Map<Target, Trial> of(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, branch, outcome, files, why, tried_at
                    from backport_trial
                    where repository = :repository and number = any(:numbers)
                    """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map(
                    (row, context) ->
                        Map.entry(
                            new Target(row.getInt("number"), row.getString("branch")),
                            new Trial(
                                Trial.Outcome.valueOf(row.getString("outcome")),
                                texts(row.getArray("files").getArray()),
                                row.getString("why"),
                                row.getTimestamp("tried_at").toInstant())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  void keep(int number, String branch, Trial trial) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into backport_trial
                      (repository, number, branch, outcome, files, why, tried_at)
                    values (:repository, :number, :branch, :outcome, :files, :why, :at)
                    on conflict (repository, number, branch) do update set
                      outcome = excluded.outcome, files = excluded.files, why = excluded.why,
                      tried_at = excluded.tried_at
                    """)
                .bind("repository", repository)
                .bind("number", number)
                .bind("branch", branch)
                .bind("outcome", trial.outcome().name())
                .bindArray("files", String.class, trial.files())
                .bind("why", trial.why())
                .bind("at", trial.triedAt())
                .execute());
  }

  /** Forgets trials that nothing asks for any more. */
  void forgetBefore(Instant moment) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from backport_trial"
                        + " where repository = :repository and tried_at < :moment")
                .bind("repository", repository)
                .bind("moment", moment)
                .execute());
  }

  private static List<String> texts(Object array) {
    return Arrays.asList((String[]) array);
  }
}
