package org.snowguard.formats.archive;

import java.nio.file.Path;

/**
 * Is told how far an input has been read; called often (each 64 KiB or entry), so must be quick.
 */
@FunctionalInterface
public interface ProgressListener {

  ProgressListener NONE = (input, bytesRead, totalBytes) -> {};

  /**
   * @param input the path as it was given: a file or a directory
   * @param bytesRead bytes of the files on disk read so far, never more than {@code totalBytes}
   * @param totalBytes size of the file, or of all files of the directory, as they lie on disk
   */
  void progress(Path input, long bytesRead, long totalBytes);
}
