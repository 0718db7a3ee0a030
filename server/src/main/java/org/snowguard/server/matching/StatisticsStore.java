package org.snowguard.server.matching;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The planner's statistics of tables that have just grown: PostgreSQL tells of what a session has
 * written within seconds. Autovacuum comes a minute later, on a busy machine many: until then
 * PostgreSQL takes a table of 100,000 rows for an empty one, and pages that need a tenth of a
 * millisecond take hundreds.
 */
final class StatisticsStore {

  private static final Logger log = LoggerFactory.getLogger(StatisticsStore.class);

  private final Jdbi jdbi;

  StatisticsStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Analyses the tables that have doubled since they were counted; the rest is left to autovacuum,
   * as matching waits meanwhile. Only rows that are committed make a table due: counted in the
   * middle of an import, a table of 100,000 rows is an empty one, and whatever joins it takes
   * minutes.
   */
  void refresh() {
    List<String> grown =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select quote_ident(pg_class.relname)
                        from pg_stat_user_tables
                        join pg_class on pg_class.oid = pg_stat_user_tables.relid
                        where schemaname = current_schema()
                          and n_live_tup > 1000 + 2 * greatest(reltuples, 0)
                        order by pg_class.relname
                        """)
                    .mapTo(String.class)
                    .list());
    if (!grown.isEmpty()) {
      jdbi.useHandle(handle -> handle.execute("analyze " + String.join(", ", grown)));
      log.info("Counted again for the planner: {}", String.join(", ", grown));
    }
  }
}
