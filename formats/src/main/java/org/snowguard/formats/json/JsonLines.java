package org.snowguard.formats.json;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of JSON as bytes, of bounded length: a file without line ends must not fill the memory. */
public final class JsonLines implements Closeable {
  private final InputStream input;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /**
   * @param input buffered: it is read byte by byte
   */
  public JsonLines(InputStream input) {
    this.input = input;
  }

  /**
   * The next line without its end, or null after the last. Of a line longer than a record may be,
   * one byte more than that.
   */
  public byte @Nullable [] next() throws IOException {
    line.reset();
    int next = input.read();
    if (next < 0) {
      return null;
    }
    while (next >= 0 && next != '\n') {
      if (line.size() <= JsonBounds.RECORD_BYTES) {
        line.write(next);
      }
      next = input.read();
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    input.close();
  }
}
