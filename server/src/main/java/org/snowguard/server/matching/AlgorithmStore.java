package org.snowguard.server.matching;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.LookupKeys;

/** Which algorithm is released, and how far another one has been compared with it. */
final class AlgorithmStore {

  private final Jdbi jdbi;

  AlgorithmStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The released algorithm; empty before the first match. */
  Optional<String> released() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select released from matching_algorithm")
                .mapTo(String.class)
                .findOne());
  }

  void release(String algorithm, @Nullable Long actor, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into matching_algorithm (released, released_at, released_by)
                    values (:algorithm, :now, :actor)
                    on conflict (id) do update set released = excluded.released,
                      released_at = excluded.released_at, released_by = excluded.released_by
                    """)
                .bind("algorithm", algorithm)
                .bind("now", now)
                .bind("actor", actor)
                .execute());
  }

  /** Notes that the difference is whole; false if it was noted before. */
  boolean ready(String algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update matching_algorithm set ready = :algorithm
                        where ready is distinct from :algorithm
                        """)
                    .bind("algorithm", algorithm)
                    .execute()
                > 0);
  }

  /** Forgets that another algorithm than this one was ready: should it come back, it is news. */
  void forgetReadyBut(String algorithm) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update matching_algorithm set ready = null where ready <> :algorithm")
                .bind("algorithm", algorithm)
                .execute());
  }

  /** The algorithm that is being compared, if any. */
  Optional<String> compared() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select algorithm from matching_preview limit 1")
                .mapTo(String.class)
                .findOne());
  }

  /**
   * How many records still stand on another algorithm and were not compared with this one: compared
   * are none but those, so that two counts say it.
   */
  long countToCompare(String algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select greatest(0, (select count(*) from matching_lookup where algorithm <> :algorithm)
                      - (select count(*) from matching_preview))
                    """)
                .bind("algorithm", algorithm)
                .mapTo(long.class)
                .one());
  }

  List<Long> toCompareAfter(String algorithm, long vulnerabilityId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select matching_lookup.vulnerability_id "
                        + TO_COMPARE
                        + """
                         and matching_lookup.vulnerability_id > :after
                        order by matching_lookup.vulnerability_id limit :limit
                        """)
                .bind("algorithm", algorithm)
                .bind("after", vulnerabilityId)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  /** Of some records those whose suggestions another algorithm made. */
  Set<Long> standingOnAnother(String algorithm, Collection<Long> vulnerabilityIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability_id from matching_lookup
                    where vulnerability_id = any(:ids) and algorithm <> :algorithm
                    """)
                .bind("algorithm", algorithm)
                .bindArray("ids", Long.class, vulnerabilityIds)
                .mapTo(Long.class)
                .set());
  }

  private static final String TO_COMPARE =
      """
      from matching_lookup
      where matching_lookup.algorithm <> :algorithm
        and not exists (select 1 from matching_preview
          where matching_preview.vulnerability_id = matching_lookup.vulnerability_id)
      """;

  void write(List<LookupStore.Lookups> compared, String algorithm) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into matching_preview (vulnerability_id, algorithm, keys)
                    select vulnerability_id, :algorithm, keys
                    from unnest(:ids, :keys) as made (vulnerability_id, keys)
                    on conflict (vulnerability_id) do update
                      set algorithm = excluded.algorithm, keys = excluded.keys
                    """)
                .bind("algorithm", algorithm)
                .bindArray("ids", Long.class, LookupStore.ids(compared))
                .bindArray("keys", byte[].class, LookupStore.keys(compared))
                .execute());
  }

  /** These are not to be compared any more, or anew. */
  void forget(Collection<Long> vulnerabilityIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from matching_preview where vulnerability_id = any(:ids)")
                .bindArray("ids", Long.class, vulnerabilityIds)
                .execute());
  }

  /** Those that looked up some of the keys are to be compared anew; only inside a transaction. */
  void forgetMeeting(LookupKeys changed) {
    forget(jdbi.withHandle(handle -> LookupStore.meeting(handle, "matching_preview", changed)));
  }

  void forgetAll() {
    jdbi.useHandle(handle -> handle.execute("delete from matching_preview"));
  }
}
