package org.snowguard.core.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class VersionOrderTest {

  static Stream<Arguments> rows() {
    return Tables.rows("version-order.tsv").stream()
        .map(
            row ->
                Arguments.of(row.get(0), row.get(1), scheme(row.get(2)), row.get(3), row.get(4)));
  }

  private static VersionScheme scheme(String label) {
    return VersionScheme.valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  @ParameterizedTest(name = "{0} {3} {1} ({2}): {4}")
  @MethodSource("rows")
  void ordersAsTheTableSays(
      String left, String right, VersionScheme scheme, String sign, String reason) {
    assertThat(VersionOrder.compare(left, right, scheme).sign()).as(reason).isEqualTo(sign);
    assertThat(VersionOrder.compare(right, left, scheme).reversed().sign())
        .as("exchanged: %s", reason)
        .isEqualTo(sign);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2.30.0 | 2.31.0 | PYTHON | 2.30.0 < 2.31.0 (python)
          1.0 | 1 | GENERIC | 1.0 = 1 (generic)
          0-unstable-2024-01-01 | 1.2 | GENERIC | 0-unstable-2024-01-01 ? 1.2 (generic): a snapshot without a release before it compares by date only
          2316a35 | 1.2 | GENERIC | 2316a35 ? 1.2 (generic): a commit hash says nothing about order
          unstable | 1.2 | GENERIC | unstable ? 1.2 (generic): not a version
          2024.1 | 1.2 | RUBY_GEM | 2024.1 ? 1.2 (ruby-gem): one counts years, the other does not
          """)
  void explainsInOneLine(String left, String right, VersionScheme scheme, String line) {
    assertThat(VersionOrder.explain(left, right, scheme)).isEqualTo(line);
  }

  @Test
  void shortensWhatIsTooLongToShow() {
    assertThat(VersionOrder.explain("1".repeat(300), "2", VersionScheme.GENERIC))
        .isEqualTo("1".repeat(40) + "… ? 2 (generic): longer than 256 characters");
    assertThat(VersionOrder.explain("1".repeat(256), "2", VersionScheme.GENERIC))
        .startsWith("1".repeat(256) + " ? 2 (generic): ");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.2.3,                   1.2, EQUAL,   of the series
          1.2,                     1.2, EQUAL,   its first release
          1.2-rc1,                 1.2, EQUAL,   its first candidate
          1.2.a,                   1.2, EQUAL,   whatever the letter means
          1.3,                     1.2, GREATER, the next series
          1.1.9,                   1.2, LESS,    the series before
          1,                       1.2, LESS,    a missing number is zero
          1.a,                     1.2, UNKNOWN, a letter where the series has a number
          0.a,                     1.2, LESS,    the numbers before the letter decide
          1.2-unstable-2024-01-01, 1.2, UNKNOWN, perhaps beyond the series
          1.3-unstable-2024-01-01, 1.2, GREATER, beyond the series already
          0-unstable-2024-01-01,   1.2, UNKNOWN, no release to stand on
          n/a,                     1.2, UNKNOWN, no version
          1.2,                     n/a, UNKNOWN, no series
          2024.1,                  1.2, UNKNOWN, a year against a plain number
          """)
  void aVersionBelongsToASeriesOrLiesBesideIt(
      String version, String series, Order expected, String reason) {
    assertThat(VersionOrder.compareToSeries(generic(version), generic(series)))
        .as(reason)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0-unstable-2024-01-01,   1.2, 2024-01-02, LESS
          0-unstable-2024-01-01,   1.2, 2023-12-31, GREATER
          0-unstable-2024-01-01,   1.2, 2024-01-01, UNKNOWN
          0-unstable-2024-01-01,   1.2, ,           UNKNOWN
          1.1-unstable-2024-01-01, 1.2, 2024-06-01, LESS
          1.1-unstable-2024-01-01, 1.2, 2023-06-01, GREATER
          1.1-unstable,            1.2, 2023-06-01, UNKNOWN
          1.2-unstable-2024-01-01, 1.2, 2024-06-01, GREATER
          1.1,                     1.2, 2020-01-01, LESS
          1.1, 1.2-unstable-2024-01-01, 2020-01-01, LESS
          1.3, 1.2-unstable-2024-01-01, 2020-01-01, UNKNOWN
          """)
  void aDateDecidesAboutSnapshots(
      String version, String bound, @Nullable LocalDate date, Order expected) {
    Order order =
        VersionOrder.compare(
            generic(version), generic(bound), VersionEvidence.NONE.withBoundDate(date));
    assertThat(order).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          2.4.7,  2.4.2, 499.4,  UNKNOWN, Apple numbers its own CUPS
          2.4.7,  2.4.2, 2.4.8,  LESS,    the project's own scale
          2.4.7,  2.4.2, 29.1,   LESS,    within ten times the greatest
          2.4.7,  2.4.2, 30.0,   UNKNOWN, beyond ten times the greatest
          2.4.7,  153.0, 499.4,  LESS,    another channel has greater numbers
          0.14.2, 0.9,   10.26,  UNKNOWN, a zero was left out
          0.14.2, 0.9,   9.26,   LESS,    within ten
          153.0,  140.0, 3.6,    GREATER, a project's own old bounds lie far below
          2.4.7,  abc,   499.4,  LESS,    no known version tells the scale
          """)
  void aBoundOnAnotherScaleDecidesNothing(
      String version, String known, String bound, Order expected, String reason) {
    List<ParsedVersion> versions =
        known.equals("abc") ? List.of(generic(known)) : List.of(generic(version), generic(known));
    assertThat(
            VersionOrder.compare(
                generic(version), generic(bound), VersionEvidence.ofKnownVersions(versions)))
        .as(reason)
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          openssl-1.0.2k,  openssl, 1.0.2k
          OpenSSL_1_0_2k,  openssl, 1.0.2k
          android_14.0,    android, 14
          go1.22.3,        go,      1.22.3
          curl v8.1,       curl,    8.1
          """)
  void theProjectsNameBeforeAVersionIsDropped(String text, String name, String version) {
    assertThat(
            VersionOrder.compare(
                ParsedVersion.parse(text, VersionScheme.GENERIC, name), generic(version)))
        .isEqualTo(Order.EQUAL);
  }

  @Test
  void versionsOfDifferentSchemesAreNotCompared() {
    assertThat(
            VersionOrder.compare(generic("1.0"), ParsedVersion.parse("1.1", VersionScheme.PYTHON)))
        .isEqualTo(Order.UNKNOWN);
  }

  @Test
  void aParsedVersionSaysWhatItIs() {
    assertThat(generic("1.0").isComparable()).isTrue();
    assertThat(generic("n/a").isComparable()).isFalse();
    assertThat(generic("1.0").isSnapshot()).isFalse();
    assertThat(generic("0-unstable-2024-01-01").isSnapshot()).isTrue();
    assertThat(generic("2316a35").isSnapshot()).isTrue();
    assertThat(generic("2024.1").isCalendarLike()).isTrue();
    assertThat(generic("1989.1").isCalendarLike()).isFalse();
    assertThat(generic(" 1.0")).hasToString(" 1.0").isNotEqualTo(generic("1.0"));
    assertThat(generic("1.0")).isEqualTo(generic("1.0")).hasSameHashCodeAs(generic("1.0"));
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      textBlock =
          """
          null,          GENERIC
          custom,        GENERIC
          '',            GENERIC
          SemVer,        SEMVER
          crates.io,     SEMVER
          Go,            SEMVER
          npm,           SEMVER
          PyPI,          PYTHON
          python,        PYTHON
          Maven,         MAVEN
          Debian:12,     DEBIAN
          'Red Hat:x',   RPM
          rpm,           RPM
          RubyGems,      RUBY_GEM
          Hackage,       HASKELL
          CPAN,          PERL
          git,           GIT
          original_commit_for_fix, GIT
          Alpine:v3.20,  GENERIC
          Linux,         GENERIC
          """)
  void schemesAreNamedByVersionTypesAndEcosystems(@Nullable String name, VersionScheme scheme) {
    assertThat(VersionScheme.fromVersionType(name)).isEqualTo(scheme);
  }

  @Test
  void aHugeTextIsRefusedWithoutBeingRead() {
    String huge = "1.".repeat(1_000_000);
    assertThat(Arrays.stream(VersionScheme.values()))
        .allSatisfy(
            scheme ->
                assertThat(VersionOrder.compare(huge, "1.0", scheme)).isEqualTo(Order.UNKNOWN));
    assertThat(VersionOrder.compare("1".repeat(256), "2", VersionScheme.GENERIC))
        .isEqualTo(Order.UNKNOWN);
    assertThat(VersionOrder.compare("1." + "0".repeat(254), "1", VersionScheme.GENERIC))
        .isEqualTo(Order.EQUAL);
    assertThat(VersionOrder.compare("1." + "0".repeat(255), "1", VersionScheme.GENERIC))
        .isEqualTo(Order.UNKNOWN);
  }

  private static ParsedVersion generic(String text) {
    return ParsedVersion.parse(text, VersionScheme.GENERIC);
  }
}
