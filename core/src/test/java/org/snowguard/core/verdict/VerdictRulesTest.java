package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.ADP;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.VersionStatus;

class VerdictRulesTest {

  @ParameterizedTest(name = "{0} against {1}, default {2}: {3}, {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # ranges, their ends and what stands for "no lower bound"
          1.5     | affected [1.0,2.0)                | - | affected     | in_affected_range
          1.0     | affected [1.0,2.0)                | - | affected     | in_affected_range
          2.0     | affected [1.0,2.0)                | - | not_affected | outside_affected_ranges
          2.0     | affected [1.0,2.0]                | - | affected     | in_affected_range
          2.0.1   | affected [1.0,2.0]                | - | not_affected | outside_affected_ranges
          0.9     | affected [1.0,2.0)                | - | not_affected | outside_affected_ranges
          0.1     | affected [0,2.0)                  | - | affected     | in_affected_range
          0.1     | affected [unspecified,2.0)        | - | affected     | in_affected_range
          0.1     | affected [*,2.0)                  | - | affected     | in_affected_range
          0.1     | affected [-,2.0)                  | - | affected     | in_affected_range
          0.1     | affected [,2.0)                   | - | affected     | in_affected_range
          9       | affected [1.0,*]                  | - | affected     | in_affected_range
          0.9     | affected [1.0,*]                  | - | not_affected | outside_affected_ranges
          1.4     | affected [0,<= 1.4)               | - | affected     | in_affected_range
          1.4     | affected [0,1.4 (2023/12/15))     | - | not_affected | outside_affected_ranges
          1.5     | affected [0,cpe:2.3:a:acme:foo:1.4:*:*:*:*:*:*:*) | - | not_affected | outside_affected_ranges
          2.9.1   | affected [1.0,2.*]                | - | affected     | in_affected_range
          3.0     | affected [1.0,2.*]                | - | not_affected | outside_affected_ranges
          20.1    | affected [1.0,2.*]                | - | not_affected | outside_affected_ranges

          # single versions and what people write for them
          1.2     | affected {1.2}                    | - | affected     | listed_affected
          1.2.0   | affected {= 1.2}                  | - | affected     | listed_affected
          1.3     | affected {1.2}                    | - | unknown      | not_assessed
          1.3     | affected {1.2}; affected {1.4}    | unaffected | unknown | not_assessed
          1.3     | affected {1.2, 1.3}               | - | affected     | listed_affected
          1.1     | affected {< 1.2}                  | - | affected     | in_affected_range
          1.2     | affected {< 1.2}                  | - | not_affected | outside_affected_ranges
          1.2     | affected {<= 1.2}                 | - | affected     | in_affected_range
          1.3     | affected {>= 1.0, < 1.4}          | - | affected     | in_affected_range
          1.4     | affected {1.0 - 1.4}              | - | affected     | in_affected_range
          1.1     | affected {before 1.2}             | - | affected     | in_affected_range
          1.2     | affected {prior to 1.2}           | - | not_affected | outside_affected_ranges
          1.2     | affected {1.2 and earlier}        | - | affected     | in_affected_range
          1.9     | affected {>= 1.0, 1.4}            | - | unknown      | unreadable_versions
          1.2     | affected {see the advisory}       | - | unknown      | unreadable_versions
          1.2     | affected {n/a}                    | - | unknown      | no_versions
          1.2     | affected {-}                      | affected | unknown | no_versions
          1.2     | affected {*}                      | - | affected     | all_versions_affected
          1.2     | affected [0,*]                    | - | affected     | all_versions_affected
          1.2     | unaffected {*}                    | - | not_affected | in_unaffected_range
          1.10    | affected {1.9.x}                  | - | unknown      | not_assessed
          1.9.3   | affected {1.9.x}                  | - | affected     | in_affected_range
          1.8     | affected {1.9.x}                  | - | not_affected | outside_affected_ranges
          1.10    | affected {1.9.x}; affected [0,1.7) | - | unknown     | not_assessed
          1.10    | affected [1.8,1.9.*]              | - | not_affected | outside_affected_ranges
          1.10    | affected [0,0.0.0-20250619215741-4034aa13c7cf) | - | unknown | commits_only

          # single versions beside ranges
          3.0.4   | affected {3.0}; affected [0,2.5) | - | unknown      | not_assessed
          2.9     | affected {3.0}; affected [0,2.5) | - | unknown      | not_assessed
          2.9     | affected [0,2.5); affected {3.0} | unaffected | unknown | not_assessed
          3.1     | affected {3.0}; affected [0,2.5) | - | not_affected | outside_affected_ranges
          2.4.6   | affected {2.4}; affected [0,2.4.5) | - | not_affected | outside_affected_ranges
          0.9     | affected [1.0,2.0); affected {1.5} | - | not_affected | outside_affected_ranges

          # order of statements, default status
          1.5     | unaffected [1.4,1.6); affected [1.0,2.0) | - | not_affected | in_unaffected_range
          1.5     | affected [1.0,2.0); unaffected [1.4,1.6) | - | affected     | in_affected_range
          1.5     | unknown [1.0,2.0)                 | - | unknown      | stated_unknown
          2.5     | affected [1.0,2.0)                | unaffected | not_affected | outside_affected_ranges
          2.5     | affected [1.0,2.0)                | unknown    | not_affected | outside_affected_ranges
          2.5     | affected [1.0,2.0]                | unknown    | unknown      | stated_unknown
          0.5     | affected [1.0,2.0)                | unknown    | unknown      | stated_unknown
          1.5     | affected [1.0,2.0)                | unknown    | affected     | in_affected_range
          2.5     | affected [1.0,2.0]; affected [3.0,3.1) | unknown | unknown    | stated_unknown
          2.5     | unaffected [2.6,*]                | affected   | affected     | default_status
          1.5     | unaffected {1.5}; affected [1.0,2.0) | -       | not_affected | listed_unaffected
          2.7     | unaffected [2.6,*]                | affected   | not_affected | in_unaffected_range
          2.5     | unaffected [2.6,*]                | -          | affected     | default_status
          2.5     | unaffected [2.6,*]                | unaffected | unknown      | not_assessed
          2.5     | affected [0,2.0)                  | affected   | not_affected | outside_affected_ranges
          0.5     | affected [1.0,2.0)                | affected   | unknown      | contradictory_statements
          25.3    | unaffected {23.3}                 | affected   | unknown      | not_assessed
          23.3.1  | unaffected {23.3}                 | affected   | unknown      | not_assessed
          23.3    | unaffected {23.3}                 | affected   | not_affected | listed_unaffected
          23.2    | unaffected {23.3}                 | affected   | affected     | default_status
          11.7    | affected [0,7.8.7]; unaffected {7.8.8}; unaffected {7.10.4} | affected | unknown  | not_assessed
          7.8.9   | affected [0,7.8.7]; unaffected {7.8.8}; unaffected {7.10.4} | affected | unknown  | not_assessed
          7.9.1   | affected [0,7.8.7]; unaffected {7.8.8}; unaffected {7.10.4} | affected | affected | default_status
          2.7     | unaffected {2.5}; unaffected [2.8,*] | affected | affected     | default_status

          # changes inside a range
          1.4     | affected [1.0,2.0) at=1.5:unaffected | - | affected     | in_affected_range
          1.5     | affected [1.0,2.0) at=1.5:unaffected | - | not_affected | in_unaffected_range
          1.9     | affected [1.0,2.0) at=1.7:affected at=1.5:unaffected | - | affected | in_affected_range
          1.1.2+s1| affected [1.0,1.1.3) at=+s1:unaffected | - | not_affected | in_unaffected_range
          1.1.2   | affected [1.0,1.1.3) at=+s1:unaffected | - | affected     | in_affected_range
          1.1.3   | affected [1.0,1.1.3) at=+s1:unaffected | - | unknown      | not_assessed
          1.4     | affected [0,*] at=1.5:unaffected   | - | affected     | in_affected_range
          1.5     | affected [0,*] at=1.5:unaffected   | - | not_affected | in_unaffected_range
          1.5     | unaffected [0,*] at=1.5:affected   | - | affected     | in_affected_range

          # branches that have no beginning
          8.4.9   | affected [0,8.0.40]; affected [0,8.4.3]; affected [0,9.1.0] | - | not_affected | outside_affected_ranges
          8.4.3   | affected [0,8.0.40]; affected [0,8.4.3]; affected [0,9.1.0] | - | affected     | in_affected_range
          8.0.41  | affected [0,8.0.40]; affected [0,8.4.3]; affected [0,9.1.0] | - | not_affected | outside_affected_ranges
          8.1.5   | affected [0,8.0.40]; affected [0,8.4.3]; affected [0,9.1.0] | - | affected     | in_affected_range
          9.0.1   | affected [0,8.0.40]; affected [0,8.4.3]; affected [0,9.1.0] | - | affected     | in_affected_range
          8.4.3-unstable-2024-01-01 | affected [0,8.4.3]; affected [0,9.1.0] | - | unknown | unreleased_snapshot
          2.39    | affected [0,2.38]; affected [0,2.40] | -       | affected     | in_affected_range
          7.17.27 | affected [0,7.17.16, 8.11.3)      | -          | not_affected | outside_affected_ranges
          7.17.15 | affected [0,7.17.16, 8.11.3)      | -          | affected     | in_affected_range
          8.11.2  | affected [0,7.17.16, 8.11.3)      | -          | affected     | in_affected_range
          8.11.3  | affected [0,7.17.16, 8.11.3)      | -          | not_affected | outside_affected_ranges
          8.11.3  | affected [7.0,7.17.16, 8.11.3)    | -          | unknown      | unreadable_versions

          # more than one version or product in a field
          11.0.31 | affected {7u161}; affected {9.0.1; Other Product: 8u151} | - | unknown | not_assessed
          9.0.1   | affected {7u161}; affected {9.0.1; Other Product: 8u151} | - | affected | listed_affected
          2.13-4.1.2 | affected [3.5.0,3.6.1]         | -          | unknown      | not_comparable
          2.13-4.1.2 | affected [0,1.9]               | -          | not_affected | outside_affected_ranges

          # bounds on another scale
          0.14.23 | affected [0,10.26)                | -          | unknown      | different_scales
          1.14.23 | affected [0,10.26)                | -          | affected     | in_affected_range
          4.9.59-1.20171029 | affected [4.9,4.10)     | -          | affected     | in_affected_range

          # commits
          1.5     | affected [1da177e4c3f4,b67189690eb4) type=git | unaffected | unknown | commits_only
          1.5     | affected [1da177e4c3f4,b67189690eb4) type=git; affected [1.0,2.0) type=semver | - | affected | in_affected_range
          2.5     | affected [1da177e4c3f4,b67189690eb4) type=git; affected [1.0,2.0) type=semver | unaffected | unknown | commits_only
          6.9     | unaffected [6.8,*] type=original_commit_for_fix | affected | not_affected | in_unaffected_range

          # bounds that contradict each other
          1.5     | affected [2.0,1.0)                | - | unknown      | contradictory_statements
          2.5     | affected [2.0,1.0)                | - | not_affected | outside_affected_ranges
          1.9     | affected [2.0,2.0)                | - | affected     | in_affected_range
          2.1     | affected [2.0,2.0)                | - | not_affected | outside_affected_ranges
          1.9     | unaffected [2.0,2.0)              | - | unknown      | contradictory_statements
          2.0     | affected [2.0,2.0]                | - | affected     | in_affected_range
          2.0     | affected [2.0,2.0)                | - | unknown      | contradictory_statements

          # edges
          2.0-rc1 | affected [1.0,2.0)                | - | affected     | in_affected_range
          1.0-rc1 | affected [1.0,2.0)                | - | unknown      | not_assessed
          1.5     | affected [20240101,20240301)      | - | unknown      | different_scales
          1.5     | affected [0,latest]               | - | unknown      | unreadable_versions
          1.2-unstable-2024-01-01 | affected [0,1.2)  | - | not_affected | outside_affected_ranges
          1.2-unstable-2024-01-01 | affected [0,1.2]  | - | unknown      | unreleased_snapshot
          1.2-unstable-2024-01-01 | affected [0,1.3)  | - | unknown      | unreleased_snapshot
          1.4-unstable-2024-01-01 | affected [0,1.3]  | - | not_affected | outside_affected_ranges
          -       | affected [0,1.3]                  | - | unknown      | package_without_version
          """)
  void readsTheFormsOfStatements(
      @Nullable String version,
      String statements,
      @Nullable String defaultStatus,
      String verdict,
      String reason) {
    VersionStatus status = defaultStatus == null ? null : Fixture.statusOf(defaultStatus);

    Judgement judgement =
        judge(pkg("foo", version), "A flaw.", entry(statements).byDefault(status));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
    assertThat(judgement.code().text()).as(judgement.text()).isEqualTo(reason);
  }

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

  @ParameterizedTest(name = "\"{0}\" against {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          390.48 | Driver, vGPU software, and Cloud Gaming | affected [0,17.1] | unknown
          390.48 | Driver, vGPU & Cloud Gaming             | affected [0,17.1] | unknown
          390.48 | Server and Client                       | affected [0,17.1] | not_affected
          16.48  | Driver, vGPU software, and Cloud Gaming | affected [0,17.1] | affected
          """)
  void clearsNothingByTheVersionsOfSeveralProducts(
      String version, String product, String statements, String verdict) {
    assertThat(
            judge(pkg("foo", version), "A flaw.", entry(statements).of(product)).verdict().text())
        .isEqualTo(verdict);
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
  void oneAffectedEntryOfSeveralIsEnough() {
    assertThat(
            judge(
                    pkg("foo", "1.5"),
                    "A flaw.",
                    entry("affected [1.0,1.2)"),
                    entry("affected [1.4,1.6)"))
                .verdict())
        .isEqualTo(Verdict.AFFECTED);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"2.9, unknown", "3.0.4, unknown", "3.1, not_affected"})
  void aVersionThatAnotherEntryListsIsNotForgotten(String version, String verdict) {
    assertThat(
            judge(
                    pkg("foo", version),
                    "A flaw.",
                    entry("affected [0,2.5)"),
                    entry("affected {3.0}"))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @Test
  void pointsAtTheStatementThatDecided() {
    assertThat(
            judge(
                pkg("python313Packages.requests", "2.30.0"),
                "A flaw.",
                entry("unaffected [3.0,*]; affected [0,2.31.0)")))
        .isEqualTo(
            new Judgement(
                Verdict.AFFECTED,
                ReasonCode.IN_AFFECTED_RANGE,
                "2.30.0 < 2.31.0 (python)",
                "/containers/cna/affected/0/versions/1"));
  }

  @ParameterizedTest(name = "platforms {0}: {1}")
  @CsvSource({
    "Windows, unknown",
    "iOS, unknown",
    "Windows/64 bit, unknown",
    "Windows/Linux, affected",
    "MacOS, affected",
    "64 bit, affected"
  })
  void abstainsWhereOnlyOtherPlatformsAreNamed(String platforms, String verdict) {
    assertThat(
            judge(pkg("foo", "1.0"), "A flaw.", entry("affected [0,2.0)").on(platforms.split("/")))
                .verdict()
                .text())
        .isEqualTo(verdict);
  }

  @Test
  void aVersionOutsideIsSafeOnEveryPlatform() {
    assertThat(
            judge(pkg("foo", "2.0"), "A flaw.", entry("affected [0,2.0)").on("Windows")).verdict())
        .isEqualTo(Verdict.NOT_AFFECTED);
  }

  @ParameterizedTest(name = "{0}, \"{1}\": {2}")
  @CsvSource(
      textBlock =
          """
          gitlab,    A flaw in GitLab EE affecting all versions.,    unknown
          gitlab-ee, A flaw in GitLab EE affecting all versions.,    affected
          gitlab,    A flaw in GitLab CE/EE affecting all versions., affected
          gitlab,    A flaw in GitLab affecting all versions.,       affected
          """)
  void abstainsWhereOnlyTheEnterpriseEditionIsNamed(
      String attribute, String prose, String verdict) {
    assertThat(judge(pkg(attribute, "17.1"), prose, entry("affected [0,18)")).verdict().text())
        .isEqualTo(verdict);
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

  @Test
  void leavesOutTheBuildsOfOtherDistributions() {
    var distribution =
        entry("unaffected [0:4.4.0-12.el9,*] type=rpm")
            .byDefault(VersionStatus.AFFECTED)
            .build(0, "Red Hat");
    var upstream = entry("affected [0,4.6.0)").build(1, null);
    var record = Fixture.vulnerability("A flaw.", List.of(distribution, upstream));

    assertThat(
            VerdictRules.of(record, List.of(distribution, upstream))
                .judge(pkg("libtiff", "4.7.1"), ProjectVersions.NONE)
                .verdict())
        .isEqualTo(Verdict.NOT_AFFECTED);
    assertThat(
            VerdictRules.of(record, List.of(distribution))
                .judge(pkg("libtiff", "4.3"), ProjectVersions.NONE)
                .code())
        .isEqualTo(ReasonCode.OTHER_DISTRIBUTION);
  }

  @Test
  void knownVersionsTellTheScale() {
    var bound = entry("affected [0,499.4)").build(0, "apple");
    var record = Fixture.vulnerability("A flaw.", List.of(bound));

    assertThat(
            VerdictRules.of(record, List.of(bound))
                .judge(pkg("cups", "2.4.7"), ProjectVersions.of(List.of("2.4.7", "2.2.6")))
                .code())
        .isEqualTo(ReasonCode.DIFFERENT_SCALES);
  }
}
