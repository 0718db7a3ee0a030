package org.snowguard.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportCountsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          56   | 1 | 0 | 0 | read 56 records, 1 changed, 0 unreadable
          1200 | 7 | 3 | 2 | read 1,200 records, 7 changed, 3 superseded, 2 unreadable
          """)
  void countsReadAsPeopleSayThem(
      long read, long changed, long superseded, long unreadable, String words) {
    assertThat(new ImportCounts(read, changed, superseded, unreadable).words("records"))
        .isEqualTo(words);
  }
}
