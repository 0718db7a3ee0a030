package org.snowguard.server.matching;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

final class MatchingStore {

  private final Jdbi jdbi;
  private final Clock clock;

  MatchingStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * Notes the index that a stage works with; with another one than before the stage begins again.
   *
   * @return whether it begins again
   */
  boolean adopt(String stage, String fingerprint) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into stage_watermark (stage, change, fingerprint) values (:stage, 0, :fingerprint)
                        on conflict (stage) do update set change = 0, fingerprint = excluded.fingerprint
                        where stage_watermark.fingerprint is distinct from excluded.fingerprint
                        """)
                    .bind("stage", stage)
                    .bind("fingerprint", fingerprint)
                    .execute()
                > 0);
  }

  long begin(int algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into matching_run (algorithm, started_at) values (:algorithm, :now)")
                .bind("algorithm", algorithm)
                .bind("now", clock.instant())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  void finish(long run, long records, long suggestions) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update matching_run set finished_at = :now, records = :records, suggestions = :suggestions
                    where id = :run
                    """)
                .bind("run", run)
                .bind("now", clock.instant())
                .bind("records", records)
                .bind("suggestions", suggestions)
                .execute());
  }
}
