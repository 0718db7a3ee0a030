package org.snowguard.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.matching.AliasExport;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.web.Transactions;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An open database with the current schema. Closing it ends the embedded PostgreSQL too. */
final class Database implements AutoCloseable {

  private final HikariDataSource pool;
  private final @Nullable LocalPostgres embedded;
  private final DataSource dataSource;
  private final JdbcTransactionManager transactionManager;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool, @Nullable LocalPostgres embedded) {
    this.pool = pool;
    this.embedded = embedded;
    dataSource = new TransactionAwareDataSourceProxy(pool);
    transactionManager = new JdbcTransactionManager(pool);
    jdbi = jdbi(dataSource);
  }

  /** For the server: owns the embedded PostgreSQL, and fails if somebody else does. */
  static Database open(DatabaseSettings settings) {
    return open(settings, LocalPostgres::start);
  }

  /** For commands: works beside a running server. */
  static Database openOrJoin(DatabaseSettings settings) {
    return open(settings, LocalPostgres::startOrJoin);
  }

  /** How every store is given its database: it joins the transaction that is open. */
  static Jdbi jdbi(DataSource transactionAware) {
    return Jdbi.create(transactionAware).installPlugin(new PostgresPlugin());
  }

  DataSource dataSource() {
    return dataSource;
  }

  JdbcTransactionManager transactionManager() {
    return transactionManager;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  boolean isEmbedded() {
    return embedded != null;
  }

  DatabaseDigest digest() {
    return new DatabaseDigest(jdbi);
  }

  SuggestionExport suggestionExport() {
    return SuggestionExport.in(jdbi, new Transactions(transactionManager));
  }

  AliasExport aliasExport() {
    return AliasExport.in(jdbi, new Transactions(transactionManager), Clock.systemUTC());
  }

  Accounts accounts(Clock clock) {
    return Accounts.in(jdbi, new Transactions(transactionManager), clock);
  }

  ApiTokens apiTokens(Clock clock) {
    return ApiTokens.in(jdbi, new Transactions(transactionManager), clock);
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }

  private interface Starter {
    LocalPostgres start(LocalPostgresConfig config);
  }

  private static Database open(DatabaseSettings settings, Starter starter) {
    String url = settings.url();
    if (url != null) {
      return connect(DatabaseAddress.parse(url), settings.connections(), null);
    }
    LocalPostgres embedded = starter.start(embeddedConfig(settings).withoutShutdownHook());
    try {
      DatabaseAddress address =
          new DatabaseAddress(embedded.jdbcUrl(), embedded.user(), embedded.password());
      return connect(address, settings.connections(), embedded);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private static LocalPostgresConfig embeddedConfig(DatabaseSettings settings) {
    return settings.data() == null
        ? LocalPostgresConfig.defaults()
        : LocalPostgresConfig.at(settings.data().resolve("postgres"));
  }

  private static Database connect(
      DatabaseAddress address, int connections, @Nullable LocalPostgres embedded) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(2);
    config.setPoolName("snowguard");
    config.addDataSourceProperty("ApplicationName", "snowguard");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    try {
      HikariDataSource pool = new HikariDataSource(config);
      migrate(pool);
      return new Database(pool, embedded);
    } catch (HikariPool.PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseException(
          "While opening the database at %s: %s. Check that it runs, and snowguard.database.url."
              .formatted(address, cause.getMessage()),
          e);
    }
  }

  /** Brings the schema up to date; each feature has migrations of its own. */
  static void migrate(DataSource dataSource) {
    try {
      Flyway.configure()
          .dataSource(dataSource)
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "While bringing the schema up to date: %s. Use the release that the data was written with,"
                  .formatted(e.getMessage())
              + " or begin with an empty database.",
          e);
    }
  }
}
