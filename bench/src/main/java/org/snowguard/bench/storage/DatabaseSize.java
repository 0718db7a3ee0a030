package org.snowguard.bench.storage;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** How many rows and bytes there are, and how many the journal grew by. */
public final class DatabaseSize {

  /** A table with its indexes and what stands aside. */
  public record Table(String name, long rows, long bytes, long indexBytes) {}

  private final Jdbi jdbi;

  public DatabaseSize(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  public long bytes() {
    return one("select pg_database_size(current_database())");
  }

  /** The journal's end, in bytes since its beginning. */
  public long journal() {
    return one("select pg_current_wal_insert_lsn() - '0/0'::pg_lsn");
  }

  /** Rows of a table, counted. */
  public long rows(String table) {
    return one("select count(*) from " + table);
  }

  /**
   * Frees what was replaced, as the daily autovacuum does, and brings the statistics up to date.
   */
  public void vacuum() {
    jdbi.useHandle(handle -> handle.execute("vacuum analyze"));
  }

  /** Verdicts on what the newest snapshot brought. */
  public long verdictsOfNewestSnapshot() {
    return one(
        """
        select count(*) from suggestion_verdict where facts_id in (
          select facts_id from package_span
          where first_snapshot = (select max(id) from snapshot))
        """);
  }

  /** The largest first. */
  public List<Table> largest(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select relname as name, reltuples::bigint as rows,
                      pg_total_relation_size(oid) as bytes, pg_indexes_size(oid) as index_bytes
                    from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
                    order by bytes desc limit :limit
                    """)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Table.class))
                .list());
  }

  private long one(String query) {
    return jdbi.withHandle(handle -> handle.createQuery(query).mapTo(long.class).one());
  }
}
