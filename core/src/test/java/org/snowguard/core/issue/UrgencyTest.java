package org.snowguard.core.issue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.triage.Threat;

class UrgencyTest {

  private static final Instant KNOWN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void worstThreatCounts() {
    Threat mild = Threat.of(null, 5.0, false, false);
    Threat high = Threat.of(null, 7.5, false, false);
    Threat exploited = Threat.of(null, 4.0, true, false);
    assertThat(Urgency.propose(List.of())).isEqualTo(Priority.P3);
    assertThat(Urgency.propose(List.of(mild, high))).isEqualTo(Priority.P2);
    assertThat(Urgency.propose(List.of(mild, exploited, high))).isEqualTo(Priority.P0);
  }

  @ParameterizedTest
  @CsvSource({"P0,2026-01-03", "P1,2026-01-08", "P2,2026-01-11", "P3,2026-01-31"})
  void targets(Priority priority, String day) {
    assertThat(Urgency.DEFAULT.target(priority, KNOWN)).isEqualTo(day + "T00:00:00Z");
  }

  @Test
  void settingReplacesOneTarget() {
    Urgency urgency = new Urgency(Map.of(Priority.P1, Duration.ofDays(5)));
    assertThat(urgency.target(Priority.P1, KNOWN)).isEqualTo("2026-01-06T00:00:00Z");
    assertThat(urgency.target(Priority.P2, KNOWN)).isEqualTo("2026-01-11T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bump_within_minor                | BUMP_WITHIN_MINOR
          bump_within_minor, bump          | BUMP
          bump_within_minor, patch, bump   | PATCH
          patch, none_yet                  | NONE_YET
          """)
  void mostDemandingRemedyIsProposed(String kinds, Remediation.Kind expected) {
    assertThat(Remedies.propose(remedies(kinds))).isEqualTo(expected);
  }

  @Test
  void withoutAffectedPackagesThereIsNoRemedyYet() {
    assertThat(Remedies.propose(List.of())).isEqualTo(Remediation.Kind.NONE_YET);
  }

  private static List<Remediation> remedies(String kinds) {
    return Arrays.stream(kinds.split(", "))
        .map(kind -> Remediation.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)))
        .map(kind -> new Remediation(kind, null))
        .toList();
  }
}
