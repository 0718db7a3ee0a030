package org.snowguard.formats.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A zip without a usable central directory: what its entries' own headers give, up to the damage.
 */
final class ZipStreamContainer implements Container {

  private final ZipInputStream zip;
  private final Meter meter;

  ZipStreamContainer(InputStream in, Meter meter) {
    this.zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
    this.meter = meter;
  }

  @Override
  public @Nullable Member next() throws IOException {
    InputStream content = new MeteredInputStream(new Unclosed(zip), meter::unpacked);
    content.skip(Long.MAX_VALUE);
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      meter.entry();
      if (!entry.isDirectory()) {
        return Member.of(entry.getName(), () -> content);
      }
    }
    return null;
  }

  @Override
  public boolean survivesDamage() {
    return false;
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }

  private static final class Unclosed extends FilterInputStream {

    Unclosed(InputStream in) {
      super(in);
    }

    @Override
    public void close() {}
  }
}
