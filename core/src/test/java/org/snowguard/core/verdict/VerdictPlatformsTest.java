package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.core.verdict.Fixture.entry;
import static org.snowguard.core.verdict.Fixture.judge;
import static org.snowguard.core.verdict.Fixture.pkg;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.VersionStatus;

/** Statements about other platforms, editions and distributions. */
class VerdictPlatformsTest {

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
}
