package org.snowguard.server.matching;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The planner's statistics of tables that have just grown. Autovacuum comes a minute later, on a
 * busy machine many: until then PostgreSQL takes a table of 100,000 rows for an empty one, and
 * pages that need a tenth of a millisecond take hundreds.
 */
final class StatisticsStore {

  private static final Logger log = LoggerFactory.getLogger(StatisticsStore.class);

  private final Jdbi jdbi;

  StatisticsStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Analyses the tables that have grown by more than a fifth since they were counted. */
  void refresh() {
    List<String> grown =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select quote_ident(relname) from pg_class
                        where relnamespace = current_schema()::regnamespace and relkind = 'r'
                          and pg_relation_size(oid)
                            > (1.2 * relpages + 16) * current_setting('block_size')::int
                        order by relname
                        """)
                    .mapTo(String.class)
                    .list());
    if (!grown.isEmpty()) {
      jdbi.useHandle(handle -> handle.execute("analyze " + String.join(", ", grown)));
      log.info("Counted again for the planner: {}", String.join(", ", grown));
    }
  }
}
