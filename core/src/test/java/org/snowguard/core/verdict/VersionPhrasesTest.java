package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.version.VersionScheme;

class VersionPhrasesTest {

  @ParameterizedTest(name = "\"{0}\": {1} {2}")
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          # ends
          before 1.2                          | (,1.2)            | ''      | true
          before version 1.2                  | (,1.2)            | ''      | true
          prior to v1.2                       | (,1.2)            | ''      | true
          < 1.2                               | (,1.2)            | ''      | true
          <= 1.2                              | (,1.2]            | ''      | true
          up to 1.2                           | (,1.2]            | ''      | true
          up to and including 1.2             | (,1.2]            | ''      | true
          up to but not including 1.2         | (,1.2)            | ''      | true
          before 1.2 and earlier              | (,1.2)            | ''      | false
          before 2.x                          | (,2.*]            | ''      | true
          before the release                  | ''                | ''      | false
          before                              | ''                | ''      | false
          # beginnings
          from 1.0                            | [1.0,)            | ''      | true
          >= 1.0                              | [1.0,)            | ''      | true
          > 1.0                               | (1.0,)            | ''      | true
          after 1.0, before 1.2               | (1.0,1.2)         | ''      | true
          from 1.0 before 1.2                 | [1.0,1.2)         | ''      | true
          from 2.x                            | [2,)              | ''      | true
          from the start                      | ''                | ''      | false
          1.0 and later                       | [1.0,)            | ''      | true
          1.0 or newer                        | [1.0,)            | ''      | true
          # both
          1.0 through 1.2                     | [1.0,1.2]         | ''      | true
          1.0 - 1.2                           | [1.0,1.2]         | ''      | true
          1.0 before 1.2                      | [1.0,1.2)         | ''      | true
          1.0, before 1.2                     | [1.0,1.2)         | ''      | true
          1.0 through 2.x before 2.3          | [1.0,2.3)         | ''      | true
          1.0 through 2.x                     | [1.0,2.*]         | ''      | true
          1.0 through 2.1 before 2.3          | [1.0,2.1] (,2.3)  | ''      | true
          # lists
          1.2                                 | ''                | 1.2     | true
          1.2, 1.3 and 1.4                    | ''                | 1.2 1.3 1.4 | true
          = 1.2                               | ''                | 1.2     | true
          == 1.2, = 1.3                       | ''                | 1.2 1.3 | true
          = nothing                           | ''                | ''      | false
          2.x                                 | [2,2.*]           | ''      | true
          = 2.x                               | [2,2.*]           | ''      | true
          1.2 and earlier                     | (,1.2]            | ''      | true
          1.2 (and earlier)                   | (,1.2]            | ''      | true
          1.2 and before                      | (,1.2]            | ''      | true
          1.2 and prior versions              | (,1.2]            | ''      | true
          1.2 and before 1.4                  | [1.2,1.4)         | ''      | true
          before 1.2, 1.3, and 1.4            | (,1.2) (,1.3) (,1.4) | ''   | true
          through 1.2 and 1.3                 | (,1.2] (,1.3]     | ''      | true
          before 1.2, 1.3 before 1.3.4        | (,1.2) [1.3,1.3.4) | ''     | true
          before 1.2, 2.0 and later           | (,1.2) [2.0,)     | ''      | true
          before 1.2, 1.1 and earlier         | (,1.2) (,1.1]     | ''      | true
          before 1.2 1.3                      | (,1.2)            | 1.3     | true
          1.0 before 1.2 and 2.0 before 2.3   | [1.0,1.2) [2.0,2.3) | ''    | true
          # the end of the language
          before 1.2 allows an attack         | (,1.2)            | ''      | false
          1.2 allows an attack                | ''                | 1.2     | false
          allows 1.2                          | ''                | ''      | false
          and later                           | ''                | ''      | false
          """)
  void readsAsFarAsItUnderstands(String text, String ranges, String single, boolean complete) {
    VersionPhrases.Reading reading = VersionPhrases.read(text, 0, VersionScheme.GENERIC);

    assertThat(Render.intervals(reading.intervals())).isEqualTo(ranges);
    assertThat(reading.single().stream().map(Bound::text).collect(Collectors.joining(" ")))
        .isEqualTo(single);
    assertThat(reading.complete()).isEqualTo(complete);
  }
}
