package org.snowguard.server.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchChecksTest {

  @ParameterizedTest
  @CsvSource({
    "0,     ,     1000000",
    "500,   ,     50000",
    "50000, ,     1000000",
    "0,     700,  700",
    "500,   700,  700",
    "1,     700,  100",
    "0,     2000000, 1000000",
  })
  void noMoreIsTakenThanIsBelievable(long last, @Nullable Long announced, long most) {
    Wanted wanted =
        Wanted.of(URI.create("https://source.example/"), Wanted.Form.ZIP, 1_000_000)
            .knownAs(new Stamp(null, null, last))
            .amountingTo(announced, null);
    assertThat(FetchChecks.limit(wanted)).isEqualTo(most);
  }
}
