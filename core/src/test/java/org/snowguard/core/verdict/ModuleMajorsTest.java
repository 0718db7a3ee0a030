package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VersionStatement;

class ModuleMajorsTest {
  private static final String GO = "https://pkg.go.dev";

  @ParameterizedTest(name = "{0} of {1}, beside {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.9                     | m.example/a    | m.example/a/v2 | true  | before the next module
          2.0.0-rc1               | m.example/a    | m.example/a/v2 | true  | its candidate comes before 2
          2.0.0                   | m.example/a    | m.example/a/v2 | false | the next module begins
          3.1                     | m.example/a    | m.example/a/v2 | false | and goes on
          3.1                     | m.example/a    | -              | true  | no later module is named
          3.1                     | m.example/a    | m.example/b/v2 | true  | that of another project
          3.1                     | m.example/a/v2 | m.example/a    | true  | the older one is no end
          3.1                     | m.example/a/v2 | m.example/a/v3 | false | each major has its own
          11.0                    | m.example/a/v9 | m.example/a/v10 | false | majors are numbers
          9.9                     | m.example/a/v9 | m.example/a/v10 | true  | majors are numbers
          0-unstable-2024-01-01   | m.example/a    | m.example/a/v2 | true  | nobody knows
          """)
  void aModuleEndsWhereTheNextMajorVersionBegins(
      String version, String module, String beside, boolean reached, String reason) {
    AffectedEntry entry = entry(Fixture.OSV, module, GO);
    assertThat(reach(version, entry, entry(Fixture.OSV, beside, GO))).as(reason).isEqualTo(reached);
  }

  @Test
  void ofAllLaterModulesTheNextCounts() {
    AffectedEntry first = entry(Fixture.OSV, "m.example/a", GO);
    AffectedEntry second = entry(Fixture.OSV, "m.example/a/v2", GO);
    AffectedEntry fourth = entry(Fixture.OSV, "m.example/a/v4", GO);
    assertThat(reach("3.0", first, fourth)).isTrue();
    assertThat(reach("3.0", first, fourth, second)).isFalse();
    assertThat(reach("3.0", second, fourth, first)).isTrue();
    assertThat(reach("4.0", second, fourth, first)).isFalse();
  }

  @Test
  void onlyModulesOfGoInOsvRecordsEnd() {
    AffectedEntry next = entry(Fixture.OSV, "m.example/a/v2", GO);
    assertThat(reach("3.0", entry(Fixture.CNA, "m.example/a", GO), next)).isTrue();
    assertThat(reach("3.0", entry(Fixture.OSV, "m.example/a", "https://npmjs.com"), next)).isTrue();
    assertThat(reach("3.0", entry(Fixture.OSV, "m.example/a", null), next)).isTrue();
    assertThat(reach("3.0", entry(Fixture.OSV, null, GO), next)).isTrue();
    AffectedEntry first = entry(Fixture.OSV, "m.example/a", GO);
    assertThat(reach("3.0", first, entry(Fixture.CNA, "m.example/a/v2", GO))).isTrue();
  }

  @ParameterizedTest(name = "2.5.0 of {0}, beside m.example/a/v2: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          affected [0,*]                                      | false | every version of what ended
          affected [1.2.0,*]                                  | false | every version from its own
          affected [2.1.0+incompatible,*]                     | true  | it went on without a module
          affected [0,2.16.0+incompatible)                    | true  | it went on without a module
          affected [0,1.9.0)                                  | true  | a bound is a bound
          affected [0,*]; affected [2.1.0+incompatible,2.2.0) | true  | one bound is enough
          affected {2.5.0}                                    | true  | the version is listed
          """)
  void boundsCountWhereverTheyAre(String versions, boolean reached, String reason) {
    AffectedEntry entry = entry(Fixture.OSV, "m.example/a", GO, Fixture.statements(versions));
    assertThat(reach("2.5.0", entry, entry(Fixture.OSV, "m.example/a/v2", GO)))
        .as(reason)
        .isEqualTo(reached);
  }

  private static boolean reach(String version, AffectedEntry entry, AffectedEntry... others) {
    List<AffectedEntry> entries = new ArrayList<>(List.of(others));
    entries.addFirst(entry);
    return new ModuleMajors(entries)
        .reach(entry, SubjectVersion.of(Fixture.pkg("a", version), version, ProjectVersions.NONE));
  }

  private static AffectedEntry entry(
      Container container, @Nullable String module, @Nullable String collection) {
    return entry(container, module, collection, List.of());
  }

  private static AffectedEntry entry(
      Container container,
      @Nullable String module,
      @Nullable String collection,
      List<VersionStatement> versions) {
    return new AffectedEntry(
        "/affected/0",
        container,
        null,
        null,
        module,
        collection,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        versions,
        null);
  }
}
