package org.snowguard.server.app;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;
import org.snowguard.localpg.ScratchDatabase;
import org.snowguard.localpg.ScratchPostgres;

/** A database without any table, gone at the end of a test. */
record EmptyDatabase(ScratchDatabase scratch, DataSource dataSource) implements AutoCloseable {

  static EmptyDatabase create() {
    ScratchDatabase scratch = ScratchPostgres.shared().createDatabase();
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(scratch.jdbcUrl());
    dataSource.setUser(scratch.user());
    dataSource.setPassword(scratch.password());
    return new EmptyDatabase(scratch, dataSource);
  }

  Jdbi jdbi() {
    return Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
  }

  String url() {
    return scratch.url();
  }

  /** One number. */
  long number(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() {
    ScratchPostgres.shared().drop(scratch);
  }
}
