package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.snowguard.core.nixpkgs.ChannelPackages;
import org.snowguard.core.nixpkgs.NixPackage;

class ProjectClusteringTest {
  private static final String PACKAGES =
      """
      openssl                      | openssl 3.6.2            | https://www.openssl.org/   | https://github.com/openssl/openssl/archive/a.tar.gz | openssl:openssl
      openssl_1_1                  | openssl 1.1.1w           | https://www.openssl.org/   | https://github.com/openssl/openssl/archive/b.tar.gz | openssl:openssl
      openssl_legacy               | openssl 3.6.2            | https://www.openssl.org/   | | openssl:openssl
      python313Packages.requests   | python3.13-requests 2.33 | https://requests.example/  | mirror://pypi/r/requests/requests-2.33.tar.gz
      python314Packages.requests   | python3.14-requests 2.33 | https://other.example/     |
      snappy                       | snappy 1.2.2             | https://google.github.io/snappy/ | https://github.com/google/snappy/archive/1.2.2.tar.gz
      python313Packages.snappy     | python3.13-snappy 3.2    | https://snappy.computop.org/ | https://github.com/3-manifolds/snappy/archive/3.2.tar.gz
      poppler                      | poppler-glib 25.10       | https://poppler.freedesktop.org/ | https://poppler.freedesktop.org/poppler-25.10.tar.xz
      libsForQt5.poppler           | poppler-qt5 25.10        | https://poppler.freedesktop.org/ | https://poppler.freedesktop.org/poppler-25.10.tar.xz
      poppler-utils                | poppler-utils 25.10      | https://poppler.freedesktop.org/ | https://poppler.freedesktop.org/poppler-25.10.tar.xz
      jdk                          | openjdk 21.0.12          | https://openjdk.org/       | https://github.com/openjdk/jdk21u/archive/a.tar.gz
      jdk17_headless               | openjdk-headless 17.0.20 | https://openjdk.org/       | https://github.com/openjdk/jdk17u/archive/a.tar.gz
      jre_minimal                  | openjdk-minimal-jre 21   | https://openjdk.org/       |
      temurin-bin                  | temurin-bin 21.0.11      |                            | https://github.com/adoptium/temurin21-binaries/releases/a.tar.gz
      temurin-bin-17               | temurin-bin 17.0.11      |                            | https://github.com/adoptium/temurin17-binaries/releases/a.tar.gz
      linux                        | linux 6.18.37            | https://www.kernel.org/    | mirror://kernel/linux/kernel/v6.x/linux-6.18.37.tar.xz | linux:linux_kernel
      linuxKernel.kernels.linux_6_1 | linux 6.1.176           | https://www.kernel.org/    | mirror://kernel/linux/kernel/v6.x/linux-6.1.176.tar.xz | linux:linux_kernel
      linux_zen                    | linux-zen 7.1.2          | https://www.kernel.org/    | https://github.com/zen-kernel/zen-kernel/archive/v7.tar.gz | linux:linux_kernel
      espeak                       | espeak-ng 1.52           | https://github.com/espeak-ng/espeak-ng | https://github.com/espeak-ng/espeak-ng/archive/a.tar.gz
      espeak-classic               | espeak 1.48.04           | https://espeak.sourceforge.net/ | mirror://sourceforge/espeak/espeak-1.48.zip
      chromium                     | chromium 150.0           | https://www.chromium.org/  |
      ungoogled-chromium           | ungoogled-chromium 149.0 | https://github.com/ungoogled-software/ungoogled-chromium |
      firefox                      | firefox 152.0            | http://www.mozilla.com/en-US/firefox/ |
      firefox-unwrapped            | firefox-unwrapped 152.0  | http://www.mozilla.com/en-US/firefox/ | mirror://mozilla/firefox/releases/152.0/source/firefox-152.0.source.tar.xz
      firefox-bin                  | firefox-bin 152.0        | https://www.mozilla.org/firefox/ |
      php                          | php-with-extensions 8.4  | https://www.php.net/       |
      php83                        | php-with-extensions 8.3  | https://www.php.net/       |
      php83Extensions.gd           | php-gd 8.3               | https://www.php.net/       | https://www.php.net/distributions/php-8.3.tar.bz2
      mbedtls                      | mbedtls 3.6.6            | https://www.trustedfirmware.org/projects/mbed-tls/ | https://github.com/Mbed-TLS/mbedtls.git
      linphonePackages.bc-mbedtls  | mbedtls 3.6.1            | https://gitlab.linphone.org/BC/public/external/mbedtls | https://gitlab.linphone.org/BC/public/external/mbedtls.git
      pomerium                     | pomerium 0.30            | https://pomerium.io        | https://github.com/pomerium/pomerium/archive/a.tar.gz
      pomerium-cli                 | pomerium-cli 0.30        | https://pomerium.io        | https://github.com/pomerium/cli/archive/a.tar.gz
      vyper                        | vyper 0.4.3              | https://github.com/vyperlang/vyper | mirror://pypi/v/vyper/vyper-0.4.3.tar.gz
      python313Packages.vyper      | python3.13-vyper 0.4.3   | https://github.com/vyperlang/vyper | mirror://pypi/v/vyper/vyper-0.4.3.tar.gz
      """;

