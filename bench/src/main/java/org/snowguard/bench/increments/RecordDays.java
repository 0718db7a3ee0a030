package org.snowguard.bench.increments;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.cve.CveReading;
import org.snowguard.formats.cve.CveRecordReader;

/**
 * Published records, and what each day's delta brought of them.
 *
 * @param first as they were before the first day, by id
 * @param days the records of each delta, by its date
 */
public record RecordDays(
    Map<String, VulnerabilityRecord> first, SortedMap<String, List<VulnerabilityRecord>> days) {

  /** Reads those whose id is wanted. */
  public static RecordDays read(Path directory, Predicate<String> wanted) {
    Map<String, VulnerabilityRecord> first = new TreeMap<>();
    InputFiles files =
        InputFiles.reportingTo(problem -> System.err.println(problem))
            .withNames(name -> name.endsWith(".json") && wanted.test(id(name)));
    files.forEach(
        directory.resolve("baseline-2024-10-24.tar.xz"),
        entry -> {
          if (CveRecordReader.read(entry.bytes()) instanceof CveReading.Read read) {
            first.put(read.record().id(), read.record());
          }
        });
    SortedMap<String, List<VulnerabilityRecord>> days = new TreeMap<>();
    files.forEach(
        directory.resolve("deltas-2024-10-25..2025-01-24.tar.xz"),
        entry -> {
          if (CveRecordReader.read(entry.bytes()) instanceof CveReading.Read read) {
            String day = entry.path().split("/", -1)[1];
            days.computeIfAbsent(day, d -> new ArrayList<>()).add(read.record());
          }
        });
    return new RecordDays(first, days);
  }

  private static String id(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
  }
}
