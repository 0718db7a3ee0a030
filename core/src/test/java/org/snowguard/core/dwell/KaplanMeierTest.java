package org.snowguard.core.dwell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.dwell.KaplanMeier.Observation;
import org.snowguard.core.dwell.KaplanMeier.Step;

/** Published data sets with the estimates that text books print for them. */
class KaplanMeierTest {

  /**
   * Weeks in remission of acute leukaemia under 6-mercaptopurine (Freireich et al., Blood 1963).
   */
  private static final String FREIREICH_6MP =
      "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";

  /** The same under placebo: nobody is censored. */
  private static final String FREIREICH_PLACEBO =
      "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23";

  /** Weeks to relapse with maintained chemotherapy (Miller, Survival Analysis, 1981). */
  private static final String AML_MAINTAINED = "9 13 13+ 18 23 28+ 31 34 45+ 48 161+";

  /** The same without. */
  private static final String AML_NOT_MAINTAINED = "5 5 8 8 12 16+ 23 27 30 33 43 45";

  private static KaplanMeier of(String text) {
    return KaplanMeier.of(
        Arrays.stream(text.split(" "))
            .map(
                one ->
                    new Observation(Double.parseDouble(one.replace("+", "")), !one.endsWith("+")))
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          6,  21, 3, 0.8571, 0.0764
          7,  17, 1, 0.8067, 0.0869
          10, 15, 1, 0.7529, 0.0963
          13, 12, 1, 0.6902, 0.1068
          16, 11, 1, 0.6275, 0.1141
          22, 7,  1, 0.5378, 0.1282
          23, 6,  1, 0.4482, 0.1346
          """)
  void estimatesAsPrintedForFreireichsTreatment(
      double time, int atRisk, int ended, double waiting, double error) {
    KaplanMeier estimate = of(FREIREICH_6MP);

    Step step =
        estimate.steps().stream().filter(one -> one.time() == time).findFirst().orElseThrow();

    assertThat(step.atRisk()).isEqualTo(atRisk);
    assertThat(step.ended()).isEqualTo(ended);
    assertThat(step.waiting()).isCloseTo(waiting, within(0.00005));
    assertThat(step.error()).isCloseTo(error, within(0.00005));
    assertThat(estimate.steps()).hasSize(7);
    assertThat(estimate.ended()).isEqualTo(9);
    assertThat(estimate.censored()).isEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0.9048",
    "2, 0.8095",
    "3, 0.7619",
    "4, 0.6667",
    "5, 0.5714",
    "8, 0.3810",
    "11, 0.2857",
    "12, 0.1905",
    "15, 0.1429",
    "17, 0.0952",
    "22, 0.0476",
    "23, 0.0000",
  })
  void withoutCensoringItIsTheShareThatWaitsLonger(double time, double waiting) {
    assertThat(of(FREIREICH_PLACEBO).waitingAfter(time)).isCloseTo(waiting, within(0.00005));
  }

  @ParameterizedTest
  @CsvSource({
    "9, 0.9091",
    "13, 0.8182",
    "18, 0.7159",
    "23, 0.6136",
    "31, 0.4909",
    "34, 0.3682",
    "48, 0.1841",
  })
  void estimatesAsPrintedForMaintainedChemotherapy(double time, double waiting) {
    assertThat(of(AML_MAINTAINED).waitingAfter(time)).isCloseTo(waiting, within(0.00005));
  }

  @ParameterizedTest
  @CsvSource({
    "5, 0.8333",
    "8, 0.6667",
    "12, 0.5833",
    "23, 0.4861",
    "27, 0.3889",
    "30, 0.2917",
    "33, 0.1944",
    "43, 0.0972",
    "45, 0.0000",
  })
  void estimatesAsPrintedForChemotherapyThatIsNotMaintained(double time, double waiting) {
    assertThat(of(AML_NOT_MAINTAINED).waitingAfter(time)).isCloseTo(waiting, within(0.00005));
  }

  @Test
  void mediansAreThoseThatArePrinted() {
    assertThat(of(FREIREICH_6MP).median()).contains(23.0);
    assertThat(of(FREIREICH_PLACEBO).median()).contains(8.0);
    assertThat(of(AML_MAINTAINED).median()).contains(31.0);
    assertThat(of(AML_NOT_MAINTAINED).median()).contains(23.0);
  }

  @Test
  void aShareThatHasNotEndedYetHasNoTime() {
    assertThat(of(FREIREICH_6MP).quantile(0.9)).isEmpty();
    assertThat(of(FREIREICH_PLACEBO).quantile(0.9)).contains(17.0);
    assertThat(of("5+ 6+").median()).isEmpty();
    assertThat(KaplanMeier.of(List.of()).median()).isEmpty();
  }

  @Test
  void aShareThatIsReachedExactlyIsReached() {
    // 0.9 * 8/9 * 7/8 * 6/7 * 5/6 is a half but for rounding.
    assertThat(of("1 2 3 4 5 6 7 8 9 10").median()).contains(5.0);
  }

  @Test
  void whatIsCensoredWhenAnotherEndsStillWaited() {
    assertThat(of("3 3+").steps()).extracting(Step::atRisk).containsExactly(2);
    assertThat(of("3 3+").waitingAfter(3)).isEqualTo(0.5);
  }

  @Test
  void theOrderOfObservationsSaysNothing() {
    String reversed =
        Arrays.stream(FREIREICH_6MP.split(" ")).toList().reversed().stream()
            .collect(Collectors.joining(" "));

    assertThat(of(reversed).steps()).isEqualTo(of(FREIREICH_6MP).steps());
  }

  @Test
  void nobodyWaitsForLessThanNothing() {
    assertThatThrownBy(() -> Observation.ended(-1)).hasMessageContaining("-1.0");
    assertThatThrownBy(() -> Observation.ended(Double.NaN)).hasMessageContaining("NaN");
  }

  /** Beyond the longest wait of all nobody has been seen. */
  @ParameterizedTest(name = "of {0} by day {1}: {2}")
  @CsvSource({
    "2+ 2+ 2+,     10, ",
    "1 2+,         10, ",
    "1 10+,        10, 0.5",
    "1 12+,        10, 0.5",
    "1 2,          10, 1.0",
    "1 2+ 3,       10, 1.0",
    "1 4 11 12+,   10, 0.5",
    "1 4 11 12+,   12, 0.75",
    "1 4 11 12+,   13, ",
    "12 14,        10, 0.0",
  })
  void tellsNoShareThatNobodyCanKnow(String waits, double time, @Nullable Double expected) {
    assertThat(of(waits).endedBy(time).orElse(null)).isEqualTo(expected);
  }

  @Test
  void ofNothingNothingIsKnown() {
    KaplanMeier estimate = KaplanMeier.of(List.of());

    assertThat(estimate.endedBy(0)).isEmpty();
    assertThat(estimate.until()).isZero();
  }
}
