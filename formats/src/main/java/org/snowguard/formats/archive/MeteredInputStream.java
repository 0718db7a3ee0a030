package org.snowguard.formats.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells each number of bytes that passes, before the reader gets them. */
final class MeteredInputStream extends FilterInputStream {

  /** Throws to stop the reading. */
  @FunctionalInterface
  interface Count {
    void add(int bytes) throws IOException;
  }

  private final Count count;

  MeteredInputStream(InputStream in, Count count) {
    super(in);
    this.count = count;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      count.add(1);
    }
    return value;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int bytes = in.read(target, offset, length);
    if (bytes > 0) {
      count.add(bytes);
    }
    return bytes;
  }

  /** By reading, so that nothing passes uncounted. */
  @Override
  public long skip(long wanted) throws IOException {
    byte[] scratch = new byte[Math.clamp(wanted, 0, 1 << 13)];
    long skipped = 0;
    while (skipped < wanted) {
      int bytes = read(scratch, 0, (int) Math.min(scratch.length, wanted - skipped));
      if (bytes < 0) {
        break;
      }
      skipped += bytes;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
