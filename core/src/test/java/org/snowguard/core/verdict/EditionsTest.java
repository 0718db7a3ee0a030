package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;

class EditionsTest {

  @ParameterizedTest(name = "{0} {1} at {2}, {3}: {4}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          Red Hat   | Red Hat Enterprise Linux 9 | -                            | 1.0   | true
          Red Hat   | libtiff                    | -                            | 1.0   | true
          redhat    | enterprise_linux           | -                            | 1.0   | true
          Canonical | LXD                        | -                            | 1.0   | false
          Canonical | Ubuntu Linux               | -                            | 1.0   | true
          Canonical | ubuntu-kernel              | -                            | 1.0   | true
          SUSE      | SUSE Enterprise Server     | -                            | 1.0   | true
          openSUSE  | cscreen                    | -                            | 1.0   | false
          Debian    | debian_linux               | -                            | 1.0   | true
          acme      | foo                        | -                            | 1.0   | false
          -         | foo                        | -                            | 1.0   | false
          acme      | -                          | -                            | 1.0   | false
          -         | foo                        | https://access.redhat.com/downloads/content/package-browser/ | 1.0 | true
          -         | foo                        | https://packages.debian.org  | 1.0   | true
          -         | foo                        | https://example.org/packages | 1.0   | false
          acme      | foo                        | -                            | 0:4.4.0-12.el9 | true
          acme      | foo                        | -                            | 1.2-3+deb12u1  | true
          acme      | foo                        | -                            | 1:1.2 | false
          Apple     | macOS                      | -                            | 14.1  | true
          Apple     | Safari                     | -                            | 14.1  | true
          Apple     | swift                      | -                            | 14.1  | false
          acme      | Safari                     | -                            | 14.1  | false
          """)
  void tellsTheBuildsOfDistributions(
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String place,
      String version,
      boolean other) {
    assertThat(Editions.isOtherDistribution(entry(vendor, product, place, version, List.of())))
        .isEqualTo(other);
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          foo,             -,             false
          foo,             Windows,       true
          foo,             Windows/Linux, false
          foo,             x86,           false
          foo,             x86/Android,   true
          foo for Android, -,             true
          foo for iOS,     Linux,         false
          """)
  void tellsOtherPlatforms(String product, @Nullable String platforms, boolean other) {
    List<String> names = platforms == null ? List.of() : List.of(platforms.split("/"));

    assertThat(Editions.isOtherPlatform(entry("acme", product, null, "1", names))).isEqualTo(other);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "firefox-esr,     115.0,    true",
    "firefox-esr-115, 115.0,    true",
    "firefox,         115.0esr, true",
    "firefox,         115.0,    false",
    "nesrine,         115.0,    false"
  })
  void tellsExtendedSupport(String attribute, String version, boolean extended) {
    assertThat(Editions.isExtendedSupport(Fixture.pkg(attribute, version))).isEqualTo(extended);
    assertThat(Editions.isExtendedSupport(Fixture.pkg(attribute, null)))
        .isEqualTo(attribute.contains("esr") && attribute.startsWith("firefox"));
    assertThat(Editions.isExtendedSupport(entry("acme", attribute, null, "1", List.of())))
        .isEqualTo(attribute.startsWith("firefox-esr"));
  }

  private static AffectedEntry entry(
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String place,
      String version,
      List<String> platforms) {
    return new AffectedEntry(
        "/entry",
        Fixture.CNA,
        vendor,
        product,
        null,
        place,
        null,
        null,
        List.of(),
        platforms,
        List.of(),
        List.of(),
        List.of(new VersionStatement(version, VersionStatus.AFFECTED, null, null, null, List.of())),
        null);
  }
}
