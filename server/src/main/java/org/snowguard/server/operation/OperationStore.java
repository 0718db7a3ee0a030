package org.snowguard.server.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

final class OperationStore {

  private final Jdbi jdbi;

  OperationStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many suggestions stand in one place. */
  record Place(String state, String tier, long count) {}

  /** The newest snapshot of a channel. */
  record Aged(String channel, Instant at) {}

  /** The newest migration; empty where there is none. */
  Optional<String> schemaVersion() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select version from flyway_schema_history
                    where success and version is not null
                    order by string_to_array(version, '.')::int[] desc limit 1
                    """)
                .mapTo(String.class)
                .findOne());
  }

  /** When the change came that waits longest to be matched; empty if none waits. */
  Optional<Instant> oldestUnmatched() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select min(coalesce(changed_at, substance_changed_at)) from vulnerability
                    where change > coalesce(
                      (select change from stage_watermark where stage = 'matching'), 0)
                    """)
                .mapTo(Instant.class)
                .findOne());
  }

  /** Records that are to be matched again, for packages or lessons changed. */
  long due() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from matching_due").mapTo(long.class).one());
  }

  /** When that came for which each of these vulnerabilities was to be matched last. */
  List<Instant> changedAt(List<Long> vulnerabilities) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select coalesce(changed_at, substance_changed_at) from vulnerability
                    where id = any(:ids)
                    """)
                .bindArray("ids", Long.class, vulnerabilities)
                .mapTo(Instant.class)
                .list());
  }

  List<Place> places() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select state, coalesce(tier, 'by_hand') as tier, count(*) as count
                    from suggestion group by state, tier order by state, tier
                    """)
                .map(
                    (row, context) ->
                        new Place(
                            row.getString("state"), row.getString("tier"), row.getLong("count")))
                .list());
  }

  /** Since when the oldest card waits in the queue; empty if it is empty. */
  Optional<Instant> oldestCard() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select min(since) from suggestion where state = 'pending'")
                .mapTo(Instant.class)
                .findOne());
  }

  List<Aged> snapshots() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name as channel, coalesce(taken_at, imported_at) as at
                    from channel
                    cross join lateral (select taken_at, imported_at from snapshot
                      where channel_id = channel.id order by id desc limit 1) newest
                    order by channel.name
                    """)
                .map(
                    (row, context) ->
                        new Aged(row.getString("channel"), row.getTimestamp("at").toInstant()))
                .list());
  }
}
