package org.snowguard.formats.nvd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.VerdictRules;
import org.snowguard.formats.json.JsonDocument;

class NvdRecordReaderTest {
  private static final String RECORD =
      """
      {
        "id": "CVE-2030-0001",
        "sourceIdentifier": "cve@acme.example",
        "published": "2030-01-02T00:00:00.000",
        "lastModified": "2030-02-03T04:05:06.789",
        "vulnStatus": "Analyzed",
        "cveTags": [{"sourceIdentifier": "cve@acme.example", "tags": ["disputed"]}],
        "descriptions": [{"lang": "es", "value": "Un fallo."}, {"lang": "en", "value": "A flaw."}],
        "metrics": {
          "cvssMetricV31": [{
            "source": "nvd@nist.gov", "type": "Primary",
            "cvssData": {"version": "3.1", "vectorString": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}
          }]
        },
        "weaknesses": [{"description": [
          {"lang": "en", "value": "CWE-79"}, {"lang": "en", "value": "NVD-CWE-noinfo"}]}],
        "configurations": [%s],
        "references": [
          {"url": "https://acme.example/a", "source": "x", "tags": ["Patch"]},
          {"url": "https://acme.example/a", "source": "y", "tags": ["Exploit"]}
        ],
        "cisaExploitAdd": "2030-03-01"
      }
      """;

  private static final String ACME = "cpe:2.3:a:acme:acme:*:*:*:*:*:*:*:*";

