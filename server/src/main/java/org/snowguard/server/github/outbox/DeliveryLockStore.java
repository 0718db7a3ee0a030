package org.snowguard.server.github.outbox;

import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The right to deliver, of one node at a time. It is bound to a connection with the database: a
 * node that merely hangs keeps it, one that is dead or cut off loses it, and neither forgets to
 * give it back.
 */
final class DeliveryLockStore {

  /** By chance; no other lock of ours has it. */
  static final long KEY = 8_233_104_977_561L;

  private final Jdbi jdbi;

  DeliveryLockStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The right while it is held. */
  interface Held {

    /** Fails if the database has given the right away, for this node was cut off from it. */
    void check();
  }

  /** What is done with the right. */
  interface Work<T> {
    T with(Held held) throws InterruptedException;
  }

  /** Does the work if no other node has the right, else gives what is given then. */
  <T> T holding(Work<T> work, T elsewhere) throws InterruptedException {
    // Not withHandle: stores called in the work would be given this connection, in no transaction.
    try (Handle handle = jdbi.open()) {
      if (!ask(handle, "select pg_try_advisory_lock(:key)")) {
        return elsewhere;
      }
      try {
        return work.with(() -> handle.execute("select 1"));
      } finally {
        ask(handle, "select pg_advisory_unlock(:key)");
      }
    }
  }

  private static boolean ask(Handle handle, String sql) {
    return handle.createQuery(sql).bind("key", KEY).mapTo(boolean.class).one();
  }
}
