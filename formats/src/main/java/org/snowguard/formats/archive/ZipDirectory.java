package org.snowguard.formats.archive;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.BitSet;

/**
 * What {@link java.util.zip.ZipFile} does not tell of a zip's central directory (APPNOTE 4.3.12 to
 * 4.3.16), read before it holds the directory in memory: its size, and which entries, by their
 * order, are not plain files.
 */
record ZipDirectory(BitSet links, BitSet encrypted) {

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int HEADER_SIGNATURE = 0x02014b50;
  private static final int HEADER_BYTES = 46;
  private static final int LONGEST_COMMENT = 0xFFFF;
  private static final long IN_ZIP64 = 0xFFFFFFFFL;

  private static final int MADE_BY_UNIX = 3;
  private static final int FILE_TYPE = 0170000;
  private static final int PLAIN_FILE = 0100000;
  private static final int DIRECTORY = 0040000;

  static ZipDirectory read(Path zip) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(zip.toFile(), "r")) {
      int tailBytes = (int) Math.min(file.length(), END_BYTES + LONGEST_COMMENT);
      long tailStart = file.length() - tailBytes;
      ByteBuffer tail = bytesAt(file, tailStart, tailBytes);
      int end = endOfDirectory(tail);
      long directoryEnd = tailStart + end;
      long size = Integer.toUnsignedLong(tail.getInt(end + 12));
      if (size == IN_ZIP64
          || Integer.toUnsignedLong(tail.getInt(end + 16)) == IN_ZIP64
          || tail.getShort(end + 10) == -1) {
        ByteBuffer locator = bytesAt(file, directoryEnd - LOCATOR_BYTES, LOCATOR_BYTES);
        if (locator.getInt(0) == LOCATOR_SIGNATURE) {
          directoryEnd = locator.getLong(8);
          ByteBuffer end64 = bytesAt(file, directoryEnd, END64_BYTES);
          if (end64.getInt(0) != END64_SIGNATURE) {
            throw new IOException("the 64-bit end of its central directory is damaged");
          }
          size = end64.getLong(40);
        }
      }
      return entries(file, directoryEnd - size, size);
    }
  }

  private static int endOfDirectory(ByteBuffer tail) throws IOException {
    for (int i = tail.capacity() - END_BYTES; i >= 0; i--) {
      if (tail.getInt(i) == END_SIGNATURE
          && i + END_BYTES + Short.toUnsignedInt(tail.getShort(i + 20)) == tail.capacity()) {
        return i;
      }
    }
    throw new IOException("the end of its central directory is missing, it may be cut short");
  }

  private static ZipDirectory entries(RandomAccessFile file, long start, long size)
      throws IOException {
    if (start < 0 || size < 0) {
      throw new IOException("the end of its central directory is damaged");
    }
    if (size > Limits.ZIP_DIRECTORY_BYTES) {
      throw new IOException("its central directory is larger than fits in memory");
    }
    BitSet links = new BitSet();
    BitSet encrypted = new BitSet();
    file.seek(start);
    DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(Channels.newInputStream(file.getChannel()), 1 << 16));
    byte[] bytes = new byte[HEADER_BYTES];
    ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long left = size;
    for (int entry = 0; left > 0; entry++) {
      in.readFully(bytes);
      if (header.getInt(0) != HEADER_SIGNATURE) {
        throw new IOException("its central directory is damaged");
      }
      links.set(entry, isLinkOrDevice(header));
      encrypted.set(entry, (header.getShort(8) & 1) != 0);
      int rest =
          Short.toUnsignedInt(header.getShort(28))
              + Short.toUnsignedInt(header.getShort(30))
              + Short.toUnsignedInt(header.getShort(32));
      in.skipNBytes(rest);
      left -= HEADER_BYTES + rest;
    }
    return new ZipDirectory(links, encrypted);
  }

  private static boolean isLinkOrDevice(ByteBuffer header) {
    if (header.getShort(4) >>> 8 != MADE_BY_UNIX) {
      return false;
    }
    int type = header.getInt(38) >>> 16 & FILE_TYPE;
    return type != 0 && type != PLAIN_FILE && type != DIRECTORY;
  }

  private static ByteBuffer bytesAt(RandomAccessFile file, long position, int length)
      throws IOException {
    if (position < 0 || position + length > file.length()) {
      throw new IOException("the end of its central directory is damaged");
    }
    byte[] bytes = new byte[length];
    file.seek(position);
    file.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
