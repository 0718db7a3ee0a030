package org.snowguard.core.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.version.VersionText.Any;
import org.snowguard.core.version.VersionText.AnyOf;
import org.snowguard.core.version.VersionText.Bounds;
import org.snowguard.core.version.VersionText.Exact;
import org.snowguard.core.version.VersionText.NotAVersion;
import org.snowguard.core.version.VersionText.Series;

class VersionTextTest {

  static Stream<Arguments> rows() {
    return Tables.rows("version-text.tsv").stream()
        .map(row -> Arguments.of(row.get(0), row.get(1)));
  }

  @ParameterizedTest(name = "{0} means {1}")
  @MethodSource("rows")
  void readsAsTheTableSays(String field, String meaning) {
    assertThat(written(VersionText.read(field))).isEqualTo(meaning);
  }

  private static String written(VersionText text) {
    return switch (text) {
      case Exact exact -> exact.version();
      case Series series -> "series " + series.prefix();
      case Any any -> "any";
      case NotAVersion not -> "not";
      case AnyOf several ->
          several.alternatives().stream()
              .map(VersionTextTest::written)
              .collect(Collectors.joining(" | "));
      case Bounds bounds ->
          (bounds.lowerInclusive() ? "[" : "(")
              + Objects.requireNonNullElse(bounds.lower(), " ")
              + ", "
              + Objects.requireNonNullElse(bounds.upper(), "")
              + (bounds.upperInclusive() ? "]" : ")");
    };
  }

  @Test
  void saysWhyAFieldIsNoVersion() {
    assertThat(VersionText.read("n/a"))
        .isEqualTo(new NotAVersion("a placeholder that names no version"));
    assertThat(VersionText.read("see the advisory"))
        .isEqualTo(new NotAVersion("words that state no version or range"));
    assertThat(VersionText.read(";")).isEqualTo(new NotAVersion("nothing that could be a version"));
    assertThat(VersionText.read("1".repeat(1025)))
        .isEqualTo(new NotAVersion("longer than 1024 characters"));
    assertThat(VersionText.read(" ".repeat(1023) + "1")).isEqualTo(new VersionText.Exact("1"));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          9.7,   p1,  9.7-p1
          1.0.2, k,   1.0.2k
          2.0,   rc1, 2.0-rc1
          2.0,   1,   2.0-1
          2.0,   '*', 2.0
          2.0,   '-', 2.0
          2.0,   '',  2.0
          """)
  void joinsTheUpdateOfACpe(String version, String update, String joined) {
    assertThat(VersionText.joinUpdate(version, update)).isEqualTo(joined);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8.052.01-6.1.80, 6.1.80, 8.052.01
          8.052.01,        6.1.80, 8.052.01
          6.1.80,          6.1.80, 6.1.80
          -6.1.80,         6.1.80, -6.1.80
          1.0-,            '',     1.0-
          """)
  void takesOffAKnownSuffix(String version, String suffix, String upstream) {
    assertThat(VersionText.withoutDownstreamSuffix(version, suffix)).isEqualTo(upstream);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          6.6.1,                   6.6, EQUAL
          6.6,                     6.6, EQUAL
          6.6-rc1,                 6.6, EQUAL
          6.5.99,                  6.6, LESS
          6.7,                     6.6, GREATER
          6,                       6.6, LESS
          7,                       6.6, GREATER
          6.7-unstable-2024-01-01, 6.6, GREATER
          6.6-unstable-2024-01-01, 6.6, UNKNOWN
          6.5-unstable-2024-01-01, 6.6, UNKNOWN
          0-unstable-2024-01-01,   6.6, UNKNOWN
          abc,                     6.6, UNKNOWN
          6.6,                     abc, UNKNOWN
          2024.1,                  6.6, UNKNOWN
          """)
  void aVersionBelongsToASeriesOrNot(String version, String series, Order expected) {
    assertThat(
            VersionOrder.compareToSeries(
                ParsedVersion.parse(version, VersionScheme.GENERIC),
                ParsedVersion.parse(series, VersionScheme.GENERIC)))
        .isEqualTo(expected);
  }

  @Test
  void noTextMakesItThrow() {
    List<String> pieces =
        List.of(
            "1.0",
            "2.x",
            "*",
            " ",
            " ",
            " ",
            "<",
            "<=",
            ">",
            "=",
            ",",
            "and",
            "or",
            "prior",
            "to",
            "before",
            "up",
            "through",
            "-",
            "–",
            "(",
            ")",
            "including",
            "all",
            "versions",
            "between",
            ":",
            "v",
            "p1",
            "build",
            "+",
            ".",
            "é",
            "'",
            "later",
            "not",
            "\u0000",
            "|");
    Random random = new Random(42);
    for (int made = 0; made < 20_000; made++) {
      StringBuilder field = new StringBuilder();
      for (int piece = random.nextInt(12); piece >= 0; piece--) {
        field.append(pieces.get(random.nextInt(pieces.size())));
        field.append(random.nextInt(3) == 0 ? "" : " ");
      }
      assertThat(isWhole(VersionText.read(field.toString()))).as(field.toString()).isTrue();
    }
  }

  private static boolean isWhole(VersionText text) {
    return switch (text) {
      case Exact exact -> !exact.version().isBlank();
      case Series series -> series.prefix().matches("[vV]?\\d[\\d.]*");
      case Bounds bounds -> bounds.lower() != null || bounds.upper() != null;
      case AnyOf several ->
          several.alternatives().size() > 1
              && several.alternatives().stream().allMatch(VersionTextTest::isWhole);
      case Any any -> true;
      case NotAVersion not -> !not.reason().isBlank();
    };
  }
}
