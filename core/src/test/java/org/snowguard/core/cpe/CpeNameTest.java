package org.snowguard.core.cpe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;

class CpeNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpe:2.3:a:openbsd:openssh:9.7:p1:*:*:*:*:*:*             | a | openbsd | openssh   | 9.7   | p1 | *         | *         | 9.7-p1
          cpe:2.3:a:acme:lib\\:acme:1.0\\+2:*:*:*:*:*:*:*          | a | acme    | lib:acme  | 1.0+2 | *  | *         | *         | 1.0+2
          cpe:2.3:a:acme:tool:-:*:*:*:*:*:*:*                      | a | acme    | tool      | -     | *  | *         | *         | -
          cpe:2.3:a:acme:form:1.2:*:*:*:pro:wordpress:*:*          | a | acme    | form      | 1.2   | *  | pro       | wordpress | 1.2
          cpe:2.3:o:acme:router_firmware                           | o | acme    | router_firmware | * | * | *        | *         | *
          cpe:/a:acme:tool                                         | a | acme    | tool      | *     | *  | *         | *         | *
          cpe:/a:acme:tool:1.0:b                                   | a | acme    | tool      | 1.0   | b  | *         | *         | 1.0b
          cpe:/a:acme:my%3atool:1.0::~~pro~wordpress~~             | a | acme    | my:tool   | 1.0   | *  | pro       | wordpress | 1.0
          """)
  void readsBothForms(
      String text,
      String part,
      String vendor,
      String product,
      String version,
      String update,
      String softwareEdition,
      String targetSoftware,
      String whole) {
    CpeName name = Objects.requireNonNull(CpeName.of(text));

    assertThat(name)
        .extracting(
            CpeName::part,
            CpeName::vendor,
            CpeName::product,
            CpeName::version,
            CpeName::update,
            CpeName::softwareEdition,
            CpeName::targetSoftware,
            CpeName::versionWithUpdate)
        .containsExactly(
            part, vendor, product, version, update, softwareEdition, targetSoftware, whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "cpe", "cpe:2.3:a:acme", "cpe:/a:acme", "openssl", "cpe:2.2:a:b:c"})
  void readsNothingElse(String text) {
    assertThat(CpeName.of(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"9.7p1, 9.7, p1", "1.0.2u, 1.0.2, u", "2.3rc1, 2.3, rc1"})
  void anUpdateBelongsToTheVersion(String release, String version, String update) {
    CpeName name =
        Objects.requireNonNull(
            CpeName.of("cpe:2.3:a:acme:tool:%s:%s:*:*:*:*:*:*".formatted(version, update)));

    assertThat(
            VersionOrder.compare(
                ParsedVersion.parse(release, VersionScheme.GENERIC),
                ParsedVersion.parse(name.versionWithUpdate(), VersionScheme.GENERIC)))
        .isEqualTo(Order.EQUAL);
  }
}
