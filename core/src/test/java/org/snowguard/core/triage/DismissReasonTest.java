package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DismissReasonTest {
  private static final DecisionFacts FACTS =
      new DecisionFacts(new RecordParts(Map.of()), List.of());

  @ParameterizedTest(name = "{0} ({1}): teaches {2}")
  @CsvSource(
      textBlock =
          """
          NOT_THE_SAME_SOFTWARE,         not the same software,         ANTI_ALIAS,     false, false
          VERSION_NEVER_AFFECTED,        version never affected,        CONFIRMS_ALIAS, false, false
          ALREADY_PATCHED,               already patched,               CONFIRMS_ALIAS, false, false
          ONLY_ANOTHER_PLATFORM,         only another platform,         CONFIRMS_ALIAS, false, false
          HOSTED_SERVICE_ONLY,           hosted service only,           NOTHING,        false, false
          NOT_IN_NIXPKGS,                not in nixpkgs,                NOTHING,        false, false
          DUPLICATE,                     duplicate,                     NOTHING,        false, false
          REJECTED_OR_DISPUTED_UPSTREAM, rejected or disputed upstream, NOTHING,        false, false
          RISK_ACCEPTED,                 risk accepted,                 CONFIRMS_ALIAS, false, true
          OTHER,                         other,                         NOTHING,        true,  false
          """)
  void eachReasonSaysWhatItTeachesAndNeeds(
      DismissReason reason, String label, Lesson lesson, boolean note, boolean reviewDate) {
    assertThat(reason.label()).isEqualTo(label);
    assertThat(reason.lesson()).isEqualTo(lesson);
    assertThat(reason.needsNote()).isEqualTo(note);
    assertThat(reason.needsReviewDate()).isEqualTo(reviewDate);
  }

  @Test
  void proposesReviewAfterHalfAYear() {
    LocalDate decided = LocalDate.of(2026, 1, 1);
    assertThat(DismissReason.RISK_ACCEPTED.proposedReviewDate(decided))
        .contains(LocalDate.of(2026, 6, 30));
    assertThat(DismissReason.DUPLICATE.proposedReviewDate(decided)).isEmpty();
  }

  @Test
  void refusesADismissalThatSaysTooLittle() {
    assertThatThrownBy(() -> new Decision.Dismissed(DismissReason.OTHER, " ", null, FACTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dismissing as 'other' needs a note: say why");
    assertThatThrownBy(() -> new Decision.Dismissed(DismissReason.RISK_ACCEPTED, null, null, FACTS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dismissing as 'risk accepted' needs a day of review: give one");
  }
}
