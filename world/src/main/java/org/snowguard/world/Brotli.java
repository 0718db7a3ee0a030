package org.snowguard.world;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes Brotli streams (RFC 7932) that are not compressed: any decoder reads them. */
final class Brotli extends FilterOutputStream {

  private static final int LONGEST = 1 << 16;

  private final byte[] block = new byte[LONGEST];
  private int filled;
  private boolean begun;

  Brotli(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == LONGEST) {
      writeBlock();
    }
    block[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (filled == LONGEST) {
        writeBlock();
      }
      int part = Math.min(LONGEST - filled, length - done);
      System.arraycopy(bytes, offset + done, block, filled, part);
      filled += part;
      done += part;
    }
  }

  /**
   * Section 9.2, bits from the least significant: ISLAST 0, MNIBBLES 00 for four nibbles, MLEN - 1,
   * ISUNCOMPRESSED 1, and zeros up to the byte. Before the first one bit 0: a window of 64 KiB.
   */
  private void writeBlock() throws IOException {
    int header = (filled - 1) << 3 | 1 << 19;
    int bits = begun ? header : header << 1;
    begun = true;
    out.write(bits);
    out.write(bits >> 8);
    out.write(bits >> 16);
    out.write(block, 0, filled);
    filled = 0;
  }

  @Override
  public void close() throws IOException {
    if (filled > 0) {
      writeBlock();
    }
    // ISLAST 1, ISLASTEMPTY 1; in an empty stream behind the size of the window.
    out.write(begun ? 3 : 6);
    out.close();
  }
}
