package org.snowguard.formats.osv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.core.verdict.Judgement;
import org.snowguard.core.verdict.ProjectVersions;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.core.verdict.VerdictRules;
import org.snowguard.formats.json.JsonDocument;

class OsvRecordReaderTest {
  private static final String RECORD =
      """
      {
        "schema_version": "1.7.0",
        "id": "GHSA-aaaa-bbbb-cccc",
        "modified": "2030-02-03T04:05:06Z",
        "published": "2030-01-02T00:00:00Z",
        "aliases": ["CVE-2030-0001", "GO-2030-0001", "GHSA-aaaa-bbbb-cccc", ""],
        "related": ["CVE-2030-0002"],
        "upstream": ["CVE-2030-0003"],
        "summary": "Overflow in acme",
        "details": "The **parser** overflows.",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [
          {
            "package": {
              "ecosystem": "PyPI", "name": "acme", "purl": "pkg:pypi/acme"
            },
            "ranges": [
              {
                "type": "GIT", "repo": "https://github.com/acme/acme",
                "events": [{"introduced": "0"}, {"fixed": "0123456789abcdef"}]
              },
              {"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"fixed": "1.4"}]}
            ],
            "versions": ["1.0", "1.1"],
            "ecosystem_specific": {"imports": [{"path": "acme.parser"}]}
          }
        ],
        "references": [{"type": "FIX", "url": "https://github.com/acme/acme/commit/1"}],
        "database_specific": {"cwe_ids": ["CWE-120", "none"], "github_reviewed": false}
      }
      """;

  @Test
  void everyField() {
    OsvReading.Read read = read(RECORD);
    VulnerabilityRecord record = read.record();
    assertThat(record.id()).isEqualTo("GHSA-aaaa-bbbb-cccc");
    assertThat(record.aliases()).containsExactly("CVE-2030-0001", "GO-2030-0001");
    assertThat(read.related()).containsExactly("CVE-2030-0002");
    assertThat(read.upstream()).containsExactly("CVE-2030-0003");
    assertThat(record.state()).isEqualTo(RecordState.PUBLISHED);
    assertThat(record.title()).isEqualTo("Overflow in acme");
    assertThat(record.description()).isEqualTo("The **parser** overflows.");
    assertThat(record.descriptionPointer()).isEqualTo("/details");
    assertThat(record.published()).hasToString("2030-01-02T00:00:00Z");
    assertThat(record.updated()).hasToString("2030-02-03T04:05:06Z");
    assertThat(record.cvss())
        .singleElement()
        .satisfies(c -> assertThat(c.pointer()).isEqualTo("/severity/0"));
    assertThat(record.weaknesses()).containsExactly("CWE-120");
    assertThat(record.tags()).containsExactly("unreviewed");
    assertThat(record.references())
        .singleElement()
        .satisfies(link -> assertThat(link.tags()).containsExactly("fix"));
    AffectedEntry entry = record.affected().getFirst();
    assertThat(entry.pointer()).isEqualTo("/affected/0");
    assertThat(entry.container()).isEqualTo(new Container(Container.Role.OSV, "GHSA"));
    assertThat(entry.packageName()).isEqualTo("acme");
    assertThat(entry.packageUrl()).isEqualTo("pkg:pypi/acme");
    assertThat(entry.collectionUrl()).isEqualTo("https://pypi.org");
    assertThat(entry.repo()).isEqualTo("https://github.com/acme/acme");
    assertThat(entry.modules()).containsExactly("acme.parser");
  }

