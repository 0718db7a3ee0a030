package org.snowguard.server;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.postgresql.ds.PGSimpleDataSource;
import org.snowguard.localpg.ScratchDatabase;
import org.snowguard.localpg.ScratchPostgres;
import org.snowguard.server.app.SnapshotReads;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.web.Transactions;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A fresh database with the current schema for one test class, copied from a template that is
 * migrated once a run.
 *
 * <pre>{@code
 * @RegisterExtension static final TestDatabase database = new TestDatabase();
 *
 * private final ThingStore store = new ThingStore(database.jdbi());
 * }</pre>
 */
public final class TestDatabase implements AfterAllCallback, AutoCloseable {

  private final AtomicReference<@Nullable Opened> opened = new AtomicReference<>();

  private record Opened(
      ScratchDatabase scratch,
      HikariDataSource pool,
      DataSource dataSource,
      JdbcTransactionManager transactionManager,
      Jdbi jdbi) {}

  public Jdbi jdbi() {
    return opened().jdbi();
  }

  /** Joins the transaction that {@link #transactions} opened. */
  public DataSource dataSource() {
    return opened().dataSource();
  }

  public Transactions transactions() {
    return new Transactions(opened().transactionManager());
  }

  /** For starting a server on it: {@code snowguard.database.url}. */
  public String url() {
    return opened().scratch().url();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  @Override
  public void close() {
    Opened database = opened.getAndSet(null);
    if (database != null) {
      database.pool().close();
      ScratchPostgres.shared().drop(database.scratch());
    }
  }

  private synchronized Opened opened() {
    Opened existing = opened.get();
    if (existing != null) {
      return existing;
    }
    ScratchPostgres postgres = ScratchPostgres.shared();
    Opened created = open(postgres.createDatabase(postgres.template("schema", TestDatabase::fill)));
    opened.set(created);
    return created;
  }

  private static Opened open(ScratchDatabase scratch) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(scratch.jdbcUrl());
    pool.setUsername(scratch.user());
    pool.setPassword(scratch.password());
    pool.setMaximumPoolSize(8);
    pool.setMinimumIdle(0);
    DataSource dataSource = new TransactionAwareDataSourceProxy(pool);
    Jdbi jdbi = Jdbi.create(dataSource).installPlugin(new PostgresPlugin());
    return new Opened(scratch, pool, dataSource, new SnapshotReads(pool), jdbi);
  }

  private static void fill(ScratchDatabase scratch) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(scratch.jdbcUrl());
    dataSource.setUser(scratch.user());
    dataSource.setPassword(scratch.password());
    new Schema(dataSource).migrate();
  }
}
