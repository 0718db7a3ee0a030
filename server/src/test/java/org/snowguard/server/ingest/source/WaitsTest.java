package org.snowguard.server.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT3.56S, 4 s",
    "PT2M30S, 2 min 30 s",
    "PT6H, 6 h",
    "PT26H0M1S, 26 h 1 s",
  })
  void waitsReadAsPeopleSayThem(Duration wait, String words) {
    assertThat(Waits.words(wait)).isEqualTo(words);
  }
}