  @Test
  void aWithdrawnRecordDescribesNothingAnyMore() {
    assertThat(read("{\"id\": \"GO-1\", \"withdrawn\": \"2030-01-01T00:00:00Z\"}").record().state())
        .isEqualTo(RecordState.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"id\": 7.5e3}", "{\"id\": \"a b\"}", "{\"id\": \"\"}", "[]"})
  void withoutAnIdItIsNoRecord(String text) {
    boolean number = text.contains("7.5");
    assertThat(reading(text))
        .isInstanceOf(number ? OsvReading.Read.class : OsvReading.Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\": \"GO-1\", \"affected\": 3, \"references\": {\"url\": []}, \"aliases\": [{}]}",
        "{\"id\": \"GO-1\", \"affected\": [{\"ranges\": [{\"events\": [[], null, 3]}]}]}"
      })
  void whateverElseIsWrongReadsAsAbsent(String text) {
    assertThat(reading(text)).isInstanceOf(OsvReading.Read.class);
  }

  /** Spans as {@code [from,to)}; {@code @} before those of commits. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          half open                 | i0 f1.2                    | [0,1.2)
          last affected             | i1.0 l1.2                  | [1.0,1.2]
          no end                    | i1.0                       | [1.0,*]
          several                   | i0 f1.2 i2.0 f2.3          | [0,1.2) [2.0,2.3)
          sorted by version         | f2.3 i2.0 f1.10 i1.9       | [1.9,1.10) [2.0,2.3)
          zero stands first         | f1.2 i0                    | [0,1.2)
          introduced twice          | i1.0 i1.1 f1.2             | [1.0,1.2)
          fixed twice               | i1.0 f1.2 f1.3             | [1.0,1.2)
          fixed alone               | f1.2                       | ''
          limit ends an open span   | i1.0 m2.0                  | [1.0,2.0)
          limit before the fix      | i1.0 f3.0 m2.0             | [1.0,2.0)
          limit after the fix       | i1.0 f1.5 m2.0             | [1.0,1.5)
          limit that limits nothing | i1.0 f1.5 m*               | [1.0,1.5)
          pseudo-version of Go      | i0 f0.5.0-alpha.5.0.20200423152442-f4b650b51dc4 | @[0,f4b650b51dc4)
          pseudo-version too long   | i0 f0.0.0-20260301235225-f044d90d5525c | @[0,f044d90d5525c)
          pseudo-version unreleased | i0 f2.0.1-0.20200423152442-f4b650b51dc4+incompatible | @[0,f4b650b51dc4)
          least pre-release of Go   | i1.22.0-0 f1.22.3          | [1.22.0,1.22.3)
          """)
  void eventsBecomeSpans(String name, String events, String expected) {
    assertThat(spans(affected("SEMVER", events, "")).stream().collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void ofTooManyEventsNothingIsSaid() {
    String many =
        java.util.stream.IntStream.rangeClosed(1, 501)
            .mapToObj(i -> "i1." + i + ".0 f1." + i + ".1")
            .collect(Collectors.joining(" "));
    assertThat(spans(affected("SEMVER", many, ""))).containsExactly("@[0]");
    assertThat(verdict("2.0", affected("SEMVER", many, ""))).isEqualTo("UNKNOWN");
  }

  @Test
  void commitsCountOnlyAlone() {
    assertThat(spans(affected("GIT", "i0 f0123456789", ""))).containsExactly("@[0,0123456789)");
    assertThat(spans(affected("GIT", "i0 f0123456789", "\"versions\": [\"1.0\"],")))
        .containsExactly("[1.0]");
  }

  @Test
  void goGivesRangesOfProjectsWhoseTagsAreNoModuleVersionsApart() {
    String custom =
        """
        "ecosystem_specific": {"custom_ranges": [
          {"type": "ECOSYSTEM", "events": [{"introduced": "2.0.0"}, {"fixed": "2.4.1"}]}]},
        """;
    assertThat(spans(affected("SEMVER", "i0", custom))).containsExactly("[2.0.0,2.4.1)");
    assertThat(spans(affected("SEMVER", "i0 f1.9", custom))).containsExactly("[0,1.9)");
  }

  @ParameterizedTest(name = "{0} of {1} beside {2} {3}: {4}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          3.4.5     | a.example/acme    | a.example/acme/v3  | 3.4.6 | AFFECTED
          3.4.6     | a.example/acme    | a.example/acme/v3  | 3.4.6 | NOT_AFFECTED
          2.9       | a.example/acme    | a.example/acme/v3  | 3.4.6 | AFFECTED
          1.0       | a.example/acme    | a.example/acme/v3  | 3.4.6 | AFFECTED
          3.0.0-rc1 | a.example/acme    | a.example/acme/v3  | 3.4.6 | AFFECTED
          4.0       | a.example/acme    | a.example/acme/v3  | 3.4.6 | NOT_AFFECTED
          4.0       | a.example/acme/v4 | a.example/other/v3 | 3.4.6 | UNKNOWN
          3.4.6     | a.example/acme    | a.example/acme/v3  | 3.0.1-0.20200423152442-f4b650b51dc4 | UNKNOWN
          """)
  void aModuleEndsWhereTheNextMajorVersionBegins(
      String version, String unbounded, String other, String fixed, String expected) {
    String record =
        """
        {"id": "GO-1", "affected": [
          {"package": {"ecosystem": "Go", "name": "%s"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}]}]},
          {"package": {"ecosystem": "Go", "name": "%s"},
           "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "%s"}]}]}]}
        """
            .formatted(unbounded, other, fixed);
    assertThat(verdict(version, record)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} of [{1}], {2}, listed {3}, fixed in {4} by the CVE record: {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          5.8 | i0      | UNREVIEWED | -   | -   | UNKNOWN
          5.8 | i0      | REVIEWED   | -   | -   | AFFECTED
          5.8 | i0      | -          | -   | -   | AFFECTED
          5.8 | i0 f5.9 | UNREVIEWED | -   | -   | AFFECTED
          5.8 | i0 f5.7 | UNREVIEWED | -   | -   | NOT_AFFECTED
          5.8 | i5.0    | UNREVIEWED | -   | -   | AFFECTED
          5.8 | i0      | UNREVIEWED | 5.8 | -   | AFFECTED
          5.8 | i0      | UNREVIEWED | 5.7 | -   | UNKNOWN
          5.8 | i0      | UNREVIEWED | -   | 5.9 | AFFECTED
          5.8 | i0      | UNREVIEWED | -   | 5.8 | NOT_AFFECTED
          5.8 | i0      | REVIEWED   | -   | 5.8 | NOT_AFFECTED
          """)
  void everyVersionOfAnUnreviewedReportBoundsNothing(
      String version,
      String events,
      @Nullable String review,
      @Nullable String listed,
      @Nullable String fixed,
      String expected) {
    String status =
        review == null
            ? ""
            : "\"database_specific\": {\"review_status\": \"%s\"},".formatted(review);
    String versions = listed == null ? "" : "\"versions\": [\"" + listed + "\"],";
    String osv =
        affected("SEMVER", events, versions).replace("\"affected\"", status + "\"affected\"");
    List<AffectedEntry> entries = new ArrayList<>(read(osv).record().affected());
    if (fixed != null) {
      entries.add(fixedByAssigner(fixed));
    }
    Judgement judged = judged(version, read(osv).record(), entries);
    assertThat(judged.verdict()).hasToString(expected);
    if (judged.verdict() == Verdict.UNKNOWN) {
      assertThat(judged.text()).contains("by default", "nobody has reviewed");
    }
  }

  private static AffectedEntry fixedByAssigner(String version) {
    return new AffectedEntry(
        "/containers/cna/affected/0",
        new Container(Container.Role.CNA, "acme"),
        "acme",
        "acme",
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new VersionStatement("0", VersionStatus.AFFECTED, version, null, "semver", List.of())),
        VersionStatus.UNAFFECTED);
  }

  @ParameterizedTest(name = "{0} of [{1}] {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1        | i1.0 f1.2            |            | AFFECTED
          1.2        | i1.0 f1.2            |            | NOT_AFFECTED
          0.9        | i1.0 f1.2            |            | NOT_AFFECTED
          0.9        | i0 f1.2              |            | AFFECTED
          1.2        | i1.0 l1.2            |            | AFFECTED
          1.3        | i1.0 l1.2            |            | NOT_AFFECTED
          9          | i1.0                 |            | AFFECTED
          9          | i0                   |            | AFFECTED
          1.10       | f1.2 i1.0 f1.11 i1.9 |            | AFFECTED
          1.5        | i1.0 f1.2            | 1.5        | AFFECTED
          2.5        | i1.0 f9.0 m2.0       |            | NOT_AFFECTED
          2025.11.25 | i0 f0.0.0-20260301235225-f044d90d5525c | | UNKNOWN
          3.4.5      | i0 f0.5.0-alpha.5.0.20200423152442-f4b650b51dc4 | | UNKNOWN
          1.3        |                      | 1.1,1.2    | UNKNOWN
          1.2        |                      | 1.1,1.2    | AFFECTED
          0-unstable-2024-01-01 | i0 f1.2   |            | UNKNOWN
          """)
  void verdicts(String version, String events, String versions, String expected) {
    String listed =
        versions == null
            ? ""
            : "\"versions\": [\"" + String.join("\", \"", versions.split(",")) + "\"],";
    assertThat(verdict(version, affected("ECOSYSTEM", events == null ? "" : events, listed)))
        .isEqualTo(expected);
  }

  @Test
  void commitsDecideNothing() {
    assertThat(verdict("1.0", affected("GIT", "i0 f0123456789abcdef", ""))).isEqualTo("UNKNOWN");
    assertThat(verdict("1.0", affected("GIT", "i0", ""))).isEqualTo("UNKNOWN");
  }

  private static String verdict(String version, String record) {
    VulnerabilityRecord read = read(record).record();
    return judged(version, read, read.affected()).verdict().toString();
  }

  private static Judgement judged(
      String version, VulnerabilityRecord record, List<AffectedEntry> entries) {
    NixPackage acme =
        new NixPackage("acme", "acme-" + version, "acme", version, PackageMetadata.NONE, null);
    return VerdictRules.of(record, entries).judge(acme, ProjectVersions.NONE);
  }

  private static List<String> spans(String record) {
    return read(record).record().affected().getFirst().versions().stream()
        .map(OsvRecordReaderTest::span)
        .toList();
  }

  private static String span(VersionStatement one) {
    String mark = "git".equals(one.versionType()) ? "@" : "";
    return one.lessThan() != null
        ? mark + "[" + one.version() + "," + one.lessThan() + ")"
        : one.lessThanOrEqual() != null
            ? mark + "[" + one.version() + "," + one.lessThanOrEqual() + "]"
            : mark + "[" + one.version() + "]";
  }

  /** Events by their first letter: introduced, fixed, last affected, limit ({@code m}). */
  private static String affected(String type, String events, String more) {
    String json =
        List.of(events.split(" ")).stream()
            .filter(event -> !event.isEmpty())
            .map(
                event ->
                    "{\"%s\": \"%s\"}"
                        .formatted(
                            switch (event.charAt(0)) {
                              case 'i' -> "introduced";
                              case 'f' -> "fixed";
                              case 'l' -> "last_affected";
                              default -> "limit";
                            },
                            event.substring(1)))
            .collect(Collectors.joining(", "));
    return """
    {"id": "GO-1", "affected": [{%s "package": {"ecosystem": "Go", "name": "a.example/acme"},
      "ranges": [{"type": "%s", "events": [%s]}]}]}
    """
        .formatted(more, type, json);
  }

  private static OsvReading.Read read(String text) {
    return (OsvReading.Read) reading(text);
  }

  private static OsvReading reading(String text) {
    JsonDocument.Parsed parsed =
        (JsonDocument.Parsed) JsonDocument.parse(text.getBytes(StandardCharsets.UTF_8));
    return OsvRecordReader.read(parsed.root());
  }
}
