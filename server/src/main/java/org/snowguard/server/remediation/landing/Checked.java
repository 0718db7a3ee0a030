package org.snowguard.server.remediation.landing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.snowguard.server.web.Transactions;

/** Carries what reading git throws out of a transaction, which it rolls back. */
final class Checked {

  private Checked() {}

  interface Block {
    int run() throws IOException, InterruptedException;
  }

  private static final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted(InterruptedException cause) {
      super(cause);
    }
  }

  static int inside(Transactions transactions, Block block)
      throws IOException, InterruptedException {
    try {
      return transactions.call(
          () -> {
            try {
              return block.run();
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
              throw new Interrupted(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw new IOException(e.getCause() == null ? e.toString() : e.getCause().getMessage(), e);
    } catch (Interrupted e) {
      Thread.currentThread().interrupt();
      throw new InterruptedException(String.valueOf(e.getMessage()));
    }
  }
}
