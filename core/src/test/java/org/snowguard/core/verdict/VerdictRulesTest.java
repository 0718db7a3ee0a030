package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.VersionStatus;

/** What is read from one statement, and from several that agree. */
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
