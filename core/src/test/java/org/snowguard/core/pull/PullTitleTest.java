package org.snowguard.core.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTitleTest {

  private static String moves(PullTitle title) {
    return title.moves().stream()
        .map(
            move ->
                "%s %s>%s"
                    .formatted(
                        move.attribute(), move.from() == null ? "?" : move.from(), move.to()))
        .collect(Collectors.joining(", "));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          curl: 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          curl: 8.1.0 → 8.2.0 | curl 8.1.0>8.2.0
          curl: 8.1.0->8.2.0 | curl 8.1.0>8.2.0
          curl: 8.1.0 => 8.2.0 | curl 8.1.0>8.2.0
          curl: 8.1.0 --> 8.2.0 | curl 8.1.0>8.2.0
          curl 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          curl: v8.1.0 -> v8.2.0 | curl 8.1.0>8.2.0
          curl: `8.1.0` -> `8.2.0` | curl 8.1.0>8.2.0
          curl: 8.1.0 -> 8.2.0; fix CVE-2023-0001 | curl 8.1.0>8.2.0
          curl: 8.1.0 -> 8.2.0, add patch | curl 8.1.0>8.2.0
          curl: 8.1.0 -> 8.2.0 (fixes CVE-2023-0001) | curl 8.1.0>8.2.0
          curl: 8.1.0 -> 8.2.0 [security] | curl 8.1.0>8.2.0
          curl: 8.1.0 -> 8.2.0. | curl 8.1.0>8.2.0
          curl: update 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          curl: security update 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          curl: update from 8.1.0 to 8.2.0 | curl 8.1.0>8.2.0
          curl: bump 8.1.0 to 8.2.0 | curl 8.1.0>8.2.0
          curl: update to 8.2.0 | curl ?>8.2.0
          curl: bump to v8.2.0 | curl ?>8.2.0
          curl: init at 8.2.0 | curl ?>8.2.0
          _7zz: 23.01 -> 24.08 | _7zz 23.01>24.08
          389-ds-base: 2.4.1 -> 2.4.6 | 389-ds-base 2.4.1>2.4.6
          libsForQt5.qtbase: 5.15.11 -> 5.15.12 | libsForQt5.qtbase 5.15.11>5.15.12
          gtk+3: 3.24.1 -> 3.24.2 | gtk+3 3.24.1>3.24.2
          openssl_3: 3.0.12 -> 3.0.13, openssl: 3.2.0 -> 3.2.1 | openssl_3 3.0.12>3.0.13, openssl 3.2.0>3.2.1
          openssl_3: 3.0.12 -> 3.0.13; openssl: 3.2.0 -> 3.2.1 | openssl_3 3.0.12>3.0.13, openssl 3.2.0>3.2.1
          openssl_3: 3.0.12 -> 3.0.13 and openssl: 3.2.0 -> 3.2.1 | openssl_3 3.0.12>3.0.13, openssl 3.2.0>3.2.1
          firefox, firefox-bin: 120.0 -> 121.0 | firefox 120.0>121.0, firefox-bin 120.0>121.0
          firefox,thunderbird: 120.0 -> 121.0 | firefox 120.0>121.0, thunderbird 120.0>121.0
          firefox & thunderbird: 120.0 -> 121.0 | firefox 120.0>121.0, thunderbird 120.0>121.0
          firefox and thunderbird: 120.0 -> 121.0 | firefox 120.0>121.0, thunderbird 120.0>121.0
          firefox-{beta,devedition}-unwrapped: 122.0b5 -> 122.0b6 | firefox-beta-unwrapped 122.0b5>122.0b6, firefox-devedition-unwrapped 122.0b5>122.0b6
          firefox{,-bin}: 120.0 -> 121.0 | firefox 120.0>121.0, firefox-bin 120.0>121.0
          python3Packages.{numpy,scipy}: 1.0 -> 1.1 | python3Packages.numpy 1.0>1.1, python3Packages.scipy 1.0>1.1
          {chromium,chromedriver}: 120.0.6099.129 -> 120.0.6099.199 | chromium 120.0.6099.129>120.0.6099.199, chromedriver 120.0.6099.129>120.0.6099.199
          linux_{6_1,6_{6,7}}: 1.0 -> 1.1 | linux_6_1 1.0>1.1, linux_6_6 1.0>1.1, linux_6_7 1.0>1.1
          postgresql: 16.1 -> 16.2, 15.5 -> 15.6 | postgresql 16.1>16.2, postgresql 15.5>15.6
          foo: 1.0 -> 1.1 -> 1.2 | foo 1.0>1.2
          foo: unstable-2023-01-02 -> 0-unstable-2024-01-02 | foo unstable-2023-01-02>0-unstable-2024-01-02
          foo: 2.2-unstable-2022-03-15 -> 2.3 | foo 2.2-unstable-2022-03-15>2.3
          ungoogled-chromium: 120.0.6099.129-1 -> 120.0.6099.199-1 | ungoogled-chromium 120.0.6099.129-1>120.0.6099.199-1
          openssh: 9.6p1 -> 9.7p1 | openssh 9.6p1>9.7p1
          [Backport release-25.05] curl: 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          [25.05] curl: 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          [staging-25.05] [security] curl: 8.1.0 -> 8.2.0 | curl 8.1.0>8.2.0
          nixos/timekpr: init at 0.5.8 | ''
          nixos/foo: 1.0 -> 2.0 | ''
          Revert "curl: 8.1.0 -> 8.2.0" | ''
          Reapply "curl: 8.1.0 -> 8.2.0" | curl 8.1.0>8.2.0
          Revert "Revert "curl: 8.1.0 -> 8.2.0"" | curl 8.1.0>8.2.0
          python3Packages.{numpy,scipy}: fix build | ''
          curl: fix CVE-2023-0001 | ''
          Fix all of the things: 1.0 -> 2.0 | ''
          Kernel updates for 2025-01-01 | ''
          doc: 1.0 -> 2.0 | ''
          """)
  void readsMoves(String title, String moves) {
    assertThat(moves(PullTitle.parse(title))).isEqualTo(moves);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          curl: fix CVE-2023-0001 | curl | '' | -
          python3Packages.{numpy,scipy}: fix build | python3Packages.numpy,python3Packages.scipy | '' | -
          nixos/openssh: harden | '' | openssh | -
          nixos/openssh, openssh: harden | openssh | openssh | -
          [Backport release-25.05] curl: fix CVE-2023-0001 | curl | '' | release-25.05
          [Backport staging-25.05] curl: fix | curl | '' | staging-25.05
          [Backport staging-next-25.05] curl: fix | curl | '' | staging-next-25.05
          [25.05] curl: fix | curl | '' | release-25.05
          [25.05 backport] curl: fix | curl | '' | release-25.05
          [Backport 25.05] curl: fix | curl | '' | release-25.05
          [nixos-25.05] curl: fix | curl | '' | release-25.05
          [release-25.05]: curl: fix | curl | '' | release-25.05
          [staging] curl: fix | curl | '' | staging
          [WIP] curl: fix | curl | '' | -
          [WIP][25.05] curl: fix | curl | '' | release-25.05
          pkgs.curl: fix | curl | '' | -
          vscode-extensions."foo.bar": 1.0 -> 1.1 | vscode-extensions.foo.bar | '' | -
          nodePackages."@angular/cli": remove | nodePackages.@angular/cli | '' | -
          lixPackageSets.*: fix CVE-46415 and CVE-46416 | lixPackageSets.* | '' | -
          treewide: remove foo | '' | '' | -
          ci/github-script: fix | '' | '' | -
          maintainers: add alice | '' | '' | -
          Update README | '' | '' | -
          std::string is broken | '' | '' | -
          '' | '' | '' | -
          """)
  void readsWhatItIsAbout(
      String title, String attributes, String modules, @Nullable String branch) {
    PullTitle read = PullTitle.parse(title);
    assertThat(String.join(",", read.attributes())).isEqualTo(attributes);
    assertThat(String.join(",", read.modules())).isEqualTo(modules);
    assertThat(read.branch()).isEqualTo(branch);
  }

  @Test
  void knowsARevert() {
    assertThat(PullTitle.parse("Revert \"curl: 8.1 -> 8.2\""))
        .isEqualTo(
            new PullTitle(
                java.util.List.of("curl"), java.util.List.of(), java.util.List.of(), null, true));
    assertThat(PullTitle.parse("[25.05] Revert \"curl: 8.1 -> 8.2\"").revert()).isTrue();
    assertThat(PullTitle.parse("Reapply \"curl: 8.1 -> 8.2\"").revert()).isFalse();
  }

  @Test
  void noTitleMakesItSlow() {
    String nasty = "a, ".repeat(300) + "{".repeat(300) + "x".repeat(300) + " 1".repeat(200);
    long begun = System.nanoTime();
    PullTitle.parse(nasty);
    PullTitle.parse("1-".repeat(500));
    PullTitle.parse("a.a".repeat(300) + " -> ");
    assertThat(System.nanoTime() - begun).isLessThan(2_000_000_000L);
  }
}
