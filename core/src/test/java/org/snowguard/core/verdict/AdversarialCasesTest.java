package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Versions and bounds that comparators of others get wrong, judged as a whole. */
class AdversarialCasesTest {

  @ParameterizedTest(name = "{0} {1}, {2}: {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cups                       | 2.4.7                    | affected [0,2.4.2)                          | not_affected
          cups                       | 2.4.7                    | affected [0,499.4)                          | unknown
          firefox                    | 153.0                    | affected [0,153.0.0)                        | not_affected
          nodejs                     | 20.11.0                  | affected [0,20.11.1) type=semver            | affected
          linux                      | 6.6.1                    | affected [0,6.6.5)                          | affected
          python3                    | 3.11.4                   | affected [0,3.11.5)                         | affected
          chromium                   | 120.0.6099.70            | affected [0,120.0.6099.109) type=custom     | affected
          openssh                    | 9.7p1                    | affected {9.7p1}                            | affected
          openssh                    | 9.8p1                    | affected [0,9.8)                            | not_affected
          openssl                    | 1.0.2u                   | affected [1.0.2,1.0.2zg)                    | affected
          openssl                    | 1.0.2zg                  | affected [1.0.2,1.0.2zg)                    | not_affected
          foo                        | 1.2-rc1                  | affected [0,1.2)                            | affected
          foo                        | 1.2-rc1                  | affected [0,1.2) type=semver                | affected
          bar                        | 0-unstable-2024-01-01    | affected [0,1.2]                            | unknown
          imagemagick                | 7.1.1-20                 | affected [0,7.1.1-21) type=semver           | affected
          imagemagick                | 7.1.1-21                 | affected [0,7.1.1-21) type=semver           | not_affected
          python311Packages.requests | 2.30.0                   | affected [0,2.31.0) type=pypi               | affected
          glibc                      | 2.38-27                  | affected [0,2.39)                           | affected
          glibc                      | 2.39-27                  | affected [0,2.39)                           | not_affected
          glibc                      | 2.38-27                  | affected [0,2.38]                           | unknown
          glibc                      | 2.38-27                  | affected [0,2.37]                           | not_affected
          zfs                        | 2.4.3-5.15.210           | affected [0,2.4.3]                          | unknown
          zfs                        | 2.4.4-5.15.210           | affected [0,2.4.3]                          | not_affected
          envoy                      | 1.3.0                    | affected [0,1.28.7)                         | affected
          """)
  void areJudgedRight(String attribute, String version, String statements, String verdict) {
    Judgement judgement =
        Fixture.judge(Fixture.pkg(attribute, version), "A flaw.", Fixture.entry(statements));

    assertThat(judgement.verdict().text()).as(judgement.text()).isEqualTo(verdict);
  }
}
