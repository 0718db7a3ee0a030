package org.snowguard.formats.cve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.CvssStatement;
import org.snowguard.core.record.RecordState;
import org.snowguard.core.record.Reference;
import org.snowguard.core.record.Ssvc;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.record.VulnerabilityRecord;

class CveRecordReaderTest {
  private static final Container ACME = new Container(Container.Role.CNA, "acme");
  private static final Container CISA = new Container(Container.Role.ADP, "CISA-ADP");

  private final VulnerabilityRecord whole = read(Fixtures.WHOLE_RECORD);

  @Test
  void readsWhatTheRecordSaysOfItself() {
    assertThat(whole.id()).isEqualTo("CVE-2030-12345");
    assertThat(whole.state()).isEqualTo(RecordState.PUBLISHED);
    assertThat(whole.assigner()).isEqualTo("acme");
    assertThat(whole.title()).isEqualTo("Overflow in libacme");
    assertThat(whole.description()).isEqualTo("A heap overflow.");
    assertThat(whole.descriptionPointer()).isEqualTo("/containers/cna/descriptions/1/value");
    assertThat(whole.published()).isEqualTo(Instant.parse("2030-01-02T00:00:00Z"));
    assertThat(whole.updated()).isEqualTo(Instant.parse("2030-02-03T04:05:06.789Z"));
    assertThat(whole.aliases()).containsExactly("GHSA-2345-6789-cfgh");
    assertThat(whole.tags()).containsExactly("disputed");
    assertThat(whole.weaknesses()).containsExactly("CWE-122", "CWE-787");
  }

  @Test
  void readsProductsOfEveryContainerInTheirOrder() {
    assertThat(whole.affected())
        .extracting(AffectedEntry::pointer)
        .containsExactly(
            "/containers/cna/affected/0",
            "/containers/cna/cpeApplicability/0/nodes/0/cpeMatch/0",
            "/containers/cna/cpeApplicability/0/nodes/0/cpeMatch/1",
            "/containers/adp/0/affected/0");
    AffectedEntry first = whole.affected().getFirst();
    assertThat(first.container()).isEqualTo(ACME);
    assertThat(first.vendor()).isEqualTo("Acme");
    assertThat(first.product()).isEqualTo("libacme");
    assertThat(first.repo()).isEqualTo("https://github.com/acme/libacme");
    assertThat(first.packageUrl()).isEqualTo("pkg:generic/libacme");
    assertThat(first.defaultStatus()).isEqualTo(VersionStatus.UNAFFECTED);
    assertThat(first.versions())
        .containsExactly(
            new VersionStatement(
                "1.0",
                VersionStatus.AFFECTED,
                "1.4",
                null,
                "semver",
                List.of(new VersionChange("1.3.9", VersionStatus.UNAFFECTED))),
            new VersionStatement("n/a", VersionStatus.UNKNOWN, null, null, null, List.of()));
    assertThat(whole.affected().getLast().container()).isEqualTo(CISA);
  }

  @Test
  void readsVulnerableLeavesOfConfigurationsAsProducts() {
    AffectedEntry range = whole.affected().get(1);
    assertThat(range.vendor()).isEqualTo("acme");
    assertThat(range.product()).isEqualTo("lib:acme");
    assertThat(range.cpes()).containsExactly("cpe:2.3:a:acme:lib\\:acme:*:*:*:*:*:*:*:*");
    assertThat(range.versions())
        .containsExactly(
            new VersionStatement("> 1.0", VersionStatus.AFFECTED, null, "1.3", null, List.of()));
    AffectedEntry all = whole.affected().get(2);
    assertThat(all.versions()).isEmpty();
    assertThat(all.defaultStatus()).isEqualTo(VersionStatus.AFFECTED);
  }

  @Test
  void readsReferencesOnceWithAllTheirTags() {
    assertThat(whole.references())
        .containsExactly(
            new Reference(
                "/containers/cna/references/0",
                "https://example.org/advisory",
                List.of("vendor-advisory", "x_transferred")),
            new Reference(
                "/containers/adp/0/references/1", "https://example.org/fix", List.of("patch")));
  }

