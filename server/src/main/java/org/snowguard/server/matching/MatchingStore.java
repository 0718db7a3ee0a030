package org.snowguard.server.matching;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

final class MatchingStore {

  private final Jdbi jdbi;
  private final Clock clock;

  MatchingStore(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /** The index that a stage works with, or null; nobody else may change it until this ends. */
  @Nullable String lock(String stage) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(
                  "insert into stage_watermark (stage) values (:stage) on conflict do nothing")
              .bind("stage", stage)
              .execute();
          return handle
              .createQuery(
                  "select fingerprint from stage_watermark where stage = :stage for update")
              .bind("stage", stage)
              .mapTo(String.class)
              .list()
              .getFirst();
        });
  }

  /** The index that a stage works with, or null. */
  @Nullable String fingerprint(String stage) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select fingerprint from stage_watermark where stage = :stage")
                .bind("stage", stage)
                .mapTo(String.class)
                .findOne()
                .orElse(null));
  }

  /** Notes the index that a stage works with from now on. */
  void adopt(String stage, String fingerprint) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update stage_watermark set fingerprint = :fingerprint where stage = :stage")
                .bind("stage", stage)
                .bind("fingerprint", fingerprint)
                .execute());
  }

  /** The same, and the stage begins again at the first record. */
  void restart(String stage, String fingerprint) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update stage_watermark set fingerprint = :fingerprint, change = 0
                    where stage = :stage
                    """)
                .bind("stage", stage)
                .bind("fingerprint", fingerprint)
                .execute());
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
