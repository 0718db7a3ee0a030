package org.snowguard.formats.archive;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Small files that unpack to a lot, made without packing a lot. */
final class Bombs {

  static final int CHUNK = 16 << 20;

  private Bombs() {}

  /** Streams of these formats may be put one behind the other. */
  static byte[] zeros(UnaryOperator<byte[]> compression, byte[] head, long bytes) {
    byte[] chunk = compression.apply(new byte[CHUNK]);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (head.length > 0) {
      out.writeBytes(compression.apply(head));
    }
    for (long done = 0; done < bytes; done += CHUNK) {
      out.writeBytes(chunk);
    }
    return out.toByteArray();
  }

  /** A good entry, then the header of one with that many bytes. */
  static byte[] tarHead(String name, byte[] good, long bytes) {
    byte[] tar =
        Archives.written(
            out -> {
              TarArchiveOutputStream entries = new TarArchiveOutputStream(out);
              entries.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
              TarArchiveEntry entry = new TarArchiveEntry("good.json");
              entry.setSize(good.length);
              entries.putArchiveEntry(entry);
              entries.write(good);
              entries.closeArchiveEntry();
              TarArchiveEntry bomb = new TarArchiveEntry(name);
              bomb.setSize(bytes);
              entries.putArchiveEntry(bomb);
              entries.flush();
            });
    // The stream writes whole records of two blocks and more; header, content, header.
    return Arrays.copyOf(tar, 3 * 512);
  }

  /** GNU's way to write names that do not fit the header: an entry before it. */
  static byte[] tarOfLongName(int length) {
    return Archives.written(
        out -> {
          try (TarArchiveOutputStream entries = new TarArchiveOutputStream(out)) {
            TarArchiveEntry name =
                new TarArchiveEntry(TarConstants.GNU_LONGLINK, TarConstants.LF_GNUTYPE_LONGNAME);
            name.setSize(length);
            entries.putArchiveEntry(name);
            byte[] letters = new byte[length];
            Arrays.fill(letters, (byte) 'n');
            entries.write(letters);
            entries.closeArchiveEntry();
            entries.putArchiveEntry(new TarArchiveEntry("short.json"));
            entries.closeArchiveEntry();
          }
        });
  }

  /** Raw deflate of a head and then zeros, in blocks that need nothing of those before. */
  static byte[] deflated(byte[] head, long zeros) {
    Deflater deflater = new Deflater(9, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(flushed(deflater, head));
    byte[] chunk = flushed(deflater, new byte[CHUNK]);
    for (long done = 0; done < zeros; done += CHUNK) {
      out.writeBytes(chunk);
    }
    deflater.end();
    // A last block, empty, with fixed codes (RFC 1951, 3.2.3).
    out.write(0b011);
    out.write(0);
    return out.toByteArray();
  }

  private static byte[] flushed(Deflater deflater, byte[] content) {
    deflater.setInput(content);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 << 16];
    int bytes = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
    while (bytes > 0) {
      out.write(buffer, 0, bytes);
      bytes = deflater.deflate(buffer, 0, buffer.length, Deflater.FULL_FLUSH);
    }
    return out.toByteArray();
  }

  /** A zip of raw deflated contents of declared sizes. */
  static byte[] zip(String name, byte[] deflated, long size) {
    return Archives.written(
        out -> {
          try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(out)) {
            zip.putArchiveEntry(new ZipArchiveEntry("good.json"));
            zip.write(Archives.bytes("{}"));
            zip.closeArchiveEntry();
            ZipArchiveEntry entry = new ZipArchiveEntry(name);
            entry.setMethod(ZipEntry.DEFLATED);
            entry.setSize(size);
            entry.setCompressedSize(deflated.length);
            entry.setCrc(0);
            zip.addRawArchiveEntry(entry, new ByteArrayInputStream(deflated));
          }
        });
  }

  /** A zip whose central directory names one empty entry under very many names. */
  static byte[] zipOfNames(int count) {
    int headerBytes = 46 + 8;
    ByteBuffer zip =
        ByteBuffer.allocate(30 + 8 + count * headerBytes + 56 + 20 + 22)
            .order(ByteOrder.LITTLE_ENDIAN);
    zip.put(localHeader());
    int start = zip.position();
    for (int i = 0; i < count; i++) {
      zip.putInt(0x02014b50).putInt(0x0014_0014).putLong(0).putInt(0).putInt(0).putInt(0);
      zip.putShort((short) 8).position(zip.position() + 16);
      zip.put(Archives.bytes("%08d".formatted(i)));
    }
    int size = zip.position() - start;
    int end64 = zip.position();
    zip.putInt(0x06064b50).putLong(44).putInt(0x002d_002d).putLong(0);
    zip.putLong(count).putLong(count).putLong(size).putLong(start);
    zip.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
    zip.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    return zip.array();
  }

  private static byte[] localHeader() {
    ByteBuffer header = ByteBuffer.allocate(38).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0x04034b50).putShort((short) 20).position(26);
    header.putShort((short) 8).putShort((short) 0).put(Archives.bytes("00000000"));
    return header.array();
  }

  /** An xz that asks for a dictionary of 512 MiB (xz file format 3.1, 5.3.1). */
  static byte[] xzOfLargeDictionary(byte[] content) {
    byte[] xz = Archives.xz(content);
    int header = 12;
    int headerBytes = (xz[header] + 1) * 4;
    int properties = 0;
    for (int i = header; i < header + headerBytes; i++) {
      if (xz[i] == 0x21 && xz[i + 1] == 1) {
        properties = i + 2;
      }
    }
    xz[properties] = 34;
    CRC32 checksum = new CRC32();
    checksum.update(xz, header, headerBytes - 4);
    ByteBuffer.wrap(xz)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(header + headerBytes - 4, (int) checksum.getValue());
    return xz;
  }
}
