package org.snowguard.formats.archive;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Writes the archives that the tests read. */
final class Archives {

  private Archives() {}

  /** A few entries, each larger than a tar's block, whose contents compress by half at most. */
  static Map<String, byte[]> records(int count) {
    Map<String, byte[]> records = new LinkedHashMap<>();
    for (int i = count; i > 0; i--) {
      String id = "CVE-2024-%04d".formatted(i);
      String text = "{\"id\":\"%s\",\"text\":\"%s\"}".formatted(id, noise(i));
      records.put("cves/2024/" + id + ".json", bytes(text));
    }
    return records;
  }

  private static String noise(int seed) {
    Random random = new Random(seed);
    StringBuilder noise = new StringBuilder();
    for (int i = 0; i < 100 + seed; i++) {
      noise.append(Long.toString(random.nextLong(), Character.MAX_RADIX));
    }
    return noise.toString();
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] tar(Map<String, byte[]> entries) {
    return written(
        out -> {
          try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              TarArchiveEntry header = new TarArchiveEntry(entry.getKey(), true);
              header.setSize(entry.getValue().length);
              tar.putArchiveEntry(header);
              tar.write(entry.getValue());
              tar.closeArchiveEntry();
            }
          }
        });
  }

  static byte[] zip(Map<String, byte[]> entries) {
    return written(
        out -> {
          try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
              zip.putArchiveEntry(new ZipArchiveEntry(entry.getKey()));
              zip.write(entry.getValue());
              zip.closeArchiveEntry();
            }
          }
        });
  }

  static byte[] xz(byte[] content) {
    return written(
        out -> {
          try (OutputStream xz = new XZOutputStream(out, new LZMA2Options(1))) {
            xz.write(content);
          }
        });
  }

  static byte[] gzip(byte[] content) {
    return written(
        out -> {
          try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
          }
        });
  }

  static byte[] zstd(byte[] content) {
    return written(
        out -> {
          try (OutputStream zstd = new ZstdOutputStream(out)) {
            zstd.write(content);
          }
        });
  }

  /** Stored blocks (RFC 7932, 9.2), as no encoder is at hand. */
  static byte[] brotli(byte[] content) {
    return written(
        out -> {
          // The first bit of all is the window size; of each block: not the last, 16 bits of
          // length, stored.
          int shift = 1;
          for (int from = 0; from < content.length; from += 1 << 16) {
            int length = Math.min(1 << 16, content.length - from);
            int header = ((length - 1) << 3 | 1 << 19) << shift;
            out.write(header);
            out.write(header >>> 8);
            out.write(header >>> 16);
            out.write(content, from, length);
            shift = 0;
          }
          out.write(0b11 << shift);
        });
  }

  /** What writing needs; errors of memory are errors of the test. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] cut(byte[] whole, int tenths) {
    return Arrays.copyOf(whole, whole.length * tenths / 10);
  }
}
