package org.snowguard.server.ingest;

import org.jspecify.annotations.Nullable;
import org.snowguard.formats.cve.RecordProblem;

/**
 * Something that could not be read.
 *
 * @param entry where in the input, for example {@code cves/2024/3xxx/CVE-2024-3094.json}
 * @param recordId the id that it would have had, or null
 * @param reason what is wrong, for people
 */
public record ReadingProblem(String entry, @Nullable String recordId, String reason) {

  /** In a file that was given. */
  public static ReadingProblem in(RecordProblem problem) {
    String place =
        problem.entry().isEmpty()
            ? problem.file().toString()
            : problem.file() + "!" + problem.entry();
    return new ReadingProblem(place, problem.id(), problem.reason());
  }

  /**
   * In a file that was fetched: a record is named alike in every archive that it comes in.
   *
   * @param file the name that people know the file by
   */
  public static ReadingProblem fetched(RecordProblem problem, String file) {
    String entry = problem.entry();
    String name = entry.substring(Math.max(entry.lastIndexOf('/'), entry.lastIndexOf('!')) + 1);
    return new ReadingProblem(name.isEmpty() ? file : name, problem.id(), problem.reason());
  }

  /** The entry of a record that was fetched. */
  public static String entryOf(String id) {
    return id + ".json";
  }
}
