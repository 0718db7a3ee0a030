package org.snowguard.core.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.CpeCondition;

/** The nodes beside a match in its AND group (NVD API 2.0, configurations). */
class CpeEnvironmentTest {

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          o:linux:linux_kernel       | false | the usual "running on"
          o:redhat:enterprise_linux  | false | Linux under another name
          o:Linux:Linux_Kernel       | false | names are read without case
          o:opengroup:unix           | false | any Unix
          o:fedoraproject:fedora     | false | a distribution without the word
          o:nixos:nixos              | false | ours
          o:microsoft:windows        | true  | Windows alone
          o:Microsoft:Windows        | true  | names are read without case
          o:microsoft:windows_10     | true  | and each of its releases
          o:apple:mac_os_x           | true  | macOS alone
          o:apple:macos              | true  | under its later name
          o:apple:iphone_os          | true  | a telephone
          o:apple:ipados             | true  | a tablet
          o:apple:ios                | true  | a telephone
          o:apple:watchos            | true  | a watch
          o:apple:tvos               | true  | a set-top box
          o:apple:visionos           | true  | a headset
          o:google:android           | true  | Linux inside, yet not what nixpkgs serves
          o:google:chrome_os         | true  | likewise
          o:freebsd:freebsd          | true  | another Unix by its own name
          o:openbsd:openbsd          | true  | another Unix by its own name
          o:netbsd:netbsd            | true  | another Unix by its own name
          o:oracle:solaris           | true  | another Unix by its own name
          o:sun:sunos                | true  | another Unix by its own name
          o:ibm:aix                  | true  | another Unix by its own name
          o:hp:hp-ux                 | true  | another Unix by its own name
          o:hp:hp\\-ux               | true  | its dash escaped
          o:ibm:z\\/os               | true  | its slash escaped, as CPE 2.3 writes it
          o:windriver:vxworks        | true  | of devices
          o:blackberry:qnx           | true  | of devices
          o:huawei:harmonyos         | true  | of devices
          o:linux:tizen              | true  | of devices; the vendor does not count
          o:acme:acmeos              | false | nobody knows what it is
          o:acme:notwindows          | false | the name has to begin so
          o:*:*                      | false | any system
          o:acme:-                   | false | no system named
          o:acme:                    | false | no system named
          h:acme:router              | true  | a device
          h:*:*                      | false | any machine, as where only the processor is named
          h:*:-                      | false | no device named
          o:acme:router_firmware     | true  | what runs inside a device
          o:acme:linux_firmware      | true  | even where it is a Linux
          a:acme:router_firmware     | true  | called an application
          a:apache:http_server       | false | another program may well be there
          a:microsoft:windows_media  | false | an application, whatever its name
          a:linux:linux_kernel       | false | an application, whatever its name
          """)
  void oneNameCanBeMetOrNot(String name, boolean other, String reason) {
    assertThat(isOther(or(name))).as(reason).isEqualTo(other);
  }

  private static final String LINUX = "o:linux:linux_kernel";
  private static final String WINDOWS = "o:microsoft:windows";
  private static final String OPEN = "a:apache:http_server";

  @ParameterizedTest(name = "{0}, negated {1}: {2}, {3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          OR  | false | linux         | false | it runs there
          OR  | false | windows       | true  | it runs elsewhere only
          OR  | false | windows linux | false | one of them is enough
          OR  | false | linux windows | false | in any order
          OR  | false | windows open  | false | the other may be there
          OR  | false | open          | false | nobody knows
          OR  | false | -             | false | nothing is asked for
          OR  | true  | windows       | false | anywhere but on Windows
          OR  | true  | linux         | true  | anywhere but on Linux
          OR  | true  | linux windows | true  | neither: Linux is ruled out
          OR  | true  | linux open    | true  | neither: Linux is ruled out
          OR  | true  | windows open  | false | nobody knows
          OR  | true  | -             | false | nothing is asked for
          AND | false | linux         | false | it runs there
          AND | false | windows       | true  | it runs elsewhere only
          AND | false | windows linux | true  | both at once cannot be
          AND | false | linux windows | true  | in any order
          AND | false | open windows  | true  | Windows has to be there whatever else is
          AND | false | linux open    | false | the other may be there
          AND | false | -             | false | nothing is asked for
          AND | true  | windows linux | false | "not both" always holds
          AND | true  | open windows  | false | "not both" always holds
          AND | true  | linux         | true  | not on Linux
          AND | true  | linux open    | false | the other may be missing
          AND | true  | -             | false | nothing is asked for
          """)
  void anOperatorJoinsNamesAndNegateTurnsThem(
      String operator, boolean negate, String names, boolean other, String reason) {
    List<String> criteria =
        names.equals("-")
            ? List.of()
            : Arrays.stream(names.split(" ")).map(CpeEnvironmentTest::nameOf).toList();
    assertThat(isOther(new CpeCondition(operator.equals("AND"), negate, criteria)))
        .as(reason)
        .isEqualTo(other);
  }

  @Test
  void everyNodeOfTheGroupHasToHold() {
    assertThat(isOther()).as("no other node").isFalse();
    assertThat(isOther(or(LINUX), or(OPEN))).isFalse();
    assertThat(isOther(or(LINUX), or(WINDOWS))).isTrue();
    assertThat(isOther(or(WINDOWS), or(LINUX))).isTrue();
  }

  @Test
  void whatIsNoCpeNameRulesNothingOut() {
    assertThat(isOther(new CpeCondition(false, false, List.of("Windows")))).isFalse();
    assertThat(isOther(new CpeCondition(false, true, List.of("Linux")))).isFalse();
  }

  @Test
  void aProgramForAnotherSystemAloneIsNotJudged() {
    AffectedEntry entry = entry(or(WINDOWS));
    assertThat(Editions.isOtherPlatform(entry)).isTrue();
    assertThat(Editions.isOtherPlatform(entry(or(LINUX)))).isFalse();
  }

  private static String nameOf(String word) {
    return switch (word) {
      case "linux" -> cpe(LINUX);
      case "windows" -> cpe(WINDOWS);
      case "open" -> cpe(OPEN);
      default -> throw new IllegalArgumentException("no name of this table: " + word);
    };
  }

  private static CpeCondition or(String name) {
    return new CpeCondition(false, false, List.of(cpe(name)));
  }

  private static String cpe(String name) {
    return "cpe:2.3:" + name + ":*:*:*:*:*:*:*:*";
  }

  private static boolean isOther(CpeCondition... conditions) {
    return CpeEnvironment.isOther(entry(conditions));
  }

  private static AffectedEntry entry(CpeCondition... conditions) {
    AffectedEntry plain = Fixture.entry("affected [0,2.0)").build(0, "acme");
    return new AffectedEntry(
        plain.pointer(),
        plain.container(),
        plain.vendor(),
        plain.product(),
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        plain.versions(),
        null,
        List.of(conditions));
  }
}
