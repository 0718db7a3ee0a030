package org.snowguard.formats.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens one file of any size, plain or compressed by xz, gzip, zstd or brotli, as a stream that
 * ends in an {@link IOException} when it is damaged or passes {@link Limits#bytesPerStream}.
 */
public final class Decompression {

  private Decompression() {}

  public static InputStream open(Path file) throws IOException {
    return open(file, Limits.DEFAULT, ProgressListener.NONE);
  }

  public static InputStream open(Path file, Limits limits, ProgressListener progress)
      throws IOException {
    Meter meter = new Meter(limits, progress, file);
    long size = Files.size(file);
    meter.expect(size);
    meter.beginFile(size);
    InputStream raw = new MeteredInputStream(Files.newInputStream(file), meter::read);
    try {
      return new MeteredInputStream(
          decoded(file, raw, limits, meter), new StreamBound(file, limits));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static InputStream decoded(Path file, InputStream raw, Limits limits, Meter meter)
      throws IOException {
    byte[] head = raw.readNBytes(Form.HEAD_BYTES);
    InputStream whole = ContainerOpener.following(head, head.length, raw);
    Form form = Form.of(file.toString(), head, head.length);
    return switch (form) {
      case PLAIN -> whole;
      case XZ, GZIP, ZSTD, BROTLI -> DecodedInputStream.open(form, whole, limits, meter);
      case ZIP, TAR ->
          throw new IOException(
              "reading %s: it is an archive (%s), where one plain or compressed file is needed;"
                      .formatted(file, form)
                  + " unpack it and hand in the file that it holds");
    };
  }

  private static final class StreamBound implements MeteredInputStream.Count {

    private final Path file;
    private final long limit;
    private long passed;

    StreamBound(Path file, Limits limits) {
      this.file = file;
      this.limit = limits.bytesPerStream();
    }

    @Override
    public void add(int bytes) throws LimitExceededException {
      passed += bytes;
      if (passed > limit) {
        throw new LimitExceededException(
            InputProblem.Kind.TOO_LARGE,
            "reading %s: it holds more than %d bytes, which no such file does"
                .formatted(file, limit));
      }
    }
  }
}
