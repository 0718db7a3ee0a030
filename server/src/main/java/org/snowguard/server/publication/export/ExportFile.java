package org.snowguard.server.publication.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A file of an export.
 *
 * @param path with slashes, below the export
 */
record ExportFile(String path, Content content) {

  /** Writes the same bytes as long as what it tells is the same, and leaves the stream open. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  static ExportFile of(String path, byte[] bytes) {
    return new ExportFile(path, out -> out.write(bytes));
  }

  /** The file packed; its header holds no moment, so that equal contents give equal bytes. */
  static ExportFile packed(String path, Content content) {
    return new ExportFile(
        path + ".gz",
        out -> {
          GZIPOutputStream gzip = new GZIPOutputStream(out, 64 * 1_024);
          content.writeTo(gzip);
          gzip.finish();
        });
  }
}
