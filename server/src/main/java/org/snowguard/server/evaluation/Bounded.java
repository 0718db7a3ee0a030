package org.snowguard.server.evaluation;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends in a failure behind the most bytes that are wanted, and remembers that. */
final class Bounded extends FilterInputStream {

  private long left;

  Bounded(InputStream in, long most) {
    super(in);
    left = most;
  }

  boolean isPast() {
    return left < 0;
  }

  @Override
  public int read() throws IOException {
    int next = super.read();
    count(next < 0 ? 0 : 1);
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int bytes = super.read(into, offset, length);
    count(Math.max(0, bytes));
    return bytes;
  }

  private void count(int bytes) throws IOException {
    left -= bytes;
    if (isPast()) {
      throw new IOException("it is too long");
    }
  }
}
