package org.snowguard.server.issue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.snowguard.core.triage.Priority;

class IssueSettingsTest {

  @Test
  void daysReplaceThoseOfThePriority() {
    var targets = new IssueSettings(1, null, 14, null).urgency().targets();
    assertThat(targets)
        .containsEntry(Priority.P0, Duration.ofDays(1))
        .containsEntry(Priority.P1, Duration.ofDays(7))
        .containsEntry(Priority.P2, Duration.ofDays(14))
        .containsEntry(Priority.P3, Duration.ofDays(30));
  }

  @Test
  void noDaysAreRefusedWithTheNameOfTheSetting() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IssueSettings(null, 0, null, null))
        .withMessageContaining("snowguard.issues.days-p1");
  }
}
