package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.VersionStatus;

/** Versions of several branches that are kept side by side. */
class VerdictBranchesTest {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          8.4.9  | affected
          8.5.27 | not_affected
          8.5.30 | not_affected
          9.1.8  | unknown
          9.2.19 | affected
          9.2.20 | not_affected
          9.2.31 | not_affected
          9.3.1  | unknown
          9.4.2  | affected
          9.9.0  | not_affected
          6.6.9  | not_affected
          """)
  void knowsBranchesAndTheSeriesBetweenThem(String version, String verdict) {
    assertThat(
            judge(
                    pkg("foo", version),
                    "A flaw.",
                    entry("affected [9.4.0,9.4.13); affected [9.2.0,9.2.20)"),
                    entry("affected [6.7.0,8.5.27)"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "8.4.9, not_affected",
    "8.4.3, affected",
    "8.1.5, affected",
    "7.6.33, affected",
  })
  void aFixOnABranchCountsWhereEachProductHasOne(String version, String verdict) {
    assertThat(
            judge(
                    pkg("foo", version),
                    "A flaw.",
                    entry("affected [0,7.6.32]; affected [0,8.4.3]; affected [0,9.1.0]")
                        .of("Foo Cluster"),
                    entry("affected [0,8.4.3]; affected [0,9.1.0]").of("Foo Server"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "kernel {0}: {1}, {2}")
  @CsvSource(
      textBlock =
          """
          4.14.40, not_affected, in_unaffected_range
          6.1.52,  unknown,      contradictory_statements
          6.1.53,  not_affected, in_unaffected_range
          6.3.13,  affected,     default_status
          6.4.15,  affected,     default_status
          6.4.16,  not_affected, in_unaffected_range
          6.6.1,   not_affected, in_unaffected_range
          """)
  void readsTheKernelsTwoEntries(String version, String verdict, String reason) {
    Judgement judgement =
        judge(
            pkg("linux", version),
            "In the Linux kernel, a flaw has been resolved.",
            entry("affected [218925bfd5d1,9d241c5d9a9b) type=git")
                .byDefault(VersionStatus.UNAFFECTED),
            entry(
                    "affected {6.3}; unaffected [0,6.3); unaffected [6.1.53,6.1.*];"
                        + " unaffected [6.4.16,6.4.*];"
                        + " unaffected [6.6,*] type=original_commit_for_fix")
                .byDefault(VersionStatus.AFFECTED));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judgement.code().text()).as(judgement.text()).isEqualTo(reason);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "4.14.40, unknown",
    "5.4.1, affected",
    "5.10.201, affected",
    "5.10.202, not_affected"
  })
  void doesNotStretchADefaultBeyondTheOldestMajorVersion(String version, String verdict) {
    assertThat(
            judge(
                    pkg("linux", version),
                    "A flaw.",
                    entry("unaffected [5.10.202,5.10.*]; unaffected [6.7,*]")
                        .byDefault(VersionStatus.AFFECTED))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      textBlock =
          """
          firefox,     127.0.2,       affected
          firefox,     128.0,         not_affected
          firefox,     115.13.0,      affected
          firefox-esr, 115.12.0esr,   affected
          firefox-esr, 115.13.0esr,   not_affected
          firefox-esr, 102.15.0esr,   unknown
          thunderbird, 52.7.0,        affected
          thunderbird, 115.12.1,      affected
          thunderbird, 115.13.0,      not_affected
          thunderbird, 127.0,         affected
          thunderbird, 128.0,         not_affected
          """)
  void keepsExtendedSupportReleasesApart(String attribute, String version, String verdict) {
    Fixture.Entry[] entries =
        attribute.startsWith("firefox")
            ? new Fixture.Entry[] {
              entry("affected [unspecified,112)").of("Firefox for Android"),
              entry("affected [unspecified,128)").of("Firefox"),
              entry("affected [unspecified,115.13)").of("Firefox ESR")
            }
            : new Fixture.Entry[] {
              entry("affected [unspecified,115.13)").of("Thunderbird"),
              entry("affected [unspecified,128)").of("Thunderbird")
            };

    assertThat(judge(pkg(attribute, version), "A flaw.", entries).verdict().text())
        .isEqualTo(verdict);
  }

  @ParameterizedTest(name = "ESR {0} against the rapid release alone: {1}")
  @CsvSource({"102.10.0esr, unknown", "128.3.0esr, not_affected"})
  void saysNothingOfAnExtendedSupportReleaseThatIsNotNamed(String version, String verdict) {
    assertThat(
            judge(pkg("firefox-esr", version), "A flaw.", entry("affected [0,112)").of("Firefox"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }
}
