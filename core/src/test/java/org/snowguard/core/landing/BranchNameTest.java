package org.snowguard.core.landing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BranchNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          master                          | PRIMARY   | nixos-unstable-small nixos-unstable nixpkgs-unstable
          release-26.05                   | PRIMARY   | nixos-26.05-small nixos-26.05 nixpkgs-26.05-darwin
          staging                         | SECONDARY | staging-next
          staging-next                    | SECONDARY | master
          staging-nixos                   | SECONDARY | master
          staging-26.05                   | SECONDARY | staging-next-26.05
          staging-next-26.05              | SECONDARY | release-26.05
          haskell-updates                 | SECONDARY | staging
          nixpkgs-26.05-darwin            | CHANNEL   | ''
          nixos-unstable-small            | CHANNEL   | ''
          backport-123-to-release-26.05   | -         | -
          wip-something                   | -         | -
          --upload-pack=x                 | -         | -
          """)
  void kindsAndWays(String name, BranchName.Kind kind, String next) {
    var branch = BranchName.of(name);
    assertThat(branch.map(BranchName::kind).orElse(null)).isEqualTo(kind);
    assertThat(branch.map(found -> String.join(" ", found.next())).orElse(null)).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          master          | release-26.05   | true
          staging         | release-25.11   | true
          release-26.05   | release-25.11   | true
          staging-26.05   | release-25.11   | true
          release-25.11   | release-26.05   | false
          staging-25.11   | release-26.05   | false
          release-26.05   | release-26.05   | false
          release-26.05   | master          | false
          staging-next    | master          | false
          """)
  void backportsGoToReleasesAndNeverToNewerOnes(String from, String to, boolean expected) {
    assertThat(BranchName.of(from).orElseThrow().isBackportedTo(BranchName.of(to).orElseThrow()))
        .isEqualTo(expected);
  }
}
