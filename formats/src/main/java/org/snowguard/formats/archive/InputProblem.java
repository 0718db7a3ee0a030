package org.snowguard.formats.archive;

import java.nio.file.Path;

/**
 * Something of an input that was not read.
 *
 * @param file the file on disk
 * @param entry path within that file, {@code !} between archives; empty when it is the file itself
 * @param reason what is wrong and what to do, for people
 */
public record InputProblem(Path file, String entry, Kind kind, String reason) {

  /** What kind of thing went wrong; each says whether the rest of the file could be read. */
  public enum Kind {
    /** The file could not be opened; the rest of a directory is read. */
    UNREADABLE,
    /** Damaged or cut short; what stood before the damage was read. */
    CORRUPT,
    /** A name that leads out of the archive or cannot be shown; the entry was skipped. */
    UNSAFE_NAME,
    /** A link, device or other thing without content of its own; the entry was skipped. */
    NOT_A_FILE,
    /** Larger than {@link Limits#bytesPerEntry}; the entry was skipped. */
    TOO_LARGE,
    /** Archives within archives beyond {@link Limits#nesting}; the entry was skipped. */
    TOO_DEEP,
    /** Unpacks to far more than its size; reading of that file stopped. */
    SUSPICIOUS_RATIO,
    /** The whole input is larger than {@link Limits}; reading of the input stopped. */
    TOO_MUCH
  }

  public InputProblem {
    entry = EntryNames.printable(entry);
    reason = EntryNames.printable(reason);
  }

  /** How the place is named in reports: {@code archive.tar.xz!cves/CVE-2024-0001.json}. */
  public String name() {
    return entry.isEmpty() ? file.toString() : file + "!" + entry;
  }

  @Override
  public String toString() {
    return name() + ": " + reason;
  }
}
