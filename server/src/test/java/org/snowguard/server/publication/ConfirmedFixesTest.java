package org.snowguard.server.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.FixEvidence;
import org.snowguard.server.remediation.pull.FixOpinion;
import org.snowguard.server.remediation.pull.PullRequest;
import org.snowguard.server.remediation.pull.PullState;

/** Which backports a record states beside a confirmed fix. */
class ConfirmedFixesTest {

  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final Fix ORIGINAL = fix(1, 7, 10, null, FixOpinion.CONFIRMED, 0.97);

  private static Fix fix(
      long vulnerability,
      long project,
      int number,
      @Nullable Integer backportOf,
      FixOpinion opinion,
      double confidence) {
    PullRequest pull =
        new PullRequest(
            number,
            "a title",
            PullState.MERGED,
            "master",
            "commit of " + number,
            Set.of(),
            Set.of(),
            List.of(),
            List.of(),
            backportOf,
            AT,
            AT,
            AT,
            "https://example.org/" + number);
    return new Fix(
        number,
        vulnerability,
        project,
        pull,
        FixEvidence.NAMES_ID,
        confidence,
        "words",
        AT,
        opinion,
        null,
        null,
        backportOf);
  }

  private static Fix proposed(
      long vulnerability, long project, int number, int backportOf, double confidence) {
    return fix(vulnerability, project, number, backportOf, FixOpinion.PROPOSED, confidence);
  }

  @Test
  void backportAndItsBackportAreStated() {
    assertThat(
            ConfirmedFixes.backports(
                ORIGINAL,
                List.of(ORIGINAL, proposed(1, 7, 11, 10, 1), proposed(1, 7, 12, 11, 0.97))))
        .containsExactly("commit of 11", "commit of 12");
  }

  @Test
  void whatIsAFixOfAnotherVulnerabilityOrProjectAloneIsNot() {
    assertThat(
            ConfirmedFixes.backports(
                ORIGINAL, List.of(ORIGINAL, proposed(2, 7, 11, 10, 1), proposed(1, 8, 12, 10, 1))))
        .as("for the pair itself nothing is left: it may have been refuted")
        .isEmpty();
  }

  @Test
  void chainOverARefutedBackportIsNone() {
    Fix elsewhere = proposed(2, 7, 11, 10, 1);
    assertThat(
            ConfirmedFixes.backports(
                ORIGINAL, List.of(ORIGINAL, elsewhere, proposed(1, 7, 12, 11, 1))))
        .isEmpty();
  }

  @Test
  void whatIsNotSureOrNoBackportIsNot() {
    assertThat(
            ConfirmedFixes.backports(
                ORIGINAL,
                List.of(
                    ORIGINAL,
                    proposed(1, 7, 11, 10, 0.7),
                    fix(1, 7, 12, null, FixOpinion.CONFIRMED, 1),
                    fix(1, 7, 13, 10, FixOpinion.REFUTED, 1))))
        .isEmpty();
  }
}
