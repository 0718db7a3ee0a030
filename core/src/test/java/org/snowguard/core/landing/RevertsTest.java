package org.snowguard.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snowguard.core.landing.Reverts.Present;
import org.snowguard.core.landing.Reverts.Reverting;

class RevertsTest {

  private static final Present FIX = new Present(1, "fix", "fix");
  private static final Present REVERT = new Present(2, "revert", "revert");
  private static final Present REAPPLY = new Present(3, "reapply", "reapply");
  private static final Reverting REVERTING = new Reverting(2, "fix", "fix");
  private static final Reverting REAPPLYING = new Reverting(3, "revert", "revert");

  @Test
  void revertTakesBack() {
    assertThat(Reverts.of(List.of(FIX, REVERT), List.of(REVERTING))).isEqualTo(Map.of(1, 2));
  }

  @Test
  void revertThatIsNotThereTakesNothingBack() {
    assertThat(Reverts.of(List.of(FIX), List.of(REVERTING))).isEmpty();
  }

  @Test
  void revertOfARevertBringsBack() {
    assertThat(Reverts.of(List.of(FIX, REVERT, REAPPLY), List.of(REVERTING, REAPPLYING)))
        .isEqualTo(Map.of(2, 3));
  }

  @Test
  void pickIsRevertedByWhatNamesItsOriginalElsewhere() {
    Present pick = new Present(5, "pick", "fix");
    Present later = new Present(9, "revert-here", "revert");
    assertThat(Reverts.of(List.of(pick, later), List.of(new Reverting(9, "fix", "fix"))))
        .isEqualTo(Map.of(5, 9));
  }

  @Test
  void pickAfterTheRevertStands() {
    Present again = new Present(7, "again", "fix");
    assertThat(Reverts.of(List.of(FIX, REVERT, again), List.of(REVERTING))).isEqualTo(Map.of(1, 2));
  }

  @Test
  void commitsThatNameEachOtherEnd() {
    assertThat(
            Reverts.of(
                List.of(FIX, REVERT), List.of(REVERTING, new Reverting(1, "revert", "revert"))))
        .hasSize(1);
  }
}
