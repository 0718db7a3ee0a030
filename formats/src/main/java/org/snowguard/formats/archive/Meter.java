package org.snowguard.formats.archive;

import java.nio.file.Path;

/** Counts what one input made us read and unpack, tells progress, and stops at the limits. */
final class Meter {

  private final Limits limits;
  private final ProgressListener progress;
  private final Path input;
  private long totalOnDisk;
  private long readBefore;
  private long fileSize;
  private long fileRead;
  private long fileUnpacked;
  private long unpacked;
  private long entries;

  Meter(Limits limits, ProgressListener progress, Path input) {
    this.limits = limits;
    this.progress = progress;
    this.input = input;
  }

  boolean isWatched() {
    return !progress.equals(ProgressListener.NONE);
  }

  void expect(long bytesOnDisk) {
    totalOnDisk = bytesOnDisk;
  }

  /** A next file on disk begins. */
  void beginFile(long size) {
    readBefore += fileSize;
    fileSize = size;
    fileRead = 0;
    fileUnpacked = 0;
  }

  /** Bytes of the file on disk were read. */
  void read(int bytes) throws LimitExceededException {
    moveTo(fileRead + bytes);
    // A device or pipe given as input has no size, but may have no end.
    if (fileRead > limits.totalBytes()) {
      throw tooMuch();
    }
  }

  /** For a zip, which is not read from front to back. */
  void moveTo(long position) {
    fileRead = position;
    // A file may grow while it is read.
    progress.progress(input, Math.min(readBefore + fileRead, totalOnDisk), totalOnDisk);
  }

  void finish() {
    progress.progress(input, totalOnDisk, totalOnDisk);
  }

  long position() {
    return fileRead;
  }

  /** Bytes came out of a decompressor. */
  void unpacked(int bytes) throws LimitExceededException {
    fileUnpacked += bytes;
    unpacked += bytes;
    if (unpacked > limits.totalBytes()) {
      throw tooMuch();
    }
    long onDisk = Math.max(fileSize, fileRead);
    if (fileUnpacked > limits.ratioFloor() && fileUnpacked / limits.ratio() > onDisk) {
      throw new LimitExceededException(
          InputProblem.Kind.SUSPICIOUS_RATIO,
          "unpacks to more than %d times its size of %d bytes, as archives made to exhaust their"
                  .formatted(limits.ratio(), onDisk)
              + " readers do; reading of it stopped, what stood before was read");
    }
  }

  void entry() throws LimitExceededException {
    entries++;
    if (entries > limits.entries()) {
      throw new LimitExceededException(
          InputProblem.Kind.TOO_MUCH,
          "has more than %d entries; reading stopped there, hand it in as several inputs"
              .formatted(limits.entries()));
    }
  }

  private LimitExceededException tooMuch() {
    return new LimitExceededException(
        InputProblem.Kind.TOO_MUCH,
        "is larger than %d bytes unpacked; reading stopped there, hand it in as several inputs"
            .formatted(limits.totalBytes()));
  }
}
