package org.snowguard.formats.archive;

/**
 * Bounds on what an input may make us do. The defaults are several times what the largest real
 * inputs need: the whole CVE list has about 300,000 records of up to 5 MiB and 3 GiB in all, and
 * unpacks to 10 to 35 times its size.
 *
 * @param bytesPerEntry content of one entry of an archive or directory, held in memory while read
 * @param bytesPerStream content of one file read through {@link Decompression}, never held whole
 * @param totalBytes everything unpacked from one input
 * @param entries entries of one input, directories and skipped ones included
 * @param ratio unpacked bytes for each byte of the file on disk
 * @param ratioFloor unpacked bytes of a file below which the ratio does not matter
 * @param nesting archives or compressed files within one another
 * @param spooledBytes a zip inside another archive, copied to a temporary file to be read
 * @param decoderMemory what a decompressor may allocate: the dictionary of xz, the window of zstd
 */
public record Limits(
    int bytesPerEntry,
    long bytesPerStream,
    long totalBytes,
    long entries,
    int ratio,
    long ratioFloor,
    int nesting,
    long spooledBytes,
    int decoderMemory) {

  private static final int MEBIBYTE = 1 << 20;
  private static final long GIBIBYTE = 1L << 30;

  /**
   * Header of one tar entry: names and extended attributes; longer ones are an attack on memory.
   */
  static final int TAR_HEADER_BYTES = MEBIBYTE;

  /** Central directory of a zip, which is held in memory: 100 bytes an entry are usual. */
  static final int ZIP_DIRECTORY_BYTES = 256 * MEBIBYTE;

  public static final Limits DEFAULT =
      new Limits(
          64 * MEBIBYTE,
          GIBIBYTE,
          16 * GIBIBYTE,
          2_000_000,
          250,
          64L * MEBIBYTE,
          2,
          4 * GIBIBYTE,
          128 * MEBIBYTE);

  public Limits {
    // One entry is held in an array, so it has to stay well below the largest array.
    if (bytesPerEntry < 1 || bytesPerEntry > GIBIBYTE) {
      throw new IllegalArgumentException(
          "bytesPerEntry is " + bytesPerEntry + ", but must be between 1 and 2^30");
    }
    if (bytesPerStream < 1
        || totalBytes < 1
        || entries < 1
        || ratio < 1
        || ratioFloor < 0
        || nesting < 1
        || spooledBytes < 1
        || decoderMemory < MEBIBYTE) {
      throw new IllegalArgumentException(
          "every limit must be positive, and decoderMemory at least 1 MiB");
    }
  }

  public Limits withBytesPerEntry(int bytes) {
    return new Limits(
        bytes,
        bytesPerStream,
        totalBytes,
        entries,
        ratio,
        ratioFloor,
        nesting,
        spooledBytes,
        decoderMemory);
  }

  public Limits withBytesPerStream(long bytes) {
    return new Limits(
        bytesPerEntry,
        bytes,
        totalBytes,
        entries,
        ratio,
        ratioFloor,
        nesting,
        spooledBytes,
        decoderMemory);
  }

  public Limits withTotalBytes(long bytes) {
    return new Limits(
        bytesPerEntry,
        bytesPerStream,
        bytes,
        entries,
        ratio,
        ratioFloor,
        nesting,
        spooledBytes,
        decoderMemory);
  }

  public Limits withEntries(long count) {
    return new Limits(
        bytesPerEntry,
        bytesPerStream,
        totalBytes,
        count,
        ratio,
        ratioFloor,
        nesting,
        spooledBytes,
        decoderMemory);
  }

  public Limits withSpooledBytes(long bytes) {
    return new Limits(
        bytesPerEntry,
        bytesPerStream,
        totalBytes,
        entries,
        ratio,
        ratioFloor,
        nesting,
        bytes,
        decoderMemory);
  }
}
