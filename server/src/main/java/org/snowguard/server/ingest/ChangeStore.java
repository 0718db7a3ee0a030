package org.snowguard.server.ingest;

import org.jdbi.v3.core.Jdbi;

final class ChangeStore {

  /** On which all nodes are told of changes once they are committed. */
  static final String CHANNEL = "snowguard_changes";

  private final Jdbi jdbi;

  ChangeStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  void lock(String stream) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    "select last_change from change_stream where name = :stream for update")
                .bind("stream", stream)
                .mapTo(long.class)
                .one());
  }

  long next(String stream) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with taken as (
                      update change_stream set last_change = last_change + 1 where name = :stream
                      returning last_change)
                    select last_change from taken, pg_notify(:channel, :stream)
                    """)
                .bind("stream", stream)
                .bind("channel", CHANNEL)
                .mapTo(long.class)
                .one());
  }

  long last(String stream) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select last_change from change_stream where name = :stream")
                .bind("stream", stream)
                .mapTo(long.class)
                .one());
  }

  long watermark(String stage) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select change from stage_watermark where stage = :stage")
                .bind("stage", stage)
                .mapTo(long.class)
                .findOne()
                .orElse(0L));
  }

  boolean advance(String stage, String fingerprint, long change) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update stage_watermark set change = greatest(change, :change)
                        where stage = :stage and fingerprint = :fingerprint
                        """)
                    .bind("stage", stage)
                    .bind("fingerprint", fingerprint)
                    .bind("change", change)
                    .execute()
                > 0);
  }

  boolean hold(String stage, String fingerprint) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select 1 from stage_watermark where stage = :stage and fingerprint = :fingerprint
                    for update
                    """)
                .bind("stage", stage)
                .bind("fingerprint", fingerprint)
                .mapTo(int.class)
                .findOne()
                .isPresent());
  }
}
