package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriorityTest {

  @ParameterizedTest(name = "{0} score {1}, exploited {2}, public exploit {3}: {4}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N, 1.8, true,  false, P0, 2
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, 9.8, false, true,  P0, 2
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N, 6.9, false, true, P0, 2
          CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H, 8.8, false, true,  P1, 7
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N, 5.3, false, false, P1, 7
          CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H, 9.0, false, true,  P1, 7
          CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:C/C:H/I:H/A:H, 8.9, false, true,  P2, 10
          CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:H, 7.0, false, false, P2, 10
          CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:L/I:L/A:N, 6.9, false, false, P3, 30
          AV:N/AC:L/Au:N/C:P/I:P/A:P,                   7.5, false, true,  P1, 7
          -,                                            0,   false, false, P3, 30
          """)
  void followsTheThreat(
      @Nullable String vector,
      double score,
      boolean knownExploited,
      boolean publicExploit,
      Priority priority,
      int days) {
    Priority found = Priority.of(Threat.of(vector, score, knownExploited, publicExploit));

    assertThat(found).isEqualTo(priority);
    assertThat(found.defaultTarget()).isEqualTo(Duration.ofDays(days));
  }
}