  @Test
  void readsVectorsDecisionPointsAndExploitation() {
    assertThat(whole.cvss())
        .containsExactly(
            new CvssStatement(
                "/containers/cna/metrics/0/cvssV3_1",
                ACME,
                "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
            new CvssStatement(
                "/containers/adp/0/metrics/0/cvssV2_0", CISA, "AV:N/AC:L/Au:N/C:P/I:P/A:P"));
    assertThat(whole.ssvc()).isEqualTo(new Ssvc("active", "yes", null));
    assertThat(whole.knownExploitedSince()).isEqualTo(LocalDate.of(2030, 1, 9));
  }

  @Test
  void takesDecisionPointsFromNobodyButCisa() {
    assertThat(read(Fixtures.WHOLE_RECORD.replace("CISA-ADP", "Somebody")).ssvc()).isNull();
    assertThat(read(Fixtures.WHOLE_RECORD.replace("CISA-ADP", "Somebody")).knownExploitedSince())
        .isNull();
  }

  @Test
  void aRejectedRecordSaysWhy() {
    VulnerabilityRecord rejected = read(Fixtures.REJECTED_RECORD);
    assertThat(rejected.state()).isEqualTo(RecordState.REJECTED);
    assertThat(rejected.description()).isEqualTo("Withdrawn: no flaw.");
    assertThat(rejected.descriptionPointer()).isEqualTo("/containers/cna/rejectedReasons/0/value");
  }

  @Test
  void readsARecordOfItsIdAlone() {
    VulnerabilityRecord bare = read("{\"cveMetadata\":{\"cveId\":\"CVE-2030-0001\"}}");
    assertThat(bare.state()).isEqualTo(RecordState.PUBLISHED);
    assertThat(bare.updated()).isNull();
    assertThat(bare.affected()).isEmpty();
    assertThat(bare.descriptionPointer()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"1.10\", 1.10",
        "1.10, 1.10",
        "2, 2",
        "1e999999999, 1e999999999",
        "true, true",
        "null, ``",
        "{}, ``",
        "\"< 3 \", `< 3 `",
      })
  void keepsVersionsAsWritten(String json, String text) {
    VulnerabilityRecord record = withAffected("{\"versions\":[{\"version\":" + json + "}]}");
    assertThat(record.affected().getFirst().versions().getFirst().version()).isEqualTo(text);
  }

  @Test
  void keepsTheIndexOfEveryStatement() {
    VulnerabilityRecord record =
        withAffected("{\"versions\":[\"1.0\",null,{\"version\":\"3\",\"status\":\"affected\"}]}");
    assertThat(record.affected().getFirst().versions())
        .extracting(VersionStatement::version)
        .containsExactly("1.0", "", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "7",
        "\"text\"",
        "[]",
        "{}",
        "[null]",
        "[[]]",
        "[{}]",
        "[7]",
        "{\"cna\":[]}",
      })
  void wrongTypesReadAsAbsent(String anything) {
    for (String field :
        List.of(
            "affected",
            "descriptions",
            "references",
            "metrics",
            "problemTypes",
            "tags",
            "source",
            "providerMetadata",
            "cpeApplicability",
            "title")) {
      VulnerabilityRecord record = withCna("{\"" + field + "\":" + anything + "}");
      assertThat(record.id()).isEqualTo("CVE-2030-0001");
    }
    assertThat(withMetadata("\"dateUpdated\":" + anything).updated()).isNull();
    assertThat(withMetadata("\"assignerShortName\":" + anything).id()).isEqualTo("CVE-2030-0001");
  }

  @ParameterizedTest
  @CsvSource({
    "2030-01-02T03:04:05Z,           2030-01-02T03:04:05Z",
    "2030-01-02T03:04:05.123456,     2030-01-02T03:04:05.123456Z",
    "2030-01-02T03:04:05+02:00,      2030-01-02T01:04:05Z",
    "2030-01-02T03:04,               2030-01-02T03:04:00Z",
    "2030-01-02,                     2030-01-02T00:00:00Z",
    "yesterday,                      ",
    "0001-01-01T00:00:00,            ",
    "+300000-01-01T00:00:00Z,        ",
  })
  void readsMoments(String text, String expected) {
    assertThat(withMetadata("\"dateUpdated\":\"" + text + "\"").updated())
        .isEqualTo(expected == null ? null : Instant.parse(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                                    | ``            | empty",
        "{                                                     | ``            | not a JSON text",
        "[1]                                                   | ``            | not a CVE record",
        "{} {}                                                 | ``            | not a JSON text:"
            + " goes on",
        "{\"CVE_data_meta\":{\"ID\":\"CVE-2019-0001\"}}        | ``            | CVE JSON 4",
        "{\"cveMetadata\":{\"cveId\":\"CVE-1-1\"}}             | ``            | expected"
            + " CVE-YYYY-NNNN",
        "{\"cveMetadata\":{\"cveId\":7}}                       | ``            | cveMetadata.cveId"
            + " is '7'",
        "{\"dataVersion\":\"6.0\",\"cveMetadata\":{\"cveId\":\"CVE-2030-0001\"}} | CVE-2030-0001 |"
            + " dataVersion is '6.0'",
        "{\"cveMetadata\":{\"cveId\":\"CVE-2030-0001\",\"state\":\"RESERVED\"}}  | CVE-2030-0001 |"
            + " state is 'RESERVED'",
      })
  void saysWhyARecordIsUnreadable(String json, String id, String reason) {
    CveReading reading = CveRecordReader.read(json.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(CveReading.Unreadable.class);
    CveReading.Unreadable unreadable = (CveReading.Unreadable) reading;
    assertThat(unreadable.reason()).contains(reason);
    assertThat(unreadable.id()).isEqualTo(id.isEmpty() ? null : id);
  }

  @Test
  void ofEqualKeysTheLastStands() {
    assertThat(
            withMetadata("\"assignerShortName\":\"one\",\"assignerShortName\":\"two\"").assigner())
        .isEqualTo("two");
  }

  @Test
  void nestingIsBounded() {
    assertThat(withCna("{\"x\":" + "[".repeat(97) + "]".repeat(97) + "}").id())
        .isEqualTo("CVE-2030-0001");
    String deep = "{\"x\":" + "[".repeat(98) + "]".repeat(98) + "}";
    assertThat(reading(deep)).isInstanceOf(CveReading.Unreadable.class);
    assertThat(reading("[".repeat(1_000_000))).isInstanceOf(CveReading.Unreadable.class);
  }

  @Test
  void replacesBytesThatAreNotUtf8AndSaysSo() {
    byte[] bytes = cna("{\"title\":\"a?b\"}").getBytes(UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        bytes[i] = (byte) 0xE9;
      }
    }
    CveReading.Read read = (CveReading.Read) CveRecordReader.read(bytes);
    assertThat(read.record().title()).isEqualTo("a\uFFFDb");
    assertThat(read.remarks()).containsExactly("bytes that are not UTF-8 were replaced by U+FFFD");
  }

  @Test
  void replacesWhatNoStoreTakes() {
    assertThat(withCna("{\"title\":\"a\\u0000b\\ud800c\\ud83d\\ude00\"}").title())
        .isEqualTo("a\uFFFDb\uFFFDc\uD83D\uDE00");
  }

  @Test
  void cutsTextsThatAreTooLongAndSaysSo() {
    CveReading reading =
        reading("{\"descriptions\":[{\"lang\":\"en\",\"value\":\"" + "x".repeat(70_000) + "\"}]}");
    CveReading.Read read = (CveReading.Read) reading;
    assertThat(read.record().description()).hasSize(65_536);
    assertThat(read.remarks()).hasSize(1);
  }

  private static VulnerabilityRecord withAffected(String product) {
    return withCna("{\"affected\":[" + product + "]}");
  }

  private static VulnerabilityRecord withMetadata(String fields) {
    return read("{\"cveMetadata\":{\"cveId\":\"CVE-2030-0001\"," + fields + "}}");
  }

  private static VulnerabilityRecord withCna(String cna) {
    return read(cna(cna));
  }

  private static CveReading reading(String cna) {
    return CveRecordReader.read(cna(cna).getBytes(UTF_8));
  }

  private static String cna(String cna) {
    return "{\"cveMetadata\":{\"cveId\":\"CVE-2030-0001\"},\"containers\":{\"cna\":" + cna + "}}";
  }

  private static VulnerabilityRecord read(String json) {
    CveReading reading = CveRecordReader.read(json.getBytes(UTF_8));
    assertThat(reading).isInstanceOf(CveReading.Read.class);
    return ((CveReading.Read) reading).record();
  }
}
