package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;

/** How to log in to a running server, tried out. */
record Session(int port, String password) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** PostgreSQL's error codes for a server that is starting, recovering or stopping. */
  private static final String CLASS_OPERATOR_INTERVENTION = "57";

  private static final String CLASS_CONNECTION = "08";

  static Session of(DataFiles files, int port) throws IOException {
    Session session = new Session(port, Files.readString(files.password()).strip());
    session.awaitLogin(files);
    return session;
  }

  /** The server of another owner, once it is ready. */
  static Session ofRunning(DataFiles files) throws IOException {
    ServerProcesses processes = new ServerProcesses(files.data());
    boolean found =
        Waiting.until(
            LIMIT,
            () ->
                processes
                    .running()
                    .filter(server -> server.state() == PostmasterFile.State.READY)
                    .isPresent());
    if (!found) {
      throw new LocalPostgresException(
          "%s owns %s, but its database does not run. Stop that process and try again."
              .formatted(OwnerLock.describeHolder(files), files.root()));
    }
    return of(files, processes.running().orElseThrow().port());
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  Connection connect(String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", ClusterCreation.ROLE);
    properties.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl(database), properties);
  }

  /** Ends the sessions of an owner that was killed, so that none commits behind the new one. */
  void endOthers() {
    try (Connection connection = connect(ClusterCreation.ROLE);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid, 5000)
            from pg_stat_activity
           where usename = current_user and pid <> pg_backend_pid()
          """);
    } catch (SQLException e) {
      throw new LocalPostgresException(
          "Cannot end the sessions left by a killed owner: " + e.getMessage(), e);
    }
  }

  private void awaitLogin(DataFiles files) {
    boolean succeeded = Waiting.until(LIMIT, () -> canLogIn(files));
    if (!succeeded) {
      throw new LocalPostgresException(
          "PostgreSQL on %s runs but lets nobody in. Its log says why: %s"
              .formatted(files.root(), files.log()));
    }
  }

  private boolean canLogIn(DataFiles files) {
    try (Connection connection = connect(ClusterCreation.ROLE)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      String code = String.valueOf(e.getSQLState());
      if (code.startsWith(CLASS_CONNECTION) || code.startsWith(CLASS_OPERATOR_INTERVENTION)) {
        return false;
      }
      throw new LocalPostgresException(
          "PostgreSQL on %s refuses the password in %s: %s. Put the right one there."
              .formatted(files.root(), files.password(), e.getMessage()),
          e);
    }
  }

  @Override
  public String toString() {
    return "Session[port " + port + "]";
  }
}
