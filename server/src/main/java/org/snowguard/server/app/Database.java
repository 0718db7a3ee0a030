package org.snowguard.server.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.net.URI;
import java.time.Clock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.app.digest.DatabaseDigest;
import org.snowguard.server.app.schema.DatabaseException;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.matching.AliasExport;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.publication.export.StaticExport;
import org.snowguard.server.publication.report.WeeklyReports;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.web.Transactions;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** An open database. Closing it ends the embedded PostgreSQL too. */
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
    transactionManager = new SnapshotReads(pool);
    jdbi = jdbi(dataSource);
  }

  /** For the server: owns the embedded PostgreSQL, and fails if somebody else does. */
  static Database open(DatabaseSettings settings) {
    return open(settings, LocalPostgres::start, Schema::migrate);
  }

  /** For the first account: works beside a running server, and creates what is missing. */
  static Database openOrJoin(DatabaseSettings settings) {
    return open(settings, LocalPostgres::startOrJoin, Schema::migrate);
  }

  /**
   * For commands about what is stored: works beside a running server, creates nothing, and leaves
   * the schema to the server.
   */
  static Database openExisting(DatabaseSettings settings) {
    return open(settings, Database::joinExisting, Schema::requireCurrent);
  }

  /** For a backup: the same, of an older schema too. */
  static Database openAsItIs(DatabaseSettings settings) {
    return open(settings, Database::joinExisting, Schema::requireFilled);
  }

  /** For a restore, which brings the schema with it. */
  static Database openToFill(DatabaseSettings settings) {
    return open(settings, LocalPostgres::start, Schema::requireNotNewer);
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

  WeeklyReports weeklyReports(Clock clock) {
    return WeeklyReports.in(jdbi, new Transactions(transactionManager), clock);
  }

  StaticExport staticExport(@Nullable URI base) {
    return StaticExport.in(jdbi, new Transactions(transactionManager), base);
  }

  AliasExport aliasExport() {
    return AliasExport.in(jdbi, new Transactions(transactionManager), Clock.systemUTC());
  }

  PackageHistory packageHistory() {
    return PackageHistory.in(jdbi, new Transactions(transactionManager));
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

  private static Database open(
      DatabaseSettings settings, Starter starter, Consumer<Schema> prepare) {
    String url = settings.url();
    if (url != null) {
      return connect(DatabaseAddress.parse(url), settings.connections(), null, prepare);
    }
    LocalPostgres embedded = starter.start(embeddedConfig(settings).withoutShutdownHook());
    try {
      DatabaseAddress address =
          new DatabaseAddress(embedded.jdbcUrl(), embedded.user(), embedded.password());
      return connect(address, settings.connections(), embedded, prepare);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  private static LocalPostgres joinExisting(LocalPostgresConfig config) {
    if (!LocalPostgres.isThere(config)) {
      throw new DatabaseException(
          "While opening the database in %s: there is none that this user can see, and nothing was created. Check --data or SNOWGUARD_DATA (--database-url or DATABASE_URL for a PostgreSQL service); snowguard serve makes a database."
              .formatted(config.dataDirectory()));
    }
    return LocalPostgres.startOrJoin(config);
  }

  private static LocalPostgresConfig embeddedConfig(DatabaseSettings settings) {
    return settings.data() == null
        ? LocalPostgresConfig.defaults()
        : LocalPostgresConfig.at(settings.data().resolve("postgres"));
  }

  private static Database connect(
      DatabaseAddress address,
      int connections,
      @Nullable LocalPostgres embedded,
      Consumer<Schema> prepare) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(address.jdbcUrl());
    config.setUsername(address.user());
    config.setPassword(address.password());
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(2);
    config.setPoolName("snowguard");
    config.addDataSourceProperty("ApplicationName", "snowguard");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // A server that is gone without a word must not be waited for.
    config.addDataSourceProperty("tcpKeepAlive", "true");
    try {
      return prepared(new HikariDataSource(config), embedded, prepare);
    } catch (HikariPool.PoolInitializationException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DatabaseException(
          "While opening the database at %s: %s. Check that it runs, and snowguard.database.url."
              .formatted(address, cause.getMessage()),
          e);
    }
  }

  private static Database prepared(
      HikariDataSource pool, @Nullable LocalPostgres embedded, Consumer<Schema> prepare) {
    try {
      prepare.accept(new Schema(pool));
      return new Database(pool, embedded);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }
}
