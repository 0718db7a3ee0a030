package org.snowguard.server.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.core.match.LookupKeys;

/** By which keys records were looked up, and which are to be matched again. */
final class LookupStore {

  private static final int FETCHED = 5_000;

  /** The keys of one record. */
  record Lookups(long vulnerabilityId, LookupKeys keys) {}

  private final Jdbi jdbi;

  LookupStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Notes by which keys records were matched now. */
  void write(List<Lookups> lookups, String algorithm) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into matching_lookup (vulnerability_id, algorithm, keys)
                    select vulnerability_id, :algorithm, keys
                    from unnest(:ids, :keys) as made (vulnerability_id, keys)
                    on conflict (vulnerability_id) do update
                      set algorithm = excluded.algorithm, keys = excluded.keys
                    where matching_lookup.algorithm <> excluded.algorithm
                      or matching_lookup.keys <> excluded.keys
                    """)
                .bind("algorithm", algorithm)
                .bindArray("ids", Long.class, ids(lookups))
                .bindArray("keys", byte[].class, keys(lookups))
                .execute());
  }

  static List<Long> ids(List<Lookups> lookups) {
    return lookups.stream().map(Lookups::vulnerabilityId).toList();
  }

  static List<byte[]> keys(List<Lookups> lookups) {
    return lookups.stream().map(lookup -> lookup.keys().toBytes()).toList();
  }

  /** Marks the records that were looked up by some of the keys; only inside a transaction. */
  int markDue(LookupKeys changed) {
    return jdbi.withHandle(handle -> markDue(handle, meeting(handle, "matching_lookup", changed)));
  }

  /** Marks the records whose suggestions another algorithm made. */
  int markOthersDue(String algorithm) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into matching_due (vulnerability_id)
                    select vulnerability_id from matching_lookup where algorithm <> :algorithm
                    on conflict do nothing
                    """)
                .bind("algorithm", algorithm)
                .execute());
  }

  private static int markDue(Handle handle, List<Long> ids) {
    return handle
        .createUpdate(
            "insert into matching_due (vulnerability_id) select unnest(:ids) on conflict do"
                + " nothing")
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  /** Reads the keys of all records: a fraction of a second, and no index to keep. */
  static List<Long> meeting(Handle handle, String table, LookupKeys changed) {
    List<Long> meeting = new ArrayList<>();
    if (changed.isEmpty()) {
      return meeting;
    }
    handle
        .createQuery("select vulnerability_id, keys from <table>")
        .define("table", table)
        .setFetchSize(FETCHED)
        .map(
            (row, context) ->
                new Lookups(
                    row.getLong("vulnerability_id"), LookupKeys.fromBytes(row.getBytes("keys"))))
        .useStream(
            all ->
                all.filter(one -> one.keys().meets(changed))
                    .forEach(one -> meeting.add(one.vulnerabilityId())));
    return meeting;
  }

  long countDue() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from matching_due").mapTo(long.class).one());
  }

  /** The next records to be matched again. */
  List<Long> dueAfter(long vulnerabilityId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability_id from matching_due where vulnerability_id > :after
                    order by vulnerability_id limit :limit
                    """)
                .bind("after", vulnerabilityId)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  void done(Collection<Long> vulnerabilityIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from matching_due where vulnerability_id = any(:ids)")
                .bindArray("ids", Long.class, vulnerabilityIds)
                .execute());
  }
}
