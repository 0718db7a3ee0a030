package org.snowguard.formats.cve;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Something wrong with an input or a record.
 *
 * @param entry path within the file; empty when it is the file itself
 * @param id the record's id, where it could be told
 * @param skipped whether something was left out; otherwise the record was read all the same
 */
public record RecordProblem(
    Path file, String entry, @Nullable String id, String reason, boolean skipped) {

  @Override
  public String toString() {
    String place = entry.isEmpty() ? file.toString() : file + "!" + entry;
    return id == null ? place + ": " + reason : place + " (" + id + "): " + reason;
  }
}
