package org.snowguard.formats.cve;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.InputFiles;
import org.snowguard.formats.archive.ProblemListener;

/**
 * A few records out of many that are filed as the CVE list files them, each under its own name:
 * {@code …/CVE-2024-3094.json}. Other files are not even parsed.
 */
public final class FiledRecords {

  private FiledRecords() {}

  /**
   * The latest record of each id by {@link LatestRecords}; ids without a record are left out.
   *
   * @param problems told of inputs that cannot be read
   */
  public static Map<String, VulnerabilityRecord> latest(
      List<Path> inputs, Set<String> ids, ProblemListener problems) {
    LatestRecords latest = new LatestRecords();
    Map<String, VulnerabilityRecord> kept = new HashMap<>();
    InputFiles files =
        InputFiles.reportingTo(problems).withNames(name -> ids.contains(fileName(name)));
    for (Path input : inputs) {
      files.forEach(
          input,
          entry -> {
            if (CveRecordReader.read(entry.bytes()) instanceof CveReading.Read(var record, var _)
                && ids.contains(record.id())
                && latest.offer(record.id(), record.updated(), latest.offered())) {
              kept.put(record.id(), record);
            }
          });
    }
    return kept;
  }

  private static String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
  }
}
