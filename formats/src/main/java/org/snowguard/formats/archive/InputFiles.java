package org.snowguard.formats.archive;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Opens a directory, a single file, or an archive ({@code .tar}, {@code .zip}, a zip inside a zip,
 * each also compressed by xz, gzip, zstd or brotli) and gives its entries one after the other: a
 * directory's sorted by name, an archive's in its own order. Memory is bounded by one entry, work
 * by {@link Limits}. What cannot be read is reported and left out; nothing in an input makes this
 * throw.
 *
 * <p>In directories, names that start with a dot are passed over, as {@code .git} lies in every
 * checkout of the CVE list. Archives in a directory are opened.
 *
 * @param names which entries to read, by their path in the archive or directory without the suffix
 *     of a compression; a file that is named itself is always read
 */
public record InputFiles(
    Limits limits, Predicate<String> names, ProblemListener problems, ProgressListener progress) {

  public static InputFiles reportingTo(ProblemListener problems) {
    return new InputFiles(Limits.DEFAULT, name -> true, problems, ProgressListener.NONE);
  }

  public InputFiles withLimits(Limits changed) {
    return new InputFiles(changed, names, problems, progress);
  }

  public InputFiles withNames(Predicate<String> changed) {
    return new InputFiles(limits, changed, problems, progress);
  }

  public InputFiles withProgress(ProgressListener changed) {
    return new InputFiles(limits, names, problems, changed);
  }

  /** Reads everything; exceptions of the consumer pass through and end the reading. */
  public void forEach(Path input, Consumer<InputEntry> consumer) {
    try (EntryReader entries = open(input)) {
      for (InputEntry entry = entries.next(); entry != null; entry = entries.next()) {
        consumer.accept(entry);
      }
    }
  }

  /** For callers that want to stop early; a path that does not exist is a reported problem. */
  public EntryReader open(Path input) {
    return new EntryReader(this, input);
  }
}