  private final List<ProjectGroup> groups =
      ProjectClustering.cluster(List.of(Packages.channel(PACKAGES)));

  @Test
  void bringsBuildsOfOneSoftwareTogether() {
    assertThat(groupOf("openssl").attributes())
        .containsExactly("openssl", "openssl_1_1", "openssl_legacy");
    assertThat(groupOf("jdk").attributes()).containsExactly("jdk", "jdk17_headless", "jre_minimal");
    assertThat(groupOf("temurin-bin").attributes())
        .containsExactly("temurin-bin", "temurin-bin-17");
    assertThat(groupOf("poppler").attributes())
        .containsExactly("libsForQt5.poppler", "poppler", "poppler-utils");
    assertThat(groupOf("php").attributes()).containsExactly("php", "php83");
    assertThat(groupOf("linux").attributes())
        .containsExactly("linux", "linuxKernel.kernels.linux_6_1");
    assertThat(groupOf("vyper").attributes()).containsExactly("python313Packages.vyper", "vyper");
    assertThat(groupOf("firefox").attributes()).containsExactly("firefox", "firefox-unwrapped");
  }

  @Test
  void bringsOneModuleOfSeveralInterpretersTogether() {
    assertThat(groupOf("python313Packages.requests").attributes())
        .containsExactly("python313Packages.requests", "python314Packages.requests");
  }

  @Test
  void keepsOtherSoftwareOfTheSameNameApart() {
    assertThat(groupOf("snappy").attributes()).containsExactly("snappy");
    assertThat(groupOf("espeak").attributes()).containsExactly("espeak");
    assertThat(groupOf("espeak-classic").attributes()).containsExactly("espeak-classic");
    assertThat(groupOf("mbedtls").attributes()).containsExactly("mbedtls");
    assertThat(groupOf("php83Extensions.gd").attributes()).containsExactly("php83Extensions.gd");
    assertThat(groupOf("pomerium").attributes()).containsExactly("pomerium");
  }

  @Test
  void tellsBuildsByOthersAsVariants() {
    assertThat(groupOf("ungoogled-chromium").variantOf()).isEqualTo("chromium");
    assertThat(groupOf("firefox-bin").variantOf()).isEqualTo("firefox");
    assertThat(groupOf("linux_zen").variantOf()).isEqualTo("linux");
    assertThat(groupOf("temurin-bin").variantOf()).isEqualTo("openjdk");
    assertThat(groupOf("openssl").variantOf()).isNull();
  }

  @Test
  void givesTheShortestReadableKeyToTheSoftwareOfItsOwn() {
    assertThat(groupOf("snappy").key()).isEqualTo("snappy");
    assertThat(groupOf("python313Packages.snappy").key()).isEqualTo("snappy-python");
    assertThat(groups).extracting(ProjectGroup::key).doesNotHaveDuplicates();
  }

  @Test
  void saysWhy() {
    assertThat(groupOf("openssl").because())
        .containsExactly(
            "3 attributes are named openssl",
            "their source is github.com/openssl/openssl",
            "their homepage is openssl.org");
  }

  @Test
  void doesNotDependOnTheOrderOfItsInput() {
    List<NixPackage> shuffled = new ArrayList<>(Packages.channel(PACKAGES).packages());
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      int half = shuffled.size() / 2;
      List<ChannelPackages> channels =
          List.of(
              new ChannelPackages("nixos-test", shuffled.subList(0, half)),
              new ChannelPackages("nixos-test", shuffled.subList(half, shuffled.size())));
      assertThat(ProjectClustering.cluster(channels)).isEqualTo(groups);
    }
  }

  private ProjectGroup groupOf(String attribute) {
    return groups.stream()
        .filter(group -> group.attributes().contains(attribute))
        .findFirst()
        .orElseThrow();
  }
}
