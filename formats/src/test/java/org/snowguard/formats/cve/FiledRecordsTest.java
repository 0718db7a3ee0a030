package org.snowguard.formats.cve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.formats.archive.InputProblem;

class FiledRecordsTest {

  @TempDir private Path directory;

  @Test
  void keepsTheLatestOfThoseAskedForWhateverTheOrder() throws IOException {
    Path newer = write("newer/CVE-2030-0001.json", "CVE-2030-0001", "2030-02-01", "newer");
    Path older = write("older/CVE-2030-0001.json", "CVE-2030-0001", "2030-01-01", "older");
    Path other = write("older/CVE-2030-0002.json", "CVE-2030-0002", "2030-01-01", "other");
    List<InputProblem> problems = new ArrayList<>();
    for (List<Path> order : List.of(List.of(newer, older, other), List.of(other, older, newer))) {
      Map<String, VulnerabilityRecord> found =
          FiledRecords.latest(order, Set.of("CVE-2030-0001", "CVE-2030-9999"), problems::add);
      assertThat(found).containsOnlyKeys("CVE-2030-0001");
      assertThat(found.get("CVE-2030-0001"))
          .extracting(VulnerabilityRecord::title)
          .isEqualTo("newer");
    }
    assertThat(problems).isEmpty();
  }

  private Path write(String name, String id, String updated, String title) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    return Files.writeString(
        file,
        """
        {"dataType":"CVE_RECORD","dataVersion":"5.1",
         "cveMetadata":{"cveId":"%s","state":"PUBLISHED","dateUpdated":"%sT00:00:00Z"},
         "containers":{"cna":{"title":"%s"}}}
        """
            .formatted(id, updated, title));
  }
}
