package org.snowguard.core.cvss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.cvss.CvssResult.BadVector;
import org.snowguard.core.cvss.CvssScore.AttackComplexity;
import org.snowguard.core.cvss.CvssScore.AttackVector;
import org.snowguard.core.cvss.CvssScore.PrivilegesRequired;
import org.snowguard.core.cvss.CvssScore.Severity;
import org.snowguard.core.cvss.CvssScore.UserInteraction;

class CvssReaderTest {

  /** Published scores: of well-known ids where one is named, else of FIRST's examples. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          AV:N/AC:L/Au:N/C:P/I:N/A:N | V2_0 | 5.0 | MEDIUM | CVE-2014-0160
          AV:N/AC:L/Au:N/C:C/I:C/A:C | V2_0 | 10.0 | HIGH | CVE-2014-6271
          (AV:N/AC:M/Au:N/C:C/I:C/A:C) | V2_0 | 9.3 | HIGH | CVE-2021-44228
          AV:N/AC:L/Au:N/C:N/I:N/A:C | V2_0 | 7.8 | HIGH | CVE-2002-0392
          AV:L/AC:H/Au:N/C:C/I:C/A:C | V2_0 | 6.2 | MEDIUM | CVE-2003-0062
          AV:L/AC:L/Au:N/C:C/I:C/A:C | V2_0 | 7.2 | HIGH | CVE-2021-3156
          AV:N/AC:L/Au:N/C:N/I:N/A:N | V2_0 | 0.0 | NONE | no impact
          AV:L/AC:M/Au:N/C:P/I:N/A:N | V2_0 | 1.9 | LOW | a local leak
          CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N | V3_0 | 7.5 | HIGH | a remote leak
          CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N | V3_0 | 6.1 | MEDIUM | CVE-2013-1937
          CVSS:3.0/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N | V3_0 | 6.4 | MEDIUM | CVE-2013-0375
          CVSS:3.0/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N | V3_0 | 3.1 | LOW | CVE-2014-3566
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H | V3_1 | 10.0 | CRITICAL | CVE-2021-44228
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H | V3_1 | 9.8 | CRITICAL | CVE-2014-6271
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N | V3_1 | 7.5 | HIGH | CVE-2014-0160
          CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:H/A:H | V3_1 | 7.8 | HIGH | CVE-2021-3156
          CVSS:3.1/AV:L/AC:H/PR:L/UI:N/S:C/C:H/I:N/A:N | V3_1 | 5.6 | MEDIUM | CVE-2017-5753
          CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H | V3_1 | 8.1 | HIGH | CVE-2024-6387
          CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:N/I:H/A:N | V3_1 | 5.9 | MEDIUM | CVE-2023-48795
          CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N | V3_1 | 0.0 | NONE | no impact
          CVSS:3.1/AV:P/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N | V3_1 | 1.6 | LOW | the least of all
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:H/SI:H/SA:H | V4_0 | 10.0 | CRITICAL | everything
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N | V4_0 | 9.3 | CRITICAL | nothing behind it
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:N/VA:N/SC:N/SI:N/SA:N | V4_0 | 8.7 | HIGH | CVE-2014-0160
          CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N | V4_0 | 8.5 | HIGH | local privileges
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:A/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N | V4_0 | 5.1 | MEDIUM | CVE-2013-1937
          CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:N/SC:N/SI:N/SA:N | V4_0 | 0.0 | NONE | no impact
          """)
  void givesThePublishedScore(
      String vector, CvssVersion version, double score, Severity severity, String source) {
    assertThat(CvssReader.read(vector))
        .as(source)
        .asInstanceOf(type(CvssScore.class))
        .satisfies(
            read -> {
              assertThat(read.version()).isEqualTo(version);
              assertThat(read.vector()).isEqualTo(vector);
              assertThat(read.baseScore()).isEqualTo(score);
              assertThat(read.severity()).isEqualTo(severity);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E:U",
        "E:P",
        "E:A",
        "CR:L/IR:L/AR:L",
        "MAV:P",
        "MVC:N/MVI:N/MVA:N",
        "MSI:S",
        "S:P/AU:Y/R:U/V:C/RE:H/U:Red"
      })
  void whatIsNoBaseMetricLeavesTheBaseScoreOfVersion4AsItIs(String more) {
    String base = "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N";
    assertThat(score(base + "/" + more).baseScore()).isEqualTo(9.3);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:U/RL:O/RC:U/MAV:P/CR:L, 9.8
          CVSS:3.0/A:H/I:H/C:H/S:U/UI:N/PR:N/AC:L/AV:N/,                          9.8
          AV:N/AC:L/Au:N/C:P/I:N/A:N/E:POC/RL:OF/RC:C/CDP:LM/TD:ND/CR:L,           5.0
          """)
  void temporalAndEnvironmentalMetricsAndTheOrderDoNotMatter(String vector, double score) {
    assertThat(score(vector).baseScore()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          AV:N/AC:L/Au:N/C:P/I:N/A:N, NETWORK,  LOW,    NONE,                    NOT_STATED
          AV:A/AC:M/Au:S/C:P/I:N/A:N, ADJACENT, MEDIUM, ONE_AUTHENTICATION,      NOT_STATED
          AV:L/AC:H/Au:M/C:P/I:N/A:N, LOCAL,    HIGH,   SEVERAL_AUTHENTICATIONS, NOT_STATED
          CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, NETWORK,  LOW,  NONE, NONE
          CVSS:3.1/AV:A/AC:H/PR:L/UI:R/S:U/C:H/I:H/A:H, ADJACENT, HIGH, LOW,  REQUIRED
          CVSS:3.0/AV:P/AC:L/PR:H/UI:N/S:U/C:H/I:H/A:H, PHYSICAL, LOW,  HIGH, NONE
          CVSS:4.0/AV:L/AC:H/AT:P/PR:L/UI:P/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, LOCAL, HIGH, LOW, PASSIVE
          CVSS:4.0/AV:P/AC:L/AT:P/PR:H/UI:A/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, PHYSICAL, LOW, HIGH, ACTIVE
          CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, NETWORK, LOW, NONE, NONE
          """)
  void namesTheElements(
      String vector,
      AttackVector attack,
      AttackComplexity complexity,
      PrivilegesRequired privileges,
      UserInteraction interaction) {
    CvssScore score = score(vector);
    assertThat(score.attackVector()).isEqualTo(attack);
    assertThat(score.attackComplexity()).isEqualTo(complexity);
    assertThat(score.privilegesRequired()).isEqualTo(privileges);
    assertThat(score.userInteraction()).isEqualTo(interaction);
  }

  @Test
  void hasWordsForPeople() {
    CvssScore score = score("CVSS:3.1/AV:A/AC:H/PR:N/UI:R/S:U/C:H/I:H/A:H");
    assertThat(
            List.of(
                score.attackVector().words(),
                score.attackComplexity().words(),
                score.privilegesRequired().words(),
                score.userInteraction().words(),
                score.version().number()))
        .containsExactly(
            "adjacent network", "high complexity", "no privileges", "user interaction", "3.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          7.5 | '7.5' begins with no known CVSS version; expected CVSS:4.0/, CVSS:3.1/, CVSS:3.0/ or the AV: of a version 2 vector.
          CVSS:5.0/AV:N | 'CVSS:5.0/AV:N' begins with no known CVSS version; expected CVSS:4.0/, CVSS:3.1/, CVSS:3.0/ or the AV: of a version 2 vector.
          AV:N/AC | In the CVSS 2.0 vector 'AV:N/AC' 'AC' is no metric; write NAME:VALUE, separated by slashes.
          AV:N/AC:L | In the CVSS 2.0 vector 'AV:N/AC:L' the base metric Au is missing; add one of M, S, N.
          AV:N/AV:N | In the CVSS 2.0 vector 'AV:N/AV:N' the metric AV stands twice; remove one.
          AV:N/PR:N | In the CVSS 2.0 vector 'AV:N/PR:N' the metric 'PR' is unknown; known are AV, AC, Au, C, I, A, E, RL, RC, CDP, TD, CR, IR, AR.
          CVSS:3.1/AV:X | In the CVSS 3.1 vector 'CVSS:3.1/AV:X' the metric AV has the value 'X'; allowed are N, A, L, P.
          CVSS:4.0/ | In the CVSS 4.0 vector 'CVSS:4.0/' '' is no metric; write NAME:VALUE, separated by slashes.
          """)
  void saysWhatIsWrong(String vector, String message) {
    assertThat(CvssReader.read(vector)).isEqualTo(new BadVector(vector, message));
  }

  @Test
  void refusesAHugeTextWithoutRepeatingIt() {
    assertThat(CvssReader.read("AV:N/".repeat(1000)))
        .isEqualTo(
            new BadVector(
                "AV:N/".repeat(8) + "…",
                "A CVSS vector has at most 512 characters, this text has 5000."));
  }

  @Test
  void noTextMakesItThrow() {
    List<String> pieces =
        List.of(
            "CVSS:3.1", "CVSS:4.0", "CVSS:3.0", "AV:N", "AC", ":", "/", "/", "(", ")", "E:U", "é");
    Random random = new Random(11);
    for (int made = 0; made < 20_000; made++) {
      StringBuilder text = new StringBuilder();
      for (int piece = random.nextInt(8); piece >= 0; piece--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      assertThat(CvssReader.read(text.toString())).isInstanceOf(BadVector.class);
    }
  }

  @Test
  void everyCombinationOfBaseMetricsHasAScore() {
    Random random = new Random(5);
    for (int made = 0; made < 4_000; made++) {
      for (CvssVersion version : CvssVersion.values()) {
        String vector = version.prefix() + String.join("/", randomBase(version, random));
        assertThat(score(vector).baseScore()).as(vector).isBetween(0.0, 10.0);
      }
    }
  }

  private static List<String> randomBase(CvssVersion version, Random random) {
    return CvssMetrics.of(version).base().stream()
        .map(
            name -> {
              List<String> values = CvssMetrics.of(version).valuesOf(name);
              return name + ":" + values.get(random.nextInt(values.size()));
            })
        .toList();
  }

  @Test
  void severityChangesAtTheLimitsOfTheScale() {
    assertThat(Arrays.stream(new double[] {0, 0.1, 3.9, 4.0, 6.9, 7.0, 8.9, 9.0}).boxed())
        .extracting(score -> Severity.of(score, CvssVersion.V3_1))
        .containsExactly(
            Severity.NONE,
            Severity.LOW,
            Severity.LOW,
            Severity.MEDIUM,
            Severity.MEDIUM,
            Severity.HIGH,
            Severity.HIGH,
            Severity.CRITICAL);
    assertThat(Severity.of(9.0, CvssVersion.V2_0)).isEqualTo(Severity.HIGH);
  }

  private static CvssScore score(String vector) {
    return switch (CvssReader.read(vector)) {
      case CvssScore score -> score;
      case BadVector bad -> throw new AssertionError(bad.message());
    };
  }
}
