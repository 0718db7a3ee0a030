package org.snowguard.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRulesTest {

  @ParameterizedTest(name = "{0} -> {1} is {2}")
  @CsvSource({
    "8.1.0, 8.1.1, PATCH",
    "8.1, 8.1.1, PATCH",
    "1.1.1s, 1.1.1t, PATCH",
    "9.6p1, 9.6p2, PATCH",
    "8.1.0, 8.2.0, MINOR",
    "8.1.0, 9.0.0, MAJOR",
    "0.3.1, 0.3.2, PATCH",
    "0.3.1, 0.4.0, MAJOR",
    "2024.1, 2024.2, UNCLEAR",
    "8.2.0, 8.1.0, UNCLEAR",
    "8.2.0, 8.2.0, UNCLEAR",
    "0-unstable-2024-01-01, 0-unstable-2024-02-01, UNCLEAR",
    "1.0, 1.0-unstable-2024-02-01, UNCLEAR",
    ", 1.0, UNCLEAR",
  })
  void tellsHowFarAVersionMoves(String from, String to, MoveSize size) {
    assertThat(MoveSize.of(from, to)).isEqualTo(size);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backport-123-to-release-25.05 | '' | 123
          alice/backport-curl | Backport of #123 to `release-25.05`. | 123
          fix | Bot-based backport to `release-25.05`, triggered by a label in #123. | 123
          fix | Manual backport of https://github.com/NixOS/nixpkgs/pull/123 | 123
          fix | Backports #123 | 123
          fix | Backport: NixOS/nixpkgs#123 | 123
          fix | Backport of https://github.com/nixos/Nixpkgs/pull/123 | 123
          fix | Backport of https://github.com/curl/curl/pull/123 | 0
          fix | Backport of curl/curl#123 | 0
          fix | Fixes #123 | 0
          backport-curl | see #123 | 0
          """)
  void tellsWhoseBackportItIs(String head, String body, int number) {
    assertThat(BackportText.originalOf(head, body).orElse(0)).isEqualTo(number);
  }

  @Test
  void readsWhatTheActionReports() {
    assertThat(
            BackportText.failure(
                "Backport failed for `release-25.05`, because it was unable to cherry-pick the"
                    + " commit(s).\n\nPlease cherry-pick the changes locally"))
        .contains(
            new BackportText.Failure(
                "release-25.05", "because it was unable to cherry-pick the commit(s)."));
    assertThat(BackportText.failure("Backport failed for `x`: couldn't find remote ref `x`."))
        .contains(new BackportText.Failure("x", "couldn't find remote ref `x`."));
    assertThat(BackportText.failure("Successfully created backport PR for `x`:\n- #4")).isEmpty();
    assertThat(BackportText.branchOfLabel("backport release-25.05")).contains("release-25.05");
    assertThat(BackportText.branchOfLabel("8.has: port to stable")).isEmpty();
  }

  @Test
  void packageSetsAreFoundUnderEachVersionOfTheirLanguage() {
    assertThat(AttributeForms.of("python3Packages.requests"))
        .startsWith("python3Packages.requests")
        .contains("python313Packages.requests");
    assertThat(AttributeForms.of("curl")).containsExactly("curl");
  }

  @ParameterizedTest(name = "{0} is called {1}")
  @CsvSource({
    "python313Packages.requests, python3Packages.requests",
    "pythonPackages.requests, python3Packages.requests",
    "perl5Packages.DBI, perlPackages.DBI",
    "rubyPackages_3_4.nokogiri, rubyPackages.nokogiri",
    "php84Extensions.xsl, phpExtensions.xsl",
    "linuxKernel.kernels.linux_6_6, linux_6_6",
    "linuxKernel.packages.linux_6_6.zfs, linuxPackages.zfs",
    "curl, curl",
  })
  void packageSetsHaveOneNameInTitles(String attribute, String called) {
    assertThat(AttributeForms.called(attribute)).isEqualTo(called);
  }
}
