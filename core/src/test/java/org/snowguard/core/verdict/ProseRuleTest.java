package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProseRuleTest {

  @ParameterizedTest(name = "foo-bar {0}: \"{1}\": {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          1.1    | foo-bar before 1.2 has a flaw.                             | affected
          1.2    | foo-bar before 1.2 has a flaw.                             | not_affected
          1.2    | Foo Bar through 1.2 has a flaw.                            | affected
          1.3    | Foo_Bar v.1.2 and before has a flaw.                       | not_affected
          1.2    | An issue in foo-bar v.1.2 and before allows more.          | affected
          1.2    | In foo-bar 1.2 (and earlier), a flaw.                      | affected
          1.3    | A flaw was found in foo-bar up to 1.2. It is bad.          | not_affected
          1.2    | foo-bar <=1.2 has a flaw.                                  | affected
          1.1    | foo-bar versions prior to version 1.2 have a flaw.         | affected
          1.1    | foo-bar, versions before 1.2, has a flaw.                  | affected
          1.1    | acme/foo-bar prior to 1.2.                                 | affected
          1.1    | versions prior to foo-bar 1.2 have a flaw.                 | affected
          1.1    | foo-bar 1.0 to 1.2 has a flaw.                             | affected
          0.9    | foo-bar 1.0 to 1.2 has a flaw.                             | unknown
          3.2.20 | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | not_affected
          4.0.10 | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | affected
          4.2.2  | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | affected
          5.2    | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | not_affected
          3.3    | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | unknown
          1.11   | foo-bar 3.2 before 3.2.20, 4 before 4.1.10, and 4.2 before 4.2.3, a flaw. | unknown
          2.1    | foo-bar before 3.0.1 has a flaw.                           | unknown
          2.1.0  | foo-bar before 1.2.3 has a flaw. It also affects foo-bar 2.x before 2.1.4.  | affected
          2.1.4  | foo-bar before 1.2.3 has a flaw. It also affects foo-bar 2.x before 2.1.4.  | not_affected
          1.2.3  | foo-bar before 1.2.3 has a flaw. It also affects foo-bar 2.x before 2.1.4.  | not_affected
          2.1.0  | foo-bar before 1.2.3 has a flaw, and its new branch has it up to 2.1.4.     | unknown
          2.1.5  | foo-bar before 1.2.3 has a flaw, and its new branch has it up to 2.1.4.     | not_affected
          1.2.5  | foo-bar before 1.2.3 has a flaw. It came back in foo-bar 1.2.5, they say.   | unknown
          1.2.5  | foo-bar before 1.2.3 allows XSS. foo-bar before 1.4 allows CSRF.            | affected
          1.2.5  | foo-bar before 1.2.3 and 2.0 has a flaw.                                    | not_affected
          2.0    | foo-bar before 1.2.3 allows XSS. foo-bar before 2.0 allows CSRF.            | not_affected
          257    | foo-bar before 255 has a flaw, and its new branch has it up to 258.         | unknown
          13.7.8 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | not_affected
          13.7.7 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | affected
          13.8.4 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | affected
          13.8.6 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | not_affected
          13.9.1 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | affected
          13.9.2 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | not_affected
          13.6.9 | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | affected
          12.0   | foo-bar prior to 13.7.8, 13.8.5 and 13.9.2 has a flaw.     | unknown
          6.3.0  | foo-bar 3.11 through 6.x before 6.3.1 has a flaw.          | affected
          6.15.1 | foo-bar 3.11 through 6.x before 6.3.1 has a flaw.          | not_affected
          6.15.1 | foo-bar 3.11 through 6.x has a flaw.                       | affected
          6.15.1 | foo-bar 6.x has a flaw.                                    | affected
          7.0    | foo-bar 6.x has a flaw.                                    | unknown
          7.0    | foo-bar 3.11 through 6.x has a flaw.                       | not_affected
          1.34.0 | A flaw. foo-bar versions prior to 1.34.0 are unaffected.   | unknown
          1.33.0 | A flaw. foo-bar versions prior to 1.34.0 are unaffected.   | unknown
          1.34.0 | A flaw. foo-bar prior to 1.34.0 are not vulnerable.        | unknown
          1.34.0 | foo-bar prior to 1.34.0 has a flaw. Others are unaffected. | not_affected
          1.34.0 | foo-bar prior to 1.34.0 has a flaw, 1.34.0 is not affected. | not_affected
          7.0    | foo-bar before v0.0.0-20250619215741-4034aa13c7cf fails.   | unknown
          1.2    | foo-bar 1.2 has a flaw.                                    | affected
          1.3    | foo-bar 1.2 has a flaw.                                    | unknown
          1.1    | foo-bar 1.2 has a flaw.                                    | unknown
          1.52   | foo-bar 1.52-dev has a flaw.                               | unknown
          1.1    | This is fixed in foo-bar 1.2.                              | unknown
          1.1    | Users should upgrade to foo-bar 1.2 or later.              | unknown
          1.2    | This is fixed in foo-bar 1.2.                              | unknown
          1.1    | foo-bar-plugin before 1.2 has a flaw.                      | unknown
          1.1    | The baz module of foo-bar, when used before 1.2 hours.     | unknown
          10     | foo-bar on Windows 10 has a flaw.                          | unknown
          1.1    | Something else before 1.2 has a flaw.                      | unknown
          1.2-unstable-2024-01-01 | foo-bar through 1.2 has a flaw.           | unknown
          """)
  void readsVersionsBehindTheProjectsName(String version, String prose, String verdict) {
    Judgement judgement = judge(pkg("foo-bar", version), prose, entry("affected {n/a}").of("n/a"));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
  }

  @Test
  void isNotAskedWhereAnEntryBoundsTheFlaw() {
    assertThat(
            judge(pkg("foo", "1.5"), "foo before 1.2 has a flaw.", entry("affected [0,2.0)"))
                .verdict())
        .isEqualTo(Verdict.AFFECTED);
  }

  @Test
  void quotesWhatItRead() {
    assertThat(judge(pkg("foo", "1.1"), "foo before 1.2 has a flaw."))
        .isEqualTo(
            new Judgement(
                Verdict.AFFECTED,
                ReasonCode.IN_AFFECTED_RANGE,
                "1.1 < 1.2 (generic), from \"foo before 1.2 has a flaw.\"",
                "/containers/cna/descriptions/0/value"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"5.5, unknown", "6.1, not_affected"})
  void proseClearsNothingBelowWhatIsListed(String version, String verdict) {
    assertThat(
            judge(
                    pkg("foo", version),
                    "A flaw was found in foo up to 5.3.",
                    entry("affected {5.3}; affected {6.0}"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "4.9, unknown",
    "5.0, affected",
    "5.1.3, affected",
    "5.3, affected",
    "5.4, not_affected"
  })
  void aListOfVersionsTellsWhereTheProseBegins(String version, String verdict) {
    assertThat(
            judge(
                    pkg("foo", version),
                    "A flaw was found in foo up to 5.3.",
                    entry("affected {5.0}; affected {5.1}; affected {5.2}; affected {5.3}"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }
}
