package org.snowguard.server.matching;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class StatisticsStoreTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final StatisticsStore statistics = new StatisticsStore(database.jdbi());

  @Test
  void tableThatGrewIsCountedOnce() {
    create();
    database.jdbi().useHandle(handle -> fill(handle, 30_000));
    assertThat(counted()).as("nobody has looked yet").isNotEqualTo(30_000);
    statistics.refresh();
    assertThat(counted()).isEqualTo(30_000);
    database.jdbi().useHandle(handle -> fill(handle, 300));
    statistics.refresh();
    assertThat(counted()).as("a hundredth more changes no plan").isEqualTo(30_000);
  }

  @Test
  void importThatIsNotCommittedIsNotCounted() {
    create();
    try (Handle importing = database.jdbi().open()) {
      importing.begin();
      fill(importing, 30_000);
      statistics.refresh();
      assertThat(counted()).as("not as a table without rows").isNegative();
      importing.commit();
      importing.execute("select pg_stat_force_next_flush()");
    }
    statistics.refresh();
    assertThat(counted()).isEqualTo(30_000);
  }

  private static void create() {
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("drop table if exists thing");
              handle.execute("create table thing (id int) with (autovacuum_enabled = false)");
            });
  }

  /** What a session has done is otherwise told to others after a while. */
  private static void fill(Handle handle, int rows) {
    handle.execute("insert into thing select generate_series(1, ?)", rows);
    handle.execute("select pg_stat_force_next_flush()");
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
