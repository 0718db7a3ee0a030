package org.snowguard.server.app;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Transactions in which a page that only reads sees one moment, however many questions it asks and
 * whoever writes meanwhile; what writes reads what is committed, as PostgreSQL does by itself.
 *
 * @see <a href="https://www.postgresql.org/docs/current/transaction-iso.html">Transaction
 *     isolation</a>: a transaction that only reads never fails at this level
 */
public final class SnapshotReads extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;

  public SnapshotReads(DataSource dataSource) {
    super(dataSource);
  }

  /** One statement, where {@code Connection.setTransactionIsolation} asks and sets it twice. */
  @Override
  protected void prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) throws SQLException {
    super.prepareTransactionalConnection(connection, definition);
    if (definition.isReadOnly()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("set transaction isolation level repeatable read");
      }
    }
  }
}
