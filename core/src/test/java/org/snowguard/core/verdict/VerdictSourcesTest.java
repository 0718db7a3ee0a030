package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.ADP;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several sources, and prose beside forms: whom to believe. */
class VerdictSourcesTest {

  @ParameterizedTest(name = "CNA {0}, ADP {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          affected [0,2.0) | affected [0,2.0) | affected     | in_affected_range
          affected [0,2.0) | affected [0,1.0) | affected     | in_affected_range
          affected [0,1.0) | affected [0,2.0) | unknown      | sources_disagree
          affected [0,1.0) | affected [0,1.0] | not_affected | outside_affected_ranges
          affected [0,1.0) | affected {1.1}   | not_affected | outside_affected_ranges
          affected {n/a}   | affected [0,2.0) | affected     | in_affected_range
          affected {n/a}   | affected [0,1.0) | not_affected | outside_affected_ranges
          affected {1.4}   | affected [0,2.0) | affected     | in_affected_range
          affected {n/a}   | affected {*}     | unknown      | no_versions
          affected {*}     | affected [0,1.0) | unknown      | sources_disagree
          affected {*}     | affected [0,2.0) | affected     | in_affected_range
          affected [0,1.0) | affected {*}     | not_affected | outside_affected_ranges
          unaffected {1.5}; affected [0,2.0) | affected [0,2.0) | not_affected | listed_unaffected
          unaffected [1.5,*] | affected [0,2.0) | unknown    | sources_disagree
          affected [0,1.0) | unknown [1.0,2.0) | unknown     | sources_disagree
          unknown [1.0,2.0) | affected [0,2.0) | affected    | in_affected_range
          unknown [1.0,2.0) | affected [0,1.0) | unknown     | stated_unknown
          """)
  void mergesSourcesByTrust(String cna, String adp, String verdict, String reason) {
    Judgement judgement = judge(pkg("foo", "1.5"), "A flaw.", entry(cna), entry(adp).by(ADP));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judgement.code().text()).as(judgement.text()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Foo 9.0 to 9.5. Other, older versions may also be affected.   | unknown
          Foo 9.0 through 9.5, and older unsupported versions, are bad. | unknown
          Foo 9.5 and prior is bad.                                     | unknown
          Foo 9.5 (and earlier) is bad.                                 | unknown
          Foo 9.0 to 9.5. End-of-life versions may be affected.         | unknown
          Foo 9.0 to 9.5 and older, which does not check names, is bad. | unknown
          Foo 9.0 to 9.5 and older versions that are not supported.     | unknown
          Foo 9.0 to 9.5. Legacy, not supported versions are affected.  | unknown
          Foo 9.0 to 9.5. Older versions are not affected.              | not_affected
          Foo 9.0 to 9.5, and older versions aren't vulnerable.         | not_affected
          Foo 9.0 to 9.5, and older versions are not known to be affected. | not_affected
          Foo 9.0 to 9.5. Versions 8.9 and earlier are unaffected.      | not_affected
          Foo 9.0 to 9.5 is bad.                                        | not_affected
          """)
  void believesProseThatOlderVersionsAreAffectedToo(String prose, String verdict) {
    Judgement below =
        judge(
            pkg("foo", "8.0"), prose, entry("affected [9.0,9.5]; affected [10.0,10.1]").of("bar"));
    Judgement above = judge(pkg("foo", "10.2"), prose, entry("affected [9.0,9.5]").of("bar"));

    assertThat(below.verdict().text()).as(below.text()).isEqualTo(verdict);
    assertThat(above.verdict()).as(above.text()).isEqualTo(Verdict.NOT_AFFECTED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      textBlock =
          """
          # a family that is listed, one that is newer than all, one in between, an older release
          8u171,   not_affected
          11.0.31, not_affected
          9.0.1,   affected
          9.0.2,   not_affected
          8u151,   unknown
          8.141.1, unknown
          8.181.1, unknown
          7u120,   unknown
          6u200,   unknown
          """)
  void readsAListOfSupportedVersionsAsTheLastOnesAffected(String version, String verdict) {
    Fixture.Entry listed = entry("affected {7u161}; affected {8u152}; affected {9.0.1}");
    Judgement judgement =
        judge(
            pkg("foo", version),
            "Supported versions that are affected are Foo SE: 7u161, 8u152 and 9.0.1.",
            listed);

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judge(pkg("foo", "11.0.31"), "A flaw in 7u161, 8u152 and 9.0.1.", listed).verdict())
        .isEqualTo(Verdict.UNKNOWN);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"1.12.2, unknown", "2.7.9, affected", "2.7.11, not_affected"})
  void doesNotWidenTheAssignersProse(String version, String verdict) {
    Judgement judgement =
        judge(
            pkg("foo", version),
            "Foo 2.x through 2.7.10 stores a token.",
            entry("affected {n/a}").of("n/a"),
            entry("affected [0,2.7.10]").by(ADP));
    Judgement united =
        judge(
            pkg("foo", version),
            "Foo 2.x through 2.7.10 stores a token.",
            entry("affected {n/a}").of("n/a"),
            entry("affected [0,2.7.10]").by(Fixture.NVD));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(united.verdict().text()).as(united.text()).isEqualTo(verdict);
  }

  @ParameterizedTest(name = "OSV {0}, CNA {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          affected [0,*] | affected [0,1.0]   | unknown      | sources_disagree
          affected [0,*] | affected [0,1.0)   | not_affected | outside_affected_ranges
          affected [0,*] | unaffected [1.5,*] | not_affected | in_unaffected_range
          affected [0,*] | affected [0,1.0); affected [1.1,1.3] | unknown | sources_disagree
          affected [0,*] | affected [0,2.0)   | affected     | in_affected_range
          """)
  void againstEveryVersionOfAnOsvRecordOnlyAFixCounts(
      String osv, String cna, String verdict, String reason) {
    Judgement judgement =
        judge(pkg("foo", "1.5"), "A flaw.", entry(cna), entry(osv).by(Fixture.OSV));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judgement.code().text()).as(judgement.text()).isEqualTo(reason);
  }

  @Test
  void namesTheSourceThatDecidesAmongThree() {
    assertThat(
            judge(
                    pkg("foo", "1.5"),
                    "A flaw.",
                    entry("unknown [1.0,2.0)").by(Fixture.OSV),
                    entry("affected [0,2.0)"),
                    entry("affected [0,1.0)").by(ADP))
                .text())
        .isEqualTo(
            "example says affected (1.5 < 2.0 (generic));"
                + " CISA-ADP says not affected (1.5 > 1.0 (generic))");
  }

  @Test
  void trustsAnOsvRecordBeforeTheAssigner() {
    Judgement judgement =
        judge(
            pkg("foo", "1.5"),
            "A flaw.",
            entry("affected [0,1.0)"),
            entry("affected [0,2.0)").by(Fixture.OSV));

    assertThat(judgement.verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(judgement.text())
        .isEqualTo(
            "osv says affected (1.5 < 2.0 (generic));"
                + " example says not affected (1.5 > 1.0 (generic))");
  }

  @Test
  void showsBothSidesOfAConflict() {
    assertThat(
            judge(
                    pkg("foo", "1.5"),
                    "A flaw.",
                    entry("affected [0,1.0)"),
                    entry("affected [0,2.0)").by(ADP))
                .text())
        .isEqualTo(
            "example says not affected (1.5 > 1.0 (generic));"
                + " CISA-ADP says affected (1.5 < 2.0 (generic))");
  }

  @Test
  void proseDecidesWhatTheFormLeavesOpen() {
    var slip = entry("affected [126.0.6478.54,126.0.6478.54)").of("Chrome");

    assertThat(judge(pkg("chromium", "126.0.6478.54"), "A flaw.", slip).verdict())
        .isEqualTo(Verdict.UNKNOWN);
    assertThat(
            judge(
                    pkg("chromium", "126.0.6478.54"),
                    "Use after free in Google Chrome prior to 126.0.6478.54 allowed an attack.",
                    slip)
                .verdict())
        .isEqualTo(Verdict.NOT_AFFECTED);
  }
}
