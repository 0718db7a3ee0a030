package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FixedVersionsTest {

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1.0    | affected [0,1.2)                                   | 1.2
          1.2    | affected [0,1.2)                                   | -
          1.0    | affected [0,1.2]                                   | -
          1.0    | affected {< 1.2}                                   | 1.2
          9.2.1  | affected [9.4.0,9.4.13); affected [9.2.0,9.2.20)   | 9.2.20
          9.1.1  | affected [9.0.0,9.4.13); affected [9.1.0,9.2.20)   | 9.2.20
          6.1.5  | unaffected [6.1.53,6.1.*]; unaffected [6.6,*]      | 6.1.53
          6.2.5  | unaffected [6.1.53,6.1.*]; unaffected [6.6,*]      | 6.6
          1.1    | affected [1.0,2.0] at=1.5:unaffected               | 1.5
          -      | affected [0,1.2)                                   | -
          """)
  void findsTheNearestFixAbove(
      @Nullable String version, String statements, @Nullable String fixed) {
    assertThat(
            FixedVersions.nearest(
                    List.of(Fixture.entry(statements).build(0, null)), Fixture.pkg("foo", version))
                .map(FixedVersions.Fixed::version)
                .orElse(null))
        .isEqualTo(fixed);
  }
}
