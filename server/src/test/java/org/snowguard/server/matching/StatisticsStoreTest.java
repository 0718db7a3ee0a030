package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class StatisticsStoreTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final StatisticsStore statistics = new StatisticsStore(database.jdbi());

  @Test
  void tableThatGrewIsCountedOnce() {
    fill(30_000);
    assertThat(counted()).as("nobody has looked yet").isNotEqualTo(30_000);
    statistics.refresh();
    assertThat(counted()).isEqualTo(30_000);
    fill(300);
    statistics.refresh();
    assertThat(counted()).as("a hundredth more changes no plan").isEqualTo(30_000);
  }

  private static void fill(int rows) {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "create table if not exists thing (id int) with (autovacuum_enabled = false)");
              handle.execute("insert into thing select generate_series(1, ?)", rows);
            });
  }

  /** As the planner has it; -1 of a table at which nobody has looked. */
  private static int counted() {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select reltuples::int from pg_class where relname = 'thing'")
                    .mapTo(int.class)
                    .one());
  }
}