  @Test
  void everyField() {
    VulnerabilityRecord record = read(RECORD.formatted(or(match(ACME, true, "< 2.0"))));
    assertThat(record.id()).isEqualTo("CVE-2030-0001");
    assertThat(record.assigner()).isEqualTo("cve@acme.example");
    assertThat(record.state()).isEqualTo(RecordState.PUBLISHED);
    assertThat(record.description()).isEqualTo("A flaw.");
    assertThat(record.descriptionPointer()).isEqualTo("/descriptions/1/value");
    assertThat(record.updated()).hasToString("2030-02-03T04:05:06.789Z");
    assertThat(record.tags()).containsExactly("disputed");
    assertThat(record.weaknesses()).containsExactly("CWE-79");
    assertThat(record.cvss())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.pointer()).isEqualTo("/metrics/cvssMetricV31/0/cvssData");
              assertThat(one.container().provider()).isEqualTo("nvd@nist.gov");
            });
    assertThat(record.references())
        .singleElement()
        .satisfies(link -> assertThat(link.tags()).containsExactly("Patch", "Exploit"));
    assertThat(record.knownExploitedSince()).hasToString("2030-03-01");
    AffectedEntry entry = record.affected().getFirst();
    assertThat(entry.pointer()).isEqualTo("/configurations/0/nodes/0/cpeMatch/0");
    assertThat(entry.container().role()).isEqualTo(Container.Role.NVD);
    assertThat(entry.vendor()).isEqualTo("acme");
    assertThat(entry.cpes()).containsExactly(ACME);
  }

  @Test
  void rejected() {
    assertThat(read(RECORD.formatted("").replace("Analyzed", "Rejected")).state())
        .isEqualTo(RecordState.REJECTED);
  }

  @Test
  void withoutIdUnreadable() {
    assertThat(reading("{\"id\": \"GHSA-1\"}")).isInstanceOf(NvdReading.Unreadable.class);
  }

  @ParameterizedTest(name = "{0} of {1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.9 | * | < 2.0        | AFFECTED     | in_affected_range
          2.0 | * | < 2.0        | NOT_AFFECTED | outside_affected_ranges
          2.0 | * | <= 2.0       | AFFECTED     | in_affected_range
          1.0 | * | >= 1.0 < 2.0 | AFFECTED     | in_affected_range
          1.0 | * | > 1.0 < 2.0  | NOT_AFFECTED | outside_affected_ranges
          1.5 | * | > 1.0 <= 2.0 | AFFECTED     | in_affected_range
          0.9 | * | > 1.0 < 2.0  | NOT_AFFECTED | outside_affected_ranges
          1.1 | * | > 1.0        | AFFECTED     | in_affected_range
          1.5 | 1.5 |            | AFFECTED     | listed_affected
          1.6 | 1.5 |            | UNKNOWN      | not_assessed
          1.6 | - |              | UNKNOWN      | no_versions
          1.6 | * |              | AFFECTED     | all_versions_affected
          """)
  void leaves(String version, String cpe, String bounds, String verdict, String code) {
    String criteria = ACME.replace("acme:*", "acme:" + cpe);
    Judgement judgement = judge(version, or(match(criteria, true, bounds == null ? "" : bounds)));
    assertThat(judgement.verdict()).hasToString(verdict);
    assertThat(judgement.code().text()).isEqualTo(code);
  }

  @ParameterizedTest(name = "{1} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Linux          | OR  | o:linux:linux_kernel                      | AFFECTED
          a distribution | OR  | o:debian:debian_linux                     | AFFECTED
          any            | OR  | o:*:*                                     | AFFECTED
          Windows        | OR  | o:microsoft:windows_10                    | UNKNOWN
          macOS          | OR  | o:apple:mac_os_x                          | UNKNOWN
          Android        | OR  | o:google:android                          | UNKNOWN
          a device       | OR  | h:acme:router                             | UNKNOWN
          firmware       | OR  | o:acme:router_firmware                    | UNKNOWN
          other software | OR  | a:acme:host                               | AFFECTED
          either         | OR  | o:microsoft:windows o:linux:linux_kernel  | AFFECTED
          both           | AND | o:microsoft:windows o:linux:linux_kernel  | UNKNOWN
          not Windows    | NOT | o:microsoft:windows                       | AFFECTED
          not Linux      | NOT | o:linux:linux_kernel                      | UNKNOWN
          """)
  void environments(String name, String operator, String names, String verdict) {
    StringBuilder matches = new StringBuilder();
    for (String one : names.split(" ")) {
      matches.append(matches.isEmpty() ? "" : ", ");
      matches.append(match("cpe:2.3:" + one + ":*:*:*:*:*:*:*:*", false, ""));
    }
    String configuration =
        """
        {"operator": "AND", "nodes": [
          {"operator": "OR", "negate": false, "cpeMatch": [%s]},
          {"operator": "%s", "negate": %s, "cpeMatch": [%s]}]}
        """
            .formatted(
                match(ACME, true, "< 2.0"),
                operator.equals("AND") ? "AND" : "OR",
                operator.equals("NOT"),
                matches);
    Judgement judgement = judge("1.0", configuration);
    assertThat(judgement.verdict()).hasToString(verdict);
    if (verdict.equals("UNKNOWN")) {
      assertThat(judgement.code().text()).isEqualTo("other_platform");
    }
  }

  @ParameterizedTest(name = "{0} matches joined by {1}: {2} others each")
  @CsvSource({"3, AND, 2", "3, OR, 0", "101, AND, 0"})
  void asksForTheOthersOfAGroupWhileItIsSmall(int matches, String operator, int others) {
    String all = String.join(", ", java.util.Collections.nCopies(matches, match(ACME, true, "")));
    VulnerabilityRecord record =
        read(RECORD.formatted(or(all).replace("\"OR\"", "\"" + operator + "\"")));
    assertThat(record.affected())
        .hasSize(matches)
        .allSatisfy(
            entry ->
                assertThat(entry.conditions().stream().mapToInt(one -> one.criteria().size()).sum())
                    .isEqualTo(others));
  }

  @Test
  void negatedNodesNameNoProduct() {
    String negated =
        or(match(ACME, true, "< 2.0")).replace("\"negate\": false", "\"negate\": true");
    assertThat(read(RECORD.formatted(negated)).affected()).isEmpty();
  }

  @Test
  void whatItRunsOnIsNoProduct() {
    assertThat(read(RECORD.formatted(or(match(ACME, false, "< 2.0")))).affected()).isEmpty();
  }

  private static String or(String match) {
    return "{\"nodes\": [{\"operator\": \"OR\", \"negate\": false, \"cpeMatch\": [%s]}]}"
        .formatted(match);
  }

  private static String match(String criteria, boolean vulnerable, String bounds) {
    StringBuilder json = new StringBuilder();
    String[] words = bounds.split(" ");
    for (int i = 0; i + 1 < words.length; i += 2) {
      json.append(", \"")
          .append(
              switch (words[i]) {
                case "<" -> "versionEndExcluding";
                case "<=" -> "versionEndIncluding";
                case ">" -> "versionStartExcluding";
                default -> "versionStartIncluding";
              })
          .append("\": \"")
          .append(words[i + 1])
          .append('"');
    }
    return "{\"vulnerable\": %s, \"criteria\": \"%s\"%s}".formatted(vulnerable, criteria, json);
  }

  private static Judgement judge(String version, String configuration) {
    VulnerabilityRecord record = read(RECORD.formatted(configuration).replace("A flaw.", ""));
    NixPackage acme =
        new NixPackage("acme", "acme-" + version, "acme", version, PackageMetadata.NONE, null);
    return VerdictRules.of(record, record.affected()).judge(acme, ProjectVersions.NONE);
  }

  private static VulnerabilityRecord read(String text) {
    return ((NvdReading.Read) reading(text)).record();
  }

  private static NvdReading reading(String text) {
    JsonDocument.Parsed parsed =
        (JsonDocument.Parsed) JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8));
    return NvdRecordReader.read(parsed.root());
  }
}
