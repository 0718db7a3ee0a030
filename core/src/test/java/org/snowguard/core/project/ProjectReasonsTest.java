package org.snowguard.core.project;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.nixpkgs.NixPackage;

class ProjectReasonsTest {
  private static final String PACKAGES =
      """
      openssl                      | openssl 3.6.2            | https://www.openssl.org/   | https://github.com/openssl/openssl/archive/a.tar.gz | openssl:openssl
      openssl_1_1                  | openssl 1.1.1w           | https://www.openssl.org/   | https://github.com/openssl/openssl/archive/b.tar.gz | openssl:openssl
      openssl_legacy               | openssl 3.6.2            |                            |
      python313Packages.requests   | python3.13-requests 2.33 | https://requests.example/  |
      python314Packages.requests   | python3.14-requests 2.33 | https://other.example/     |
      poppler                      | poppler-glib 25.10       | https://poppler.freedesktop.org/ |
      libsForQt5.poppler           | poppler-qt5 25.10        | https://poppler.freedesktop.org/ |
      poppler-utils                | poppler-utils 25.10      | https://poppler.freedesktop.org/ |
      hdf5                         | hdf5-cpp 1.14            | https://www.hdfgroup.org/solutions/hdf5/ | https://github.com/HDFGroup/hdf5/archive/a.tar.gz
      hdf5-mpi                     | hdf5-mpi 1.14            | https://www.hdfgroup.org/solutions/hdf5/ | https://github.com/HDFGroup/hdf5/archive/b.tar.gz
      php                          | php-with-extensions 8.4  | https://www.php.net/       |
      php83                        | php-with-extensions 8.3  | https://www.php.net/       |
      chromium                     | chromium 150.0           | https://www.chromium.org/  |
      ungoogled-chromium           | ungoogled-chromium 149.0 | https://github.com/ungoogled-software/ungoogled-chromium |
      firefox                      | firefox 152.0            | http://www.mozilla.com/en-US/firefox/ |
      firefox-bin                  | firefox-bin 152.0        | https://www.mozilla.org/firefox/ |
      snappy                       | snappy 1.2.2             | https://google.github.io/snappy/ | https://github.com/google/snappy/archive/1.2.2.tar.gz
      python313Packages.snappy     | python3.13-snappy 3.2    | https://snappy.computop.org/ | https://github.com/3-manifolds/snappy/archive/3.2.tar.gz
      cobalt                       | cobalt 0.20              | https://cobalt-org.github.io/ | https://github.com/cobalt-org/cobalt.rs/archive/a.tar.gz
      cobaltPlayer                 | cobalt 2.1               | https://cobalt.example/    | https://git.example/other/cobalt.git
      hub                          | hub 2.14.2               | https://hub.github.com/    | https://github.com/mislav/hub/archive/a.tar.gz
      hubApp                       | hub 1.0                  | https://hub.example/       | https://github.com/jetbrains/hub/archive/a.tar.gz
      espeak                       | espeak-ng 1.52           | https://github.com/espeak-ng/espeak-ng | https://github.com/espeak-ng/espeak-ng/archive/a.tar.gz
      espeak-classic               | espeak 1.48.04           | https://espeak.sourceforge.net/ | mirror://sourceforge/espeak/espeak-1.48.zip
      """;

  private static final List<NixPackage> ALL = Packages.channel(PACKAGES).packages();
  private static final List<ProjectGroup> GROUPS =
      ProjectClustering.cluster(List.of(Packages.channel(PACKAGES)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openssl                    | 2 of them assert the identifier openssl:openssl; 2 of them are called openssl, and not all say where they are from
          python313Packages.requests | 2 of them are requests among the packages of python
          poppler                    | 3 of them are called poppler and have their home at poppler.freedesktop.org
          hdf5                       | 2 of them are called hdf5 and come from github.com/hdfgroup/hdf5
          php                        | 2 of them are called php and have their home at php.net
          """)
  void saysWhichKeysJoinAllAttributes(String attribute, String reasons) {
    assertThat(String.join("; ", of(attribute).reasons().stream().map(r -> r.text()).toList()))
        .isEqualTo(reasons);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "snappy",
        "python313Packages.snappy",
        "cobalt",
        "cobaltPlayer",
        "hub",
        "hubApp",
        "espeak",
        "espeak-classic"
      })
  void otherSoftwareOfTheSameNameIsAProjectOfItsOwn(String attribute) {
    assertThat(group(attribute).attributes()).containsExactly(attribute);
    assertThat(of(attribute).reasons()).isEmpty();
  }

  @Test
  void tellsWhoRebuildsItsSource() {
    assertThat(of("firefox").variants()).containsExactly("firefox-bin");
    assertThat(of("chromium").variants()).containsExactly("ungoogled-chromium");
    assertThat(of("ungoogled-chromium").variantOf()).isEqualTo("chromium");
    assertThat(of("openssl").variants()).isEmpty();
  }

  /** The reasons are those of the clustering itself: for every group they suffice. */
  @Test
  void joinsEveryAttributeOfEveryGroup() {
    assertThat(GROUPS)
        .filteredOn(group -> group.attributes().size() > 1)
        .isNotEmpty()
        .allSatisfy(
            group ->
                assertThat(of(group.attributes().getFirst()).reasons())
                    .flatExtracting(ProjectReasons.Reason::attributes)
                    .containsAll(group.attributes()));
  }

  private static ProjectReasons of(String attribute) {
    ProjectGroup group = group(attribute);
    List<NixPackage> packages =
        ALL.stream().filter(one -> group.attributes().contains(one.attribute())).toList();
    return ProjectReasons.of(group, packages, GROUPS);
  }

  private static ProjectGroup group(String attribute) {
    return GROUPS.stream()
        .filter(one -> one.attributes().contains(attribute))
        .findFirst()
        .orElseThrow();
  }
}
