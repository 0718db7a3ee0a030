package org.snowguard.server.ingest;

import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Hears what {@link ChangeStore#next} tells all nodes once it is committed. */
final class ChangeNewsStore {

  private static final Duration TO_NOTICE_A_STOP = Duration.ofMillis(250);

  /** Who only listens does not notice that the other side is gone: nobody tells. */
  static final Duration TO_NOTICE_SILENCE = Duration.ofMinutes(1);

  private final Jdbi jdbi;
  private final Duration silence;

  /**
   * @param silence how often it asks whether the database still answers
   */
  ChangeNewsStore(Jdbi jdbi, Duration silence) {
    this.jdbi = jdbi;
    this.silence = silence;
  }

  /**
   * Listens until this thread is interrupted; the connection leaves the pool for as long.
   *
   * @param news run once it listens, for what came before that is not told, then after changes
   * @throws IllegalStateException if the connection breaks
   */
  void listen(Runnable news) {
    try (Handle handle = jdbi.open()) {
      handle.execute("listen " + ChangeStore.CHANNEL);
      try {
        news.run();
        follow(handle, news);
      } finally {
        handle.execute("unlisten *");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("While listening for changes: " + e.getMessage(), e);
    }
  }

  private void follow(Handle handle, Runnable news) throws SQLException {
    PGConnection connection = handle.getConnection().unwrap(PGConnection.class);
    long asked = System.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      if (System.nanoTime() - asked >= silence.toNanos()) {
        handle.execute("select 1");
        asked = System.nanoTime();
      }
      PGNotification[] heard = connection.getNotifications((int) TO_NOTICE_A_STOP.toMillis());
      if (heard != null && heard.length > 0) {
        news.run();
      }
    }
  }
}
