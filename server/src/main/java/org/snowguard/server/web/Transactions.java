package org.snowguard.server.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only opener of transactions. Stores join the one that is open on the calling thread; an
 * exception that leaves the block rolls everything back.
 */
public final class Transactions {

  private final TransactionTemplate writing;
  private final TransactionTemplate reading;

  public Transactions(PlatformTransactionManager transactionManager) {
    writing = new TransactionTemplate(transactionManager);
    reading = new TransactionTemplate(transactionManager);
    reading.setReadOnly(true);
  }

  /** Runs the block in a transaction, or in the one already open. */
  public void run(Runnable block) {
    writing.executeWithoutResult(status -> block.run());
  }

  /** Like {@link #run}, with a result. */
  public <T extends @Nullable Object> T call(Supplier<T> block) {
    return answer(writing, block);
  }

  /** One connection, and one moment of the database, for the several reads of a page. */
  public <T extends @Nullable Object> T read(Supplier<T> block) {
    return answer(reading, block);
  }

  /** Whether the calling thread is in one, and so holds a connection until its end. */
  public static boolean isOpen() {
    return TransactionSynchronizationManager.isActualTransactionActive();
  }

  /** Runs the block once the open transaction is committed, or at once where none is open. */
  public void afterCommit(Runnable block) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      block.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            block.run();
          }
        });
  }

  // TransactionTemplate declares its result nullable whatever the callback gives; it hands back
  // exactly what the callback returned, so the cast adds nothing to T.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static <T extends @Nullable Object> T answer(
      TransactionTemplate template, Supplier<T> block) {
    return (T) template.<Object>execute(status -> block.get());
  }
}
