package org.snowguard.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.web.Transactions;

class SnapshotReadsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final Jdbi jdbi = database.jdbi();
  private final Transactions transactions = database.transactions();

  @BeforeAll
  static void table() {
    database.jdbi().useHandle(handle -> handle.execute("create table thing (id int)"));
  }

  @Test
  void pageSeesOneMomentWhoeverWritesMeanwhile() {
    int first = count();
    int seen =
        transactions.read(
            () -> {
              int before = count();
              write();
              return count() - before;
            });
    assertThat(seen).isZero();
    assertThat(count()).as("it was written").isEqualTo(first + 1);
  }

  @Test
  void writerReadsWhatIsCommitted() {
    int seen =
        transactions.call(
            () -> {
              int before = count();
              write();
              return count() - before;
            });
    assertThat(seen).isOne();
  }

  private int count() {
    return jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from thing").mapTo(int.class).one());
  }

  /** Somebody else, on a thread and a connection of his own. */
  private void write() {
    Thread other =
        Thread.ofVirtual()
            .start(
                () -> {
                  try (Handle handle = jdbi.open()) {
                    handle.execute("insert into thing values (1)");
                  }
                });
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
