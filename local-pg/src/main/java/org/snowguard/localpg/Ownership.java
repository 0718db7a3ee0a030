package org.snowguard.localpg;

import java.io.IOException;

/**
 * What an owner holds: the lock, and the server, which it keeps alive until it lets go of both. A
 * server that somebody kills is started again on the same port, so that connection pools recover.
 */
final class Ownership {
  private static final System.Logger LOG = System.getLogger(Ownership.class.getName());

  private final OwnerLock lock;
  private final Postmaster postmaster;
  private boolean ended;

  Ownership(OwnerLock lock, Postmaster postmaster) {
    this.lock = lock;
    this.postmaster = postmaster;
  }

  /** Makes the server run and returns its port. */
  synchronized int begin() throws IOException {
    int port = postmaster.ensureRunning();
    watch(port);
    return port;
  }

  private void watch(int port) {
    postmaster.process().ifPresent(process -> watch(process, port));
  }

  private void watch(ProcessHandle process, int port) {
    Thread.ofVirtual()
        .name("watch-postgresql")
        .start(
            () -> {
              process.onExit().join();
              startAgain(port);
            });
  }

  private synchronized void startAgain(int port) {
    if (ended) {
      return;
    }
    try {
      int now = postmaster.ensureRunning();
      if (now == port) {
        LOG.log(System.Logger.Level.WARNING, "PostgreSQL ended unexpectedly and was started again");
        watch(port);
      } else {
        LOG.log(
            System.Logger.Level.ERROR,
            "PostgreSQL ended unexpectedly; its port {0} was taken when it was started again."
                + " Restart Snowguard.",
            Integer.toString(port));
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.ERROR,
          "PostgreSQL ended unexpectedly and does not start again. Restart Snowguard.",
          e);
    }
  }

  synchronized void end() throws IOException {
    if (ended) {
      return;
    }
    ended = true;
    try (lock) {
      postmaster.stop();
    }
  }
}
