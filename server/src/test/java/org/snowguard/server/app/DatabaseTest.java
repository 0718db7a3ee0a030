package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;

class DatabaseTest {

  @RegisterExtension static final TestDatabase scratch = new TestDatabase();

  @Test
  void connectionsNoticeThatTheOtherSideIsGone() throws SQLException {
    try (Database database = Database.openOrJoin(new DatabaseSettings(scratch.url(), null, 3))) {
      assertThat(database.dataSource().unwrap(HikariDataSource.class).getDataSourceProperties())
          .containsEntry("tcpKeepAlive", "true");
    }
  }
}
