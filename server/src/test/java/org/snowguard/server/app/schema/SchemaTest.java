package org.snowguard.server.app.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.snowguard.localpg.ScratchDatabase;
import org.snowguard.localpg.ScratchPostgres;

class SchemaTest {

  private final ScratchDatabase scratch = ScratchPostgres.shared().createDatabase();

  @AfterEach
  void drop() {
    ScratchPostgres.shared().drop(scratch);
  }

  private DataSource dataSource() {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(scratch.jdbcUrl());
    dataSource.setUser(scratch.user());
    dataSource.setPassword(scratch.password());
    return dataSource;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Test
  void nodesThatStartAtOnceOnAnEmptyDatabaseMigrateItOnce() throws Exception {
    int nodes = 4;
    CyclicBarrier together = new CyclicBarrier(nodes);
    Callable<Boolean> node =
        () -> {
          Schema schema = new Schema(dataSource());
          together.await();
          schema.migrate();
          return schema.standing().isCurrent();
        };
    List<Boolean> current = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes)) {
      for (Future<Boolean> done : threads.invokeAll(List.of(node, node, node, node))) {
        current.add(done.get());
      }
    }
    assertThat(current).containsOnly(true).hasSize(nodes);
  }

  @Test
  void theSchemaOfANewerProgramIsRefusedInWords() throws Exception {
    Schema schema = new Schema(dataSource());
    assertThat(schema.standing().applied()).isNull();
    schema.migrate();
    execute(
        """
        insert into flyway_schema_history
        select installed_rank + 1000, '999', 'later', type, 'V999__later.sql', 1, installed_by,
          installed_on, 1, true
        from flyway_schema_history order by installed_rank desc limit 1
        """);
    assertThat(schema.standing().isNewer()).isTrue();
    assertThatThrownBy(schema::migrate)
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("version 999")
        .hasMessageContaining("A newer Snowguard has been at work");
    assertThatThrownBy(schema::requireNotNewer).hasMessageContaining("999");
  }

  @Test
  void onlyVersionsOfThisProgramAreKnown() {
    Schema schema = new Schema(dataSource());
    assertThat(schema.knows("010")).isTrue();
    assertThat(schema.knows("999")).isFalse();
  }
}
