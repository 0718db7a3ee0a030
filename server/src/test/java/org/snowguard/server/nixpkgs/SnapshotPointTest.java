package org.snowguard.server.nixpkgs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotPointTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          0123456789abcdef0123, true,  0123456789ab (2026-10-02)
          0123456789abcdef0123, false, 0123456789ab (read 2026-10-02)
          0123456,              true,  0123456 (2026-10-02)
                              , true,  2026-10-02
                              , false, read 2026-10-02
          """)
  void saysNothingOfWhatIsNotKnown(@Nullable String revision, boolean isTaken, String words) {
    Instant at = Instant.parse("2026-10-02T23:00:00Z");
    assertThat(new SnapshotPoint(1, revision, at, isTaken).words()).isEqualTo(words);
  }
}
