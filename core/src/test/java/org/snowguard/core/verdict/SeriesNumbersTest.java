package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesNumbersTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          6.1.52,        6.1.52
          v6.1.52-rc3,   6.1.52
          OpenSSL_1_0_2k, 1.0.2
          8u191,         8
          6.01.007,      6.1.7
          6.00.0,        6.0.0
          1:2.3,         2.3
          12:2.3,        2.3
          1:,            1
          r9:2.3,        9
          :2.3,          2.3
          2.x,           2
          2.,            2
          20240101,      20240101
          99999999999999999999.1, 99999999999999999999.1
          none,          ''
          '',            ''
          """)
  void areTheLeadingNumbersAsWritten(String version, String numbers) {
    assertThat(String.join(".", SeriesNumbers.of(version).numbers())).isEqualTo(numbers);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          8.5.27, 8.5
          2.1.0,  2
          2.10,   2
          5,      5
          5.0.0,  5
          0.0,    0
          """)
  void aFixBelongsToASeries(String version, String series) {
    assertThat(SeriesNumbers.of(version).series()).isEqualTo(SeriesNumbers.of(series));
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      textBlock =
          """
          6.1.52, 6.1,   true
          6.10,   6.1,   false
          6.1,    6.1,   true
          6,      6.0,   true
          6,      6.1,   false
          none,   6,     false
          6,      none,  false
          none,   0,     true
          """)
  void aVersionIsOfTheSeriesThatItBeginsWith(String version, String series, boolean of) {
    assertThat(SeriesNumbers.of(version).startsWith(SeriesNumbers.of(series))).isEqualTo(of);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource(
      textBlock =
          """
          4.1.0rc1, 4.1,   true
          4.1,      4.1.1, false
          4.1.1,    4.1,   false
          none,     none,  false
          none,     0,     false
          """)
  void oneReleaseWhateverFollows(String left, String right, boolean same) {
    assertThat(SeriesNumbers.of(left).isSameRelease(SeriesNumbers.of(right))).isEqualTo(same);
  }

  @ParameterizedTest(name = "{0} and {1}: same {2}, older {3}")
  @CsvSource(
      textBlock =
          """
          4.1,  4.9,  true,  false
          4.1,  5.0,  false, true
          10.1, 9.0,  false, false
          9.0,  10.1, false, true
          none, 5,    false, false
          5,    none, false, false
          none, none, false, false
          """)
  void majorVersionsAreNumbers(String left, String right, boolean same, boolean older) {
    SeriesNumbers numbers = SeriesNumbers.of(left);
    assertThat(numbers.hasSameFirst(SeriesNumbers.of(right))).isEqualTo(same);
    assertThat(numbers.isOlderMajor(SeriesNumbers.of(right))).isEqualTo(older);
  }

  @Test
  void aCommonLeadEndsWhereTheyPart() {
    SeriesNumbers numbers = SeriesNumbers.of("6.1.52");
    assertThat(numbers.commonLead(SeriesNumbers.of("6.1.53"))).isEqualTo(SeriesNumbers.of("6.1"));
    assertThat(numbers.commonLead(SeriesNumbers.of("6.1"))).isEqualTo(SeriesNumbers.of("6.1"));
    assertThat(SeriesNumbers.of("6.1").commonLead(numbers)).isEqualTo(SeriesNumbers.of("6.1"));
    assertThat(numbers.commonLead(SeriesNumbers.of("7"))).isEqualTo(SeriesNumbers.of(""));
  }
}
