package org.snowguard.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.record.FlawUnion;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.advisory.AdvisoryFiles;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.VulnerabilityRecords;

/** Of all records of some inputs those that were asked for, the latest of each id. */
final class NamedRecords {
  private final Map<String, VulnerabilityRecord> byId;

  private NamedRecords(Map<String, VulnerabilityRecord> byId) {
    this.byId = byId;
  }

  /** The form in which ids are compared. */
  static String key(String id) {
    return id.toUpperCase(Locale.ROOT);
  }

  /**
   * Reads the inputs; what is not asked for is forgotten at once, what is missing is reported.
   *
   * @param others records of others, which the records are united with
   * @param keys of the ids asked for
   */
  static NamedRecords read(
      List<Path> inputs,
      List<Path> others,
      Set<String> keys,
      Problems problems,
      ProgressListener progress) {
    LatestRecords latest = new LatestRecords();
    Map<String, VulnerabilityRecord> kept = new HashMap<>();
    new VulnerabilityRecords(
            Limits.DEFAULT, problem -> problems.report(problem.toString()), progress)
        .forEach(
            inputs,
            found -> {
              String key = key(found.record().id());
              if (keys.contains(key)
                  && latest.offer(key, found.record().updated(), found.ordinal())) {
                kept.put(key, found.record());
              }
            });
    if (!others.isEmpty()) {
      unite(kept, others, keys, problems, progress);
    }
    keys.stream()
        .filter(key -> !kept.containsKey(key))
        .sorted()
        .forEach(key -> problems.report("no record given has the id " + key));
    return new NamedRecords(kept);
  }

  private static void unite(
      Map<String, VulnerabilityRecord> kept,
      List<Path> others,
      Set<String> keys,
      Problems problems,
      ProgressListener progress) {
    FlawUnion union =
        FlawUnion.of(
            new AdvisoryFiles(
                    Limits.DEFAULT, problem -> problems.report(problem.toString()), progress)
                .latest(others)
                .records());
    Set<String> own = new HashSet<>();
    kept.values().forEach(record -> own.add(record.id()));
    kept.replaceAll((_, record) -> union.united(record));
    union
        .withoutOwnRecord(own, Set.of())
        .forEach(
            (id, sources) -> {
              if (keys.contains(key(id))) {
                kept.put(key(id), union.united(id, sources));
              }
            });
  }

  @Nullable VulnerabilityRecord get(String id) {
    return byId.get(key(id));
  }
}
