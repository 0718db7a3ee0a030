package org.snowguard.formats.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.MemoryLimitException;
import org.tukaani.xz.XZInputStream;

/**
 * What a decompressor gives: metered, bounded in its own memory, and failing only with {@link
 * IOException}, whatever the decompressor makes of hostile bytes.
 */
final class DecodedInputStream extends FilterInputStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Meter meter;

  private DecodedInputStream(InputStream decoder, Meter meter) {
    super(decoder);
    this.meter = meter;
  }

  static InputStream open(Form form, InputStream compressed, Limits limits, Meter meter)
      throws IOException {
    InputStream buffered = new BufferedInputStream(compressed, BUFFER_BYTES);
    try {
      return new DecodedInputStream(decoder(form, buffered, limits), meter);
    } catch (MemoryLimitException | RuntimeException e) {
      throw asIOException(e);
    }
  }

  private static InputStream decoder(Form form, InputStream compressed, Limits limits)
      throws IOException {
    int memory = limits.decoderMemory();
    return switch (form) {
      case XZ -> new XZInputStream(compressed, memory >>> 10);
      case GZIP -> new GZIPInputStream(compressed, BUFFER_BYTES);
      case ZSTD ->
          new ZstdInputStreamNoFinalizer(compressed)
              .setLongMax(Integer.SIZE - 1 - Integer.numberOfLeadingZeros(memory));
      // Windows of RFC 7932 end at 16 MiB; this decoder knows no larger ones.
      case BROTLI -> new BrotliInputStream(compressed, BUFFER_BYTES);
      case ZIP, TAR, PLAIN -> throw new IllegalArgumentException(form + " is not a compression");
    };
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int bytes;
    try {
      bytes = in.read(target, offset, length);
    } catch (MemoryLimitException | ZstdIOException | RuntimeException e) {
      throw asIOException(e);
    }
    if (bytes > 0) {
      meter.unpacked(bytes);
    }
    return bytes;
  }

  @Override
  public long skip(long wanted) throws IOException {
    byte[] scratch = new byte[Math.clamp(wanted, 0, 1 << 13)];
    int bytes = scratch.length == 0 ? 0 : read(scratch, 0, scratch.length);
    return Math.max(bytes, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private static IOException asIOException(Exception thrown) {
    if (thrown instanceof MemoryLimitException xz) {
      return tooMuchMemory((xz.getMemoryNeeded() >>> 10) + " MiB");
    }
    if (thrown instanceof ZstdIOException zstd) {
      return zstd.getErrorCode() == Zstd.errFrameParameterWindowTooLarge()
          ? tooMuchMemory("a larger window")
          : zstd;
    }
    return new IOException("the decompressor failed with " + thrown, thrown);
  }

  private static LimitExceededException tooMuchMemory(String needed) {
    return new LimitExceededException(
        InputProblem.Kind.TOO_LARGE,
        "needs "
            + needed
            + " of memory to unpack, more than allowed; compress it at a lower level");
  }
}
