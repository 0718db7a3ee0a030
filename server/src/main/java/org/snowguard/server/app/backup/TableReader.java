package org.snowguard.server.app.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.snowguard.server.ingest.Fingerprints;

/** One table's rows on their way out of an archive: its pieces one after the other. */
final class TableReader extends InputStream {

  private final ArchiveReader archive;
  private final String table;
  private final MessageDigest digest = Fingerprints.sha256();
  private int pieces;
  private boolean isInside;

  TableReader(ArchiveReader archive, String table) {
    this.archive = archive;
    this.table = table;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (isInside || begins()) {
      int count = archive.read(bytes, offset, length);
      if (count >= 0) {
        digest.update(bytes, offset, count);
        return count;
      }
      isInside = false;
      archive.next();
    }
    return -1;
  }

  private boolean begins() {
    if (archive.goesOnWith(TableWriter.entry(table, pieces + 1))) {
      pieces++;
      isInside = true;
    }
    return isInside;
  }

  /** After the end. */
  Sums.TableSum sum(long rows) {
    return new Sums.TableSum(table, rows, HexFormat.of().formatHex(digest.digest()));
  }
}
