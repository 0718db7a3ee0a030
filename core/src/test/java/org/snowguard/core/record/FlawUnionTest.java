package org.snowguard.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawUnionTest {

  /** Records as {@code id=alias+alias}; {@code nvd:} and {@code withdrawn:} before the id. */
  @ParameterizedTest(name = "{0}: {1} + {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          alias of a CVE           | CVE-1          | GO-1=CVE-1+GHSA-1                        | CVE-1: cve osv:GO-1
          one for three CVEs       | CVE-1 CVE-2    | GO-1=CVE-1+CVE-2+CVE-3                   | CVE-1: cve osv:GO-1; CVE-2: cve osv:GO-1; CVE-3: osv:GO-1
          several for one CVE      | CVE-1          | GO-2=CVE-1 GO-1=CVE-1 nvd:CVE-1          | CVE-1: cve osv:GO-1 osv:GO-2 nvd
          without a CVE id         |                | GO-1=                                    | GO-1: osv:GO-1
          two without a CVE id     |                | GO-1=GHSA-1 GHSA-1=                      | GHSA-1: osv:GHSA-1 osv:GO-1
          through a shared alias   |                | GO-1=GHSA-1 GO-2=GHSA-1                  | GO-1: osv:GO-1 osv:GO-2
          through two steps        |                | GO-1=GHSA-1 GHSA-1=PYSEC-1 PYSEC-1=      | GHSA-1: osv:GHSA-1 osv:GO-1 osv:PYSEC-1
          through another to a CVE | CVE-1          | GO-1=GHSA-1 GHSA-1=CVE-1                 | CVE-1: cve osv:GHSA-1 osv:GO-1
          the CVE record names it  | CVE-1=GHSA-1   | GHSA-1=                                  | CVE-1: cve osv:GHSA-1
          never across CVEs        | CVE-1 CVE-2    | GO-1=GHSA-1+GHSA-2 GHSA-1=CVE-1 GHSA-2=CVE-2 | CVE-1: cve osv:GHSA-1 osv:GO-1; CVE-2: cve osv:GHSA-2 osv:GO-1
          its own CVE id counts    | CVE-1=GHSA-1   | GHSA-1=CVE-2                             | CVE-1: cve; CVE-2: osv:GHSA-1
          the NVD alone            |                | nvd:CVE-1=                               | CVE-1: nvd
          withdrawn                | CVE-1          | withdrawn:GO-1=CVE-1 GO-2=CVE-1          | CVE-1: cve osv:GO-2
          a record with a CVE's id | CVE-1          | CVE-1=GHSA-1                             | CVE-1: cve osv:CVE-1
          """)
  void unites(String name, String own, String others, String expected) {
    List<VulnerabilityRecord> cves = cves(own);
    List<SourceRecord> records = others(others);
    Random random = new Random(42);
    for (int round = 0; round < 10; round++) {
      assertThat(told(cves, records)).as(name).isEqualTo(expected);
      Collections.shuffle(cves, random);
      Collections.shuffle(records, random);
    }
  }

  @Test
  void withdrawnRecordsAreCounted() {
    assertThat(FlawUnion.of(others("withdrawn:GO-1=CVE-1 GO-2=CVE-1")).withdrawn()).isEqualTo(1);
  }

  @ParameterizedTest(name = "rejected {0}: {1}")
  @CsvSource({"'',0", "CVE-1,1", "CVE-2,0", "CVE-1 CVE-2,2", "CVE-3,0", "CVE-1 CVE-2 CVE-3,3"})
  void recordsThatNameOnlyRejectedOnesAreCounted(String rejected, long count) {
    FlawUnion union =
        FlawUnion.of(others("GO-1=CVE-1 GO-2=CVE-1+CVE-2 GO-3=CVE-3+CVE-2 GO-4= nvd:CVE-1="));
    assertThat(union.onlyOf(Set.of(rejected.split(" ")))).isEqualTo(count);
  }

  @Test
  void aRecordOfItsOwnStaysAsItIs() {
    VulnerabilityRecord own = record("CVE-1", "GHSA-1");
    assertThat(FlawUnion.of(others("GO-2=CVE-2")).united(own)).isSameAs(own);
  }

  @Test
  void pointersSayWhichRecordTheyLeadInto() {
    VulnerabilityRecord united =
        FlawUnion.of(others("GO-1=CVE-1 nvd:CVE-1=")).united(record("CVE-1"));
    assertThat(united.affected())
        .extracting(AffectedEntry::pointer)
        .containsExactly("/affected/0", "osv:GO-1#/affected/0", "nvd#/affected/0");
    assertThat(united.descriptionPointer()).isEqualTo("/details");
  }

  @Test
  void anAdvisoryOnSeveralFlawsIsNoOtherNameOfOne() {
    FlawUnion union = FlawUnion.of(others("GO-1=CVE-1+CVE-2+GHSA-1 GO-2=CVE-2+GHSA-2"));
    assertThat(union.united(record("CVE-1")).aliases()).isEmpty();
    assertThat(union.united(record("CVE-2")).aliases()).containsExactly("GHSA-2", "GO-2");
  }

  @Test
  void aFlawWithoutCveRecordIsToldByTheOthers() {
    FlawUnion union = FlawUnion.of(others("GO-1=CVE-1"));
    VulnerabilityRecord united =
        union.united(
            "CVE-1", union.withoutOwnRecord(Set.of(), Set.of()).getOrDefault("CVE-1", List.of()));
    assertThat(united.id()).isEqualTo("CVE-1");
    assertThat(united.description()).isEqualTo("About GO-1.");
    assertThat(united.descriptionPointer()).isEqualTo("osv:GO-1#/details");
    assertThat(united.titlePointer()).isEqualTo("osv:GO-1#/summary");
  }

  /** All vulnerabilities with the keys of their records. */
  private static String told(List<VulnerabilityRecord> cves, List<SourceRecord> records) {
    FlawUnion union = FlawUnion.of(records);
    Map<String, List<SourceRecord>> all = new TreeMap<>();
    cves.forEach(own -> all.put(own.id(), union.sources(own)));
    Set<String> named =
        cves.stream().flatMap(one -> one.aliases().stream()).collect(Collectors.toSet());
    all.putAll(union.withoutOwnRecord(Set.copyOf(all.keySet()), named));
    return all.entrySet().stream()
        .map(
            one ->
                one.getKey()
                    + ": "
                    + one.getValue().stream()
                        .map(SourceRecord::key)
                        .collect(Collectors.joining(" ")))
        .collect(Collectors.joining("; "));
  }

  private static List<VulnerabilityRecord> cves(String text) {
    return words(text)
        .map(word -> word.split("=", -1))
        .map(parts -> record(parts[0], parts.length > 1 ? parts[1].split("\\+") : new String[0]))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static List<SourceRecord> others(String text) {
    return words(text).map(FlawUnionTest::other).collect(Collectors.toCollection(ArrayList::new));
  }

  private static Stream<String> words(String text) {
    return text == null ? Stream.of() : Arrays.stream(text.strip().split(" +"));
  }

  private static SourceRecord other(String word) {
    String[] parts = word.split("=", -1);
    String id = parts[0].substring(parts[0].indexOf(':') + 1);
    String[] aliases =
        parts.length < 2 || parts[1].isEmpty() ? new String[0] : parts[1].split("\\+");
    VulnerabilityRecord read = record(id, aliases);
    return new SourceRecord(
        word.startsWith("nvd:") ? RecordSource.NVD : RecordSource.OSV,
        word.startsWith("withdrawn:") ? rejected(read) : read);
  }

  private static VulnerabilityRecord record(String id, String... aliases) {
    AffectedEntry entry =
        new AffectedEntry(
            "/affected/0",
            new Container(Container.Role.OSV, "test"),
            null,
            "foo",
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null);
    return new VulnerabilityRecord(
        id,
        Stream.of(aliases).sorted().toList(),
        RecordState.PUBLISHED,
        null,
        null,
        "About " + id + ".",
        "/details",
        null,
        null,
        List.of(entry),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }

  private static VulnerabilityRecord rejected(VulnerabilityRecord one) {
    return new VulnerabilityRecord(
        one.id(),
        one.aliases(),
        RecordState.REJECTED,
        null,
        null,
        one.description(),
        one.descriptionPointer(),
        null,
        null,
        one.affected(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        null,
        null);
  }
}
