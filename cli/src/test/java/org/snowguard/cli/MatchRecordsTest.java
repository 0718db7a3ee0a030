package org.snowguard.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of others beside those of the CVE list. */
class MatchRecordsTest {

  @TempDir private Path directory;

  @Test
  void linesDependOnTheRecordsOfTheirVulnerabilityAlone() throws IOException {
    Path packages = write("p.json", PACKAGES);
    List<Path> cves = new ArrayList<>();
    List<Path> records = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      cves.add(write("CVE-2030-000" + i + ".json", CVE.formatted(i)));
      records.add(write("GO-2030-000" + i + ".json", OSV.formatted(i, i)));
    }
    List<String> whole = match(cves, records, packages);
    assertThat(whole).hasSize(3);
    assertThat(whole).allMatch(line -> line.contains("\"osv:GO-2030-000"));
    for (int i = 0; i < 3; i++) {
      assertThat(match(List.of(cves.get(i)), List.of(records.get(i)), packages))
          .containsExactly(whole.get(i));
    }
    assertThat(match(cves.reversed(), records.reversed(), packages)).isEqualTo(whole);
  }

  @Test
  void anOsvRangeDecidesWhereTheCveRecordHasNone() throws IOException {
    Path packages = write("p.json", PACKAGES);
    Path cve = write("CVE-2030-0001.json", CVE.formatted(1));
    Path osv = write("GO-2030-0001.json", OSV.formatted(1, 1));
    assertThat(match(List.of(cve), List.of(), packages))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"verdict\":\"unknown\""));
    assertThat(match(List.of(cve), List.of(osv), packages))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line)
                    .contains("\"verdict\":\"affected\"", "\"aliases\":[\"GO-2030-0001\"]"));
  }

  @Test
  void aRecordOfOthersAloneIsExplained() throws IOException {
    Path packages = write("p.json", PACKAGES);
    Path cve = write("CVE-2030-0001.json", CVE.formatted(1));
    Path osv = write("GO-2030-0002.json", OSV.formatted(2, 2));
    List<String> arguments =
        List.of(
            "explain",
            "CVE-2030-0002",
            "anvil",
            "--quiet",
            "--cves=" + cve,
            "--records=" + osv,
            "--packages=" + packages);
    assertThat(String.join("\n", printed(arguments)))
        .contains("affected", "osv:GO-2030-0002#/affected/0");
  }

  @Test
  void everyMajorVersionOfAModuleIsTheProjects() throws IOException {
    String named = PACKAGES.replace("1.3", "2.9").replace("anvil", "server");
    Path packages = write("p.json", named.replace("\"server\": {", "\"acme-server\": {"));
    Path cve = write("CVE-2030-0001.json", CVE.formatted(1));
    Path osv = write("GO-2030-0001.json", MAJORS);
    assertThat(match(List.of(cve), List.of(osv), packages))
        .singleElement()
        .satisfies(
            line -> assertThat(line).contains("\"verdict\":\"not_affected\"", "2.9 > 2.2.2"));
  }

  private List<String> match(List<Path> cves, List<Path> records, Path packages) {
    List<String> arguments = new ArrayList<>(List.of("match", "--quiet"));
    cves.forEach(path -> arguments.add("--cves=" + path));
    records.forEach(path -> arguments.add("--records=" + path));
    arguments.add("--packages=nixos-unstable=" + packages);
    return printed(arguments);
  }

  private static List<String> printed(List<String> arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
      System.setOut(out);
      assertThat(Snowguard.run(arguments.toArray(String[]::new))).isZero();
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static final String PACKAGES =
      """
      {"version": "2", "packages": {"anvil": {
        "name": "anvil-1.3", "pname": "anvil", "version": "1.3", "system": "x86_64-linux",
        "meta": {"description": "Falls on request", "homepage": "https://github.com/acme/anvil",
          "changelog": "https://github.com/acme/anvil/releases", "name": "anvil-1.3"}}}}
      """;

  private static final String CVE =
      """
      {"dataType": "CVE_RECORD", "dataVersion": "5.1",
       "cveMetadata": {"cveId": "CVE-2030-000%d", "state": "PUBLISHED"},
       "containers": {"cna": {"providerMetadata": {"shortName": "acme"},
         "descriptions": [{"lang": "en", "value": "Anvil falls too early."}],
         "affected": [{"vendor": "acme", "product": "anvil",
           "versions": [{"version": "n/a", "status": "affected"}]}]}}}
      """;

  private static final String OSV =
      """
      {"id": "GO-2030-000%d", "modified": "2030-01-01T00:00:00Z", "aliases": ["CVE-2030-000%d"],
       "summary": "Anvil falls too early",
       "affected": [{
         "package": {"ecosystem": "Go", "name": "github.com/acme/anvil"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.4"}]}]}]}
      """;

  private static final String MAJORS =
      """
      {"id": "GO-2030-0001", "modified": "2030-01-01T00:00:00Z", "aliases": ["CVE-2030-0001"],
       "summary": "Anvil falls too early in github.com/acme/server",
       "affected": [{
         "package": {"ecosystem": "Go", "name": "github.com/acme/server"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]}, {
         "package": {"ecosystem": "Go", "name": "github.com/acme/server/v2"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.2.2"}]}]}]}
      """;
}
