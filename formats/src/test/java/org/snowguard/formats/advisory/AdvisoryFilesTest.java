package org.snowguard.formats.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.core.record.RecordSource;
import org.snowguard.core.record.SourceRecord;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.RecordProblem;

class AdvisoryFilesTest {
  private static final String OSV =
      "{\"id\": \"GO-2030-0001\", \"modified\": \"2030-0%d-01T00:00:00Z\", \"summary\": \"%s\"}";
  private static final String RESPONSE =
      """
      {"resultsPerPage": 2, "format": "NVD_CVE", "vulnerabilities": [
        {"cve": {"id": "CVE-2030-0001", "metrics": {"score": 7.50}}},
        {"cve": {"id": "nothing"}},
        {"other": 1},
        {"cve": {"id": "CVE-2030-0002"}}]}
      """;

  @TempDir Path directory;
  private final List<RecordProblem> problems = new ArrayList<>();

  @Test
  void tellsOsvFromTheNvdByContent() throws IOException {
    write("a.json", OSV.formatted(1, "x"));
    write("b.json", RESPONSE);
    AdvisorySet read = read(directory);
    assertThat(read.records())
        .extracting(SourceRecord::key)
        .containsExactly("osv:GO-2030-0001", "nvd", "nvd");
    assertThat(read.counts().read()).isEqualTo(3);
    assertThat(read.counts().unreadable()).isEqualTo(2);
    assertThat(problems).extracting(RecordProblem::skipped).containsOnly(true);
  }

  @Test
  void theRecordModifiedLastCounts() throws IOException {
    write("a.json", OSV.formatted(2, "late"));
    write("b.json", OSV.formatted(1, "early"));
    AdvisorySet read = read(directory);
    assertThat(read.superseded()).isEqualTo(1);
    assertThat(read.records())
        .singleElement()
        .satisfies(one -> assertThat(one.record().title()).isEqualTo("late"));
  }

  @Test
  void aBadFileSpoilsNoOther() throws IOException {
    write("a.json", "{\"id\": \"GO-2030-0001\", ");
    write("b.json", "[1, 2]");
    write("c.json", "{\"cveMetadata\": {\"cveId\": \"CVE-2030-0001\"}}");
    write("d.json", OSV.formatted(1, "x"));
    write("notes.txt", "no record");
    assertThat(read(directory).records()).hasSize(1);
    assertThat(problems)
        .extracting(RecordProblem::reason)
        .hasSize(3)
        .anyMatch(r -> r.contains("--cves"));
  }

  @Test
  void readsArchives() throws IOException {
    Path zip = directory.resolve("all.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("GO-2030-0001.json"));
      out.write(OSV.formatted(1, "x").getBytes(StandardCharsets.UTF_8));
      out.closeEntry();
    }
    assertThat(read(zip).records()).hasSize(1);
  }

  @Test
  void eachRecordOfTheNvdHasItsOwnText() throws IOException {
    write("b.json", RESPONSE);
    List<String> texts = new ArrayList<>();
    files()
        .forEach(
            List.of(directory), one -> texts.add(new String(one.raw(), StandardCharsets.UTF_8)));
    assertThat(texts)
        .containsExactly(
            "{\"id\":\"CVE-2030-0001\",\"metrics\":{\"score\":7.50}}",
            "{\"id\":\"CVE-2030-0002\"}");
  }

  @Test
  void sourcesAreTold() throws IOException {
    write("b.json", RESPONSE);
    assertThat(read(directory).records())
        .extracting(SourceRecord::source)
        .containsOnly(RecordSource.NVD);
  }

  private AdvisorySet read(Path path) {
    return files().latest(List.of(path));
  }

  private AdvisoryFiles files() {
    return new AdvisoryFiles(Limits.DEFAULT, problems::add, ProgressListener.NONE);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }
}
