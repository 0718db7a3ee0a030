package org.snowguard.formats.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/** A tar, as it streams by. */
final class TarContainer implements Container {

  private static final long UNBOUNDED = Long.MAX_VALUE;

  private final InputStream in;
  private final Meter meter;
  private final CheckedTar tar;
  private final byte[] scratch = new byte[1 << 13];
  private long allowance = UNBOUNDED;

  TarContainer(InputStream content, Meter meter) throws IOException {
    this.in = new MeteredInputStream(content, this::spend);
    this.meter = meter;
    this.tar = new CheckedTar(in);
  }

  @Override
  public @Nullable Member next() throws IOException {
    TarArchiveEntry entry = nextEntry();
    while (entry != null && entry.isDirectory()) {
      entry = nextEntry();
    }
    return entry == null ? null : member(entry);
  }

  /** The next entry of whatever kind, or null at the end, which is checked. */
  @Nullable TarArchiveEntry nextEntry() throws IOException {
    TarArchiveEntry entry = header();
    if (entry != null) {
      meter.entry();
      return entry;
    }
    // The decompressor's own check of the whole stands behind the end of the tar.
    skipRest(in);
    if (tar.cutShort) {
      throw new IOException("the mark of its end is missing, it may be cut short");
    }
    return null;
  }

  /** What the current entry holds. */
  InputStream content() {
    return new Unclosed(tar);
  }

  /** Whether an entry has content of its own, and nothing else. */
  boolean isPlainFile(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          !entry.isSparse();
      default -> false;
    };
  }

  private @Nullable TarArchiveEntry header() throws IOException {
    if (tar.getCurrentEntry() != null) {
      skipRest(tar);
    }
    // Long names and extended headers are read whole into memory: not more of them than this.
    allowance = Limits.TAR_HEADER_BYTES;
    TarArchiveEntry entry = tar.getNextEntry();
    allowance = UNBOUNDED;
    if (entry != null && !entry.isCheckSumOK()) {
      throw new IOException("the checksum of an entry's header is wrong");
    }
    return entry;
  }

  private Member member(TarArchiveEntry entry) {
    String name = entry.getName();
    String path = name.startsWith("./") ? name.substring(2) : name;
    return isPlainFile(entry)
        ? Member.of(path, this::content)
        : Member.refused(path, null, "a link, device or sparse file; only plain files are read");
  }

  private void spend(int bytes) throws IOException {
    if (allowance != UNBOUNDED) {
      allowance -= bytes;
      if (allowance < 0) {
        throw new IOException(
            "the header of an entry is longer than " + Limits.TAR_HEADER_BYTES + " bytes");
      }
    }
  }

  private void skipRest(InputStream stream) throws IOException {
    while (stream.read(scratch, 0, scratch.length) >= 0) {
      // Read to the end, counted on the way.
    }
  }

  @Override
  public boolean survivesDamage() {
    return false;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** The library takes a missing end for an end. */
  private static final class CheckedTar extends TarArchiveInputStream {

    private boolean cutShort;

    CheckedTar(InputStream in) {
      super(in);
    }

    @Override
    protected boolean isEOFRecord(byte @Nullable [] record) {
      cutShort = record == null;
      return cutShort || super.isEOFRecord(record);
    }
  }

  /** The content of one entry, which ends before the archive does. */
  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
