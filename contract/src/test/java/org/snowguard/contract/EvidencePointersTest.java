package org.snowguard.contract;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pointer of a piece of evidence leads to something in the text of the record that it names. */
class EvidencePointersTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;
  private List<String> lines = List.of();

  @BeforeEach
  void match() throws IOException {
    lines =
        Demo.run(
            "match",
            "--quiet",
            "--cves=" + write("CVE-2030-0001.json", CVE),
            "--records=" + write("PYSEC-2030-1.json", OSV),
            "--records=" + write("nvd.json", NVD),
            "--packages=nixos-unstable=" + write("p.json", PACKAGES));
  }

  @Test
  void everyPointerLeadsSomewhere() {
    Map<String, JsonNode> texts =
        Map.of(
            "",
            JSON.readTree(CVE),
            "osv:PYSEC-2030-1",
            JSON.readTree(OSV),
            "nvd",
            JSON.readTree(NVD).at("/vulnerabilities/0/cve"));
    Set<String> pointers = pointers();
    assertThat(pointers)
        .allSatisfy(
            pointer -> {
              int hash = pointer.indexOf('#');
              JsonNode text = texts.get(hash < 0 ? "" : pointer.substring(0, hash));
              assertThat(text).as(pointer).isNotNull();
              assertThat(requireNonNull(text).at(pointer.substring(hash + 1)).isMissingNode())
                  .as(pointer)
                  .isFalse();
            });
  }

  @Test
  void everyFormOfRecordIsPointedInto() {
    assertThat(pointers())
        .contains(
            "/containers/cna/affected/0/product",
            "/containers/cna/affected/1/packageName",
            "/containers/cna/cpeApplicability/0/nodes/0/cpeMatch/0/criteria",
            "osv:PYSEC-2030-1#/affected/0/package/name",
            "osv:PYSEC-2030-1#/affected/0/package/purl",
            "osv:PYSEC-2030-1#/affected/0/ranges",
            "nvd#/configurations/0/nodes/0/cpeMatch/0/criteria");
  }

  private Set<String> pointers() {
    List<String> pointers = new ArrayList<>();
    for (String line : lines) {
      JSON.readTree(line).findValues("pointer").forEach(found -> pointers.add(found.asString()));
    }
    return pointers.stream()
        .filter(pointer -> !pointer.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  /** Each is named in another field, so that each field is the first to speak for one of them. */
  private static final String PACKAGES =
      """
      {"version": "2", "packages": {
        "anvil": {"name": "anvil-1.3", "pname": "anvil", "version": "1.3", "system": "x86_64-linux",
          "meta": {"name": "anvil-1.3", "description": "Falls",
            "homepage": "https://github.com/acme/anvil"}},
        "hammer": {"name": "hammer-1.3", "pname": "hammer", "version": "1.3",
          "system": "x86_64-linux",
          "meta": {"name": "hammer-1.3", "description": "Hits",
            "homepage": "https://hammer.example"}},
        "tongs": {"name": "tongs-1.3", "pname": "tongs", "version": "1.3",
          "system": "x86_64-linux",
          "meta": {"name": "tongs-1.3", "description": "Grips",
            "homepage": "https://tongs.example",
            "identifiers": {"cpeParts": {"vendor": "acme", "product": "tongs"}}}},
        "bellows": {"name": "bellows-1.3", "pname": "bellows", "version": "1.3",
          "system": "x86_64-linux",
          "meta": {"name": "bellows-1.3", "description": "Blows",
            "homepage": "https://bellows.example",
            "identifiers": {"cpeParts": {"vendor": "acme", "product": "bellows"}}}},
        "python3Packages.rasp": {"name": "python3.13-rasp-1.3", "pname": "rasp", "version": "1.3",
          "system": "x86_64-linux",
          "meta": {"name": "python3.13-rasp-1.3", "description": "Files",
            "homepage": "https://github.com/acme/rasp",
            "identifiers": {"purlParts": {"type": "pypi", "spec": "rasp"},
              "purl": "pkg:pypi/rasp", "purls": ["pkg:pypi/rasp"]}}}
      }}
      """;

  private static final String CVE =
      """
      {"dataType": "CVE_RECORD", "dataVersion": "5.1",
       "cveMetadata": {"cveId": "CVE-2030-0001", "state": "PUBLISHED",
         "assignerShortName": "acme"},
       "containers": {"cna": {"providerMetadata": {"shortName": "acme"},
         "title": "Tools fall",
         "descriptions": [{"lang": "en", "value": "Tools fall too early."}],
         "affected": [
           {"vendor": "acme", "product": "anvil",
             "versions": [{"version": "1.2", "status": "affected"}]},
           {"vendor": "distributor", "product": "Smithy Linux 9", "packageName": "hammer",
             "collectionURL": "https://smithy.example", "defaultStatus": "affected"}],
         "cpeApplicability": [{"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [
           {"vulnerable": true, "criteria": "cpe:2.3:a:acme:tongs:*:*:*:*:*:*:*:*",
             "versionEndExcluding": "1.4"}]}]}],
         "references": [{"url": "https://github.com/acme/anvil/issues/1"}]}}}
      """;

  private static final String OSV =
      """
      {"id": "PYSEC-2030-1", "modified": "2030-01-01T00:00:00Z", "aliases": ["CVE-2030-0001"],
       "summary": "Tools fall", "details": "Tools fall too early.",
       "affected": [{
         "package": {"ecosystem": "PyPI", "name": "rasp", "purl": "pkg:pypi/rasp"},
         "ranges": [
           {"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.4"}]},
           {"type": "GIT", "repo": "https://github.com/acme/rasp",
             "events": [{"introduced": "0"}]}]}]}
      """;

  private static final String NVD =
      """
      {"resultsPerPage": 1, "startIndex": 0, "totalResults": 1, "format": "NVD_CVE",
       "version": "2.0", "vulnerabilities": [{"cve": {
         "id": "CVE-2030-0001", "sourceIdentifier": "cve@acme.example",
         "published": "2030-01-01T00:00:00.000", "lastModified": "2030-01-01T00:00:00.000",
         "vulnStatus": "Analyzed",
         "descriptions": [{"lang": "en", "value": "Tools fall."}],
         "configurations": [{"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [
           {"vulnerable": true, "criteria": "cpe:2.3:a:acme:bellows:*:*:*:*:*:*:*:*",
             "versionEndExcluding": "1.4"}]}]}]}}]}
      """;
}
