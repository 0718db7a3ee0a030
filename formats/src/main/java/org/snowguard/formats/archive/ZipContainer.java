package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** A zip on disk, by its central directory. */
final class ZipContainer implements Container {

  private final ZipFile zip;
  private final ZipDirectory directory;
  private final Enumeration<? extends ZipEntry> entries;
  private final Meter meter;
  private final long size;
  private final long meterFrom;
  private final long meterBytes;
  private int ordinal;
  private long passed;

  /**
   * @param delete whether the file is a temporary copy
   * @param meterBytes how much of the file on disk this zip stands for, from where the meter is
   */
  ZipContainer(Path file, boolean delete, Meter meter, long meterBytes) throws IOException {
    this.directory = ZipDirectory.read(file);
    this.size = Math.max(1, file.toFile().length());
    // Names without the mark for UTF-8 are of no known charset; this one refuses no byte.
    this.zip =
        new ZipFile(
            file.toFile(),
            delete ? ZipFile.OPEN_READ | ZipFile.OPEN_DELETE : ZipFile.OPEN_READ,
            StandardCharsets.ISO_8859_1);
    this.entries = zip.entries();
    this.meter = meter;
    this.meterFrom = meter.position();
    this.meterBytes = meterBytes;
  }

  @Override
  public @Nullable Member next() throws IOException {
    if (meterBytes > 0) {
      meter.moveTo(meterFrom + (long) (meterBytes * Math.min(1.0, (double) passed / size)));
    }
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      int index = ordinal++;
      meter.entry();
      passed += entry.getCompressedSize();
      if (!entry.isDirectory()) {
        return member(entry, index);
      }
    }
    return null;
  }

  private Member member(ZipEntry entry, int index) {
    String path = entry.getName();
    if (directory.links().get(index)) {
      return Member.refused(path, null, "a link or device; only plain files are read");
    }
    if (directory.encrypted().get(index)) {
      return Member.refused(path, null, "encrypted; hand in the unpacked file");
    }
    long share =
        meterBytes == 0 ? 0 : (long) ((double) meterBytes * entry.getCompressedSize() / size);
    return new Member(path, null, share, entry.getCrc(), null, () -> content(entry));
  }

  private InputStream content(ZipEntry entry) throws IOException {
    InputStream content = zip.getInputStream(entry);
    if (content == null) {
      throw new IOException("the central directory names an entry that is not there");
    }
    return new MeteredInputStream(content, meter::unpacked);
  }

  @Override
  public boolean survivesDamage() {
    return true;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
