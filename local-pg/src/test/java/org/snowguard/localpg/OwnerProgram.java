package org.snowguard.localpg;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;

/**
 * A process that owns a database, to be killed by a test. It says {@code starting}, then {@code
 * ready PORT}, then the number of each row that it has committed, and ends with its input.
 */
final class OwnerProgram {
  private OwnerProgram() {}

  static void main(String[] arguments) throws Exception {
    LocalPostgresConfig config =
        LocalPostgresConfig.at(Path.of(arguments[0])).withCacheDirectory(Path.of(arguments[1]));
    System.out.println("starting");
    LocalPostgres postgres = LocalPostgres.start(config);
    System.out.println("ready " + postgres.port());
    Sql sql = Sql.on(postgres);
    sql.execute("create table if not exists committed (n int primary key)");
    int n = Integer.parseInt(sql.query("select coalesce(max(n), 0) from committed"));
    try (Connection connection = sql.connect();
        Statement statement = connection.createStatement()) {
      while (System.in.available() == 0) {
        n++;
        statement.execute("insert into committed values (" + n + ")");
        System.out.println("committed " + n);
      }
    }
    // Without close: the shutdown hook has to do.
    System.exit(0);
  }
}
