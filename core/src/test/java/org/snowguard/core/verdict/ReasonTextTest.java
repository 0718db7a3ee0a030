package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read beside a verdict: the comparison that decided, not just any. */
class ReasonTextTest {

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.5     | affected [1.0,2.0)  | 1.5 > 1.0 (generic), 1.5 < 2.0 (generic)
          0.5     | affected [1.0,2.0)  | 0.5 < 1.0 (generic)
          2.5     | affected [1.0,2.0)  | 2.5 > 2.0 (generic)
          1.5     | affected [0,2.0)    | 1.5 < 2.0 (generic)
          1.5     | affected [1.0,*]    | 1.5 > 1.0 (generic)
          1.4     | affected [0,*] at=1.5:unaffected | 1.4 is a version, and every version is meant
          1.6     | affected [0,*] at=1.5:unaffected | 1.6 > 1.5 (generic)
          2.1     | affected [1.0,2.*]  | 2.1 > 1.0 (generic), 2.1 in 2.*
          3.0     | affected [1.0,2.*]  | 3.0 > 2.*
          1.5     | affected [2.0,1.0)  | 1.5 cannot be placed from 2.0 to 1.0
          2.5     | affected [2.0,1.0)  | 2.5 > 2.0 (generic)
          2.38-27 | affected [0,2.38]   | 2.38-27 is a build of 2.38, the last version named
          2.38-27 | affected [0,2.37]   | 2.38-27 > 2.37 (generic)
          # the range that was left behind last
          3.0     | affected [0,1.0); affected [2.0,2.5) | 3.0 > 2.5 (generic)
          3.0     | affected [2.0,2.5); affected [0,1.0) | 3.0 > 2.5 (generic)
          0.5     | affected [1.0,1.5); affected [2.0,2.5) | 0.5 < 1.0 (generic)
          """)
  void namesTheComparisonThatDecided(String version, String statements, String text) {
    assertThat(judge(pkg("foo", version), "A flaw.", entry(statements)).text()).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0} of {1} beside {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          affected {*}     | foo server | affected [0,1.0) | unknown      | all_versions_affected
          affected {*}     | foo        | affected [0,1.0) | not_affected | outside_affected_ranges
          affected {*}     | foo        | affected [0,2.0) | affected     | in_affected_range
          affected {n/a}   | foo server | affected [0,1.0) | not_affected | outside_affected_ranges
          affected [0,1.2) | foo server | affected [0,2.0) | affected     | in_affected_range
          affected [0,1.4.2) | foo      | affected [0,2.0) | affected     | in_affected_range
          affected [0,1.5.2) | foo      | affected [0,2.0) | not_affected | outside_affected_ranges
          affected [0,1.5.2) | foo server | affected [0,2.0) | affected   | in_affected_range
          affected [0,1.5.2) | foo      | affected [1.0,2.0) | affected   | in_affected_range
          affected [0,1.5.2) | foo      | affected [0,1.6)  | not_affected | outside_affected_ranges
          affected [0,1.5.2) | foo      | affected [0,1.5.4) | affected   | in_affected_range
          affected [0,1.5.2) | foo      | affected {1.5.3}  | affected    | listed_affected
          """)
  void weighsTheEntriesOfOneSourceTogether(
      String first, String product, String second, String verdict, String reason) {
    Judgement judgement =
        judge(pkg("foo", "1.5.3"), "A flaw.", entry(first).of(product), entry(second));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judgement.code().text()).as(judgement.text()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0} against {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.3   | affected [1.0,1.2.*]; affected [2.0,2.3)   | not_affected
          1.3   | affected [0,1.2.*]; affected [1.4,1.5)     | unknown
          1.2.9 | affected [0,1.2.3); affected [1.4,1.5)     | not_affected
          1.3   | affected [0,1.2.3); affected [1.4,1.5)     | unknown
          1.3   | affected [1.0,1.2.3); affected [1.4,1.5)   | unknown
          1.3   | affected [1.0,1.2.3); affected [2.0,2.3)   | not_affected
          1.9   | affected [1.0,1.2.3); affected [2.0,2.3)   | not_affected
          2.9   | affected [1.0,1.2.3); affected [3.0,3.3)   | unknown
          2.9   | affected [1.0,*]                           | affected
          2.0-rc1 | affected [1.0,1.2.3); affected [2.0,2.3) | unknown
          """)
  void knowsSeriesByTheirEnds(String version, String statements, String verdict) {
    Judgement judgement = judge(pkg("foo", version), "A flaw.", entry(statements));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
  }
}
