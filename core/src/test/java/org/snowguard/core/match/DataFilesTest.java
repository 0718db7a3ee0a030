package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.project.DataTable;

/** What the hand-written data files and the fitted weights promise of every line. */
class DataFilesTest {
  private static final List<String> FILES =
      List.of(
          CuratedAliases.FILE, GenericWords.FILE, NameWords.FILE, ProseWords.FILE, AddonHosts.FILE);

  static Stream<DataTable.Row> weights() {
    return DataTable.read(MatchTables.class, "weights.tsv").stream();
  }

  static Stream<CuratedRow> rows() {
    return MatchTables.rows().stream();
  }

  @ParameterizedTest
  @MethodSource("weights")
  void everyWeightKeepsTheSignThatItsEvidenceHas(DataTable.Row row) {
    double weight = Double.parseDouble(row.get("weight"));
    double start = Double.parseDouble(row.get("start"));
    assertThat(row.get("sign")).isIn("+", "-");
    double sign = row.get("sign").equals("+") ? 1 : -1;
    assertThat(sign * weight).as("fitted").isNotNegative();
    assertThat(sign * start).as("start").isNotNegative();
    assertThat(row.get("meaning")).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void everyRecordThatPromptedALineIsAnId(CuratedRow row) {
    assertThat(row.records()).allMatch(id -> id.matches("CVE-\\d{4}-\\d{4,7}"));
  }

  @Test
  void everyAliasNamesARecordThatPromptedIt() {
    assertThat(MatchTables.rows())
        .filteredOn(row -> row.file().equals(CuratedAliases.FILE))
        .isNotEmpty()
        .allMatch(row -> !row.records().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aliases.tsv",
        "generic-words.tsv",
        "name-words.tsv",
        "prose-words.tsv",
        "addon-hosts.tsv"
      })
  void everyLineSaysWhy(String file) {
    assertThat(FILES).contains(file);
    assertThat(DataTable.read(MatchTables.class, file))
        .isNotEmpty()
        .allMatch(row -> !row.get("reason").isBlank());
  }

  @Test
  void noLineStandsTwice() {
    assertThat(MatchTables.rows().stream().map(row -> row.file() + " " + row.key()))
        .doesNotHaveDuplicates();
  }

  @Test
  void aLineThatIsSwitchedOffSaysNothing() {
    MatchTables without = MatchTables.shipped().without(row -> row.key().equals("security"));
    assertThat(MatchTables.shipped().generic().contains("security")).isTrue();
    assertThat(without.generic().contains("security")).isFalse();
    assertThat(without.generic().contains("portal")).isTrue();
  }
}
