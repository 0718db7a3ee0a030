package org.snowguard.formats.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes containers of members that turned out to be archives or compressed files.
 *
 * @param damaged is told why of a zip only the entries before the damage can be read
 */
record ContainerOpener(Limits limits, Meter meter, Consumer<String> damaged) {

  private static final int COPY_BYTES = 1 << 16;

  /**
   * @param content the whole member from its first byte; whoever calls closes it if this throws
   */
  Container open(Form form, Member member, InputStream content) throws IOException {
    return switch (form) {
      case ZIP -> zip(member, content);
      case TAR -> new TarContainer(content, meter);
      case XZ, GZIP, ZSTD, BROTLI -> compressed(form, member, content);
      case PLAIN -> throw new IllegalArgumentException(member.path() + " holds no members");
    };
  }

  private Container compressed(Form form, Member member, InputStream content) throws IOException {
    InputStream decoded = DecodedInputStream.open(form, content, limits, meter);
    byte[] head = decoded.readNBytes(Form.HEAD_BYTES);
    InputStream whole = following(head, head.length, decoded);
    String name = Form.uncompressedName(member.path());
    return Form.of(name, head, head.length) == Form.TAR
        ? new TarContainer(whole, meter)
        : new SingleContainer(name, whole);
  }

  private Container zip(Member member, InputStream content) throws IOException {
    Path onDisk = member.onDisk();
    if (onDisk != null && Files.isRegularFile(onDisk)) {
      content.close();
      meter.moveTo(0);
      return zipAt(onDisk, false, Files.size(onDisk));
    }
    Path copy = Files.createTempFile("snowguard-", ".zip");
    try {
      salvage(content, copy);
      content.close();
      return zipAt(copy, true, member.bytesOnDisk());
    } finally {
      // Where an open file can be deleted it is gone at once, and elsewhere when it is closed.
      deleteIfPossible(copy);
    }
  }

  private Container zipAt(Path file, boolean delete, long meterBytes) throws IOException {
    try {
      return new ZipContainer(file, delete, meter, meterBytes);
    } catch (IOException | RuntimeException e) {
      damaged.accept(
          "its central directory cannot be used (%s); its entries are read from the front, as far"
                  .formatted(e.getMessage())
              + " as they are whole. Fetch the file again");
      InputStream in =
          delete
              ? Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE)
              : new MeteredInputStream(Files.newInputStream(file), meter::read);
      return new ZipStreamContainer(in, meter);
    }
  }

  /** Of a damaged archive, entries before the damage can still be read. */
  private void salvage(InputStream content, Path target) throws IOException {
    try {
      copy(content, target);
    } catch (IOException e) {
      if (e instanceof FileSystemException || LimitExceededException.causing(e) != null) {
        throw e;
      }
      damaged.accept("damaged or cut short (" + e.getMessage() + "). Fetch the file again");
    }
  }

  private void copy(InputStream content, Path target) throws IOException {
    byte[] chunk = new byte[COPY_BYTES];
    long copied = 0;
    try (OutputStream out = Files.newOutputStream(target)) {
      for (int bytes = content.read(chunk); bytes >= 0; bytes = content.read(chunk)) {
        copied += bytes;
        if (copied > limits.spooledBytes()) {
          throw new LimitExceededException(
              InputProblem.Kind.TOO_LARGE,
              "a zip inside an archive, larger than %d bytes; hand it in by itself"
                  .formatted(limits.spooledBytes()));
        }
        out.write(chunk, 0, bytes);
      }
    }
  }

  private static void deleteIfPossible(Path copy) {
    try {
      Files.deleteIfExists(copy);
    } catch (IOException _) {
      // Still open, on a system that keeps it for that long: deleted on closing.
    }
  }

  /** The bytes already read, then the rest. */
  static InputStream following(byte[] head, int length, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(Arrays.copyOf(head, length)), rest);
  }
}
