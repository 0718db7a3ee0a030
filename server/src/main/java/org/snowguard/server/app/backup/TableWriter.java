package org.snowguard.server.app.backup;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.snowguard.server.ingest.Fingerprints;

/**
 * One table's rows on their way into an archive. An entry of a tar tells its length before its
 * content, so that a table of unknown length goes in as numbered pieces.
 */
final class TableWriter {

  static final int PIECE = 4 << 20;

  private final TarArchiveOutputStream tar;
  private final String table;
  private final Date at;
  private final MessageDigest digest = Fingerprints.sha256();
  private final byte[] piece = new byte[PIECE];
  private int filled;
  private int pieces;

  TableWriter(TarArchiveOutputStream tar, String table, Date at) {
    this.tar = tar;
    this.table = table;
    this.at = at;
  }

  static String directory(String table) {
    return "tables/" + table + "/";
  }

  static String entry(String table, int piece) {
    return "%s%06d.copy".formatted(directory(table), piece);
  }

  static void entry(TarArchiveOutputStream tar, String name, byte[] content, Date at)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setModTime(at);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  void write(byte[] bytes) throws IOException {
    digest.update(bytes);
    int done = 0;
    while (done < bytes.length) {
      int taken = Math.min(bytes.length - done, piece.length - filled);
      System.arraycopy(bytes, done, piece, filled, taken);
      filled += taken;
      done += taken;
      if (filled == piece.length) {
        writePiece();
      }
    }
  }

  /** Ends the table; nothing is written for an empty one. */
  Sums.TableSum end(long rows) throws IOException {
    if (filled > 0) {
      writePiece();
    }
    return new Sums.TableSum(table, rows, HexFormat.of().formatHex(digest.digest()));
  }

  private void writePiece() throws IOException {
    pieces++;
    entry(tar, entry(table, pieces), Arrays.copyOf(piece, filled), at);
    filled = 0;
  }
}
