package org.snowguard.core.issue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldMergeTest {

  /** An empty cell is "no value of its own". */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a | a | b | WRITE
          a | a | a | KEEP
          a | b | a | KEEP
          a | b | b | KEEP
          a | b | c | CLASH
            |   | a | WRITE
          a | a |   | WRITE
            | a |   | KEEP
            | a | b | CLASH
          a |   | b | CLASH
          a | b |   | CLASH
          """)
  void merges(String base, String theirs, String yours, FieldMerge expected) {
    assertThat(FieldMerge.of(base, theirs, yours)).isEqualTo(expected);
  }
}
