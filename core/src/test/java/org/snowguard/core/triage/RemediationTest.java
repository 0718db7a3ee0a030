package org.snowguard.core.triage;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemediationTest {

  @ParameterizedTest(name = "{0} fixed in {1}, release channel {2}, commit known {3}: {4} {5}")
  @CsvSource(
      textBlock =
          """
          # version,  fixed,     release, commit, kind,              target,    words
          1.2.3,      1.2.5,     false,   false,  bump_within_minor, 1.2.5,     bump within minor to 1.2.5
          1.2.3,      1.2.5,     true,    false,  bump_within_minor, 1.2.5,     bump within minor to 1.2.5
          9.7p1,      9.7p2,     true,    false,  bump_within_minor, 9.7p2,     bump within minor to 9.7p2
          2,          2.0.1,     true,    false,  bump_within_minor, 2.0.1,     bump within minor to 2.0.1
          2024.06.1,  2024.6.5,  true,    false,  bump_within_minor, 2024.6.5,  bump within minor to 2024.6.5
          1.2.3,      1.3.0,     false,   false,  bump,              1.3.0,     bump to 1.3.0
          1.2.3,      1.3.0,     true,    true,   bump,              1.3.0,     bump to 1.3.0
          1.2.3,      2.0.0,     false,   true,   bump,              2.0.0,     bump to 2.0.0
          1.2.3,      2.0.0,     true,    false,  patch,             2.0.0,     patch with the fix of 2.0.0
          1.2.3,      ,          false,   true,   patch,             ,          patch
          1.2.3,      ,          true,    false,  none_yet,          ,          none yet: no fixed version is known
          """)
  void proposesTheSmallestRemedy(
      String version,
      @Nullable String fixed,
      boolean release,
      boolean commit,
      String kind,
      @Nullable String target,
      String words) {
    Remediation proposed = Remediation.propose(version, fixed, release, commit);

    assertThat(proposed.kind().text()).isEqualTo(kind);
    assertThat(proposed.target()).isEqualTo(target);
    assertThat(proposed.words()).isEqualTo(words);
  }
}
