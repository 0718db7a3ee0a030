package org.snowguard.core.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixVersionTest {

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          1.0,        1.0,        0
          1.0,        1.0.0,     -1
          2.3pre1,    2.3,       -1
          2.3a,       2.3.1,     -1
          2.3,        2.3a,      -1
          2.3pre,     2.3a,      -1
          2.3pre,     2.3pre,     0
          1.0-1,      1.0.1,      0
          1..2,       1.2,        0
          007,        7,          0
          2147483647, 2147483646, 1
          2147483648, 1,         -1
          2147483648, 2147483649, -1
          02147483647, 2147483646, 1
          00000000000, 1,        -1
          1.0~rc1,    1.0,        1
          1_0,        1.0,       -1
          '',         0,         -1
          '',         a,         -1
          '',         pre,        1
          1.a,        1.B,        1
          """)
  void comparesAsNixDoes(String left, String right, int expected) {
    assertThat(NixVersion.compare(left, right)).isEqualTo(expected);
    assertThat(NixVersion.compare(right, left)).isEqualTo(-expected);
  }

  @Test
  void comparesBytesOfUtf8() {
    assertThat(NixVersion.compare("\uFFFD", "\uD83D\uDE00")).isEqualTo(-1);
    assertThat(NixVersion.compare("\uD83D\uDE00", "\uD83D\uDE01")).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          openssl-3.0.13-bin,          openssl,      3.0.13-bin
          font-bh-100dpi-1.0.3,        font-bh,      100dpi-1.0.3
          foo-unstable-2024-01-01,     foo-unstable, 2024-01-01
          foo-0-unstable-2024-01-01,   foo,          0-unstable-2024-01-01
          libfoo-v1.2,                 libfoo-v1.2,  ''
          a--1,                        a,            -1
          a-_1,                        a,            _1
          -1,                          '',           1
          a-,                          a-,           ''
          a-é,                         a,            é
          '',                          '',           ''
          a-@,                         a,            @
          a-[,                         a,            [
          a-`,                         a,            `
          a-{,                         a,            {
          a-A-z-Z,                     a-A-z-Z,      ''
          """)
  void takesNamesApartAsNixDoes(String text, String name, String version) {
    assertThat(DerivationName.parse(text)).isEqualTo(new DerivationName(name, version));
  }

  @Test
  void agreesWithEveryAnswerOfNixAboutVersions() throws IOException {
    List<String> lines = oracle("compare-versions.tsv");
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String[] cells = line.split("\t", -1);
              assertThat(NixVersion.compare(JsonText.read(cells[0]), JsonText.read(cells[1])))
                  .as(line)
                  .isEqualTo(Integer.parseInt(cells[2]));
            });
  }

  @Test
  void agreesWithEveryAnswerOfNixAboutNames() throws IOException {
    List<String> lines = oracle("parse-drv-name.tsv");
    assertThat(lines)
        .isNotEmpty()
        .allSatisfy(
            line -> {
              String[] cells = line.split("\t", -1);
              assertThat(DerivationName.parse(JsonText.read(cells[0])))
                  .isEqualTo(new DerivationName(JsonText.read(cells[1]), JsonText.read(cells[2])));
            });
  }

  private static List<String> oracle(String name) throws IOException {
    Path file = Path.of(System.getProperty("snowguard.shared", "."), "data", "oracle", name);
    Assumptions.assumeTrue(
        Files.exists(file), "skipped: the answers of Nix were not found at " + file);
    return Files.readAllLines(file);
  }

  /** The few escapes of JSON that the answers use. */
  private static final class JsonText {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u[0-9a-fA-F]{4}|.)");

    private JsonText() {}

    static String read(String quoted) {
      Matcher escape = ESCAPE.matcher(quoted.substring(1, quoted.length() - 1));
      StringBuilder text = new StringBuilder();
      while (escape.find()) {
        escape.appendReplacement(text, Matcher.quoteReplacement(meaning(escape.group())));
      }
      escape.appendTail(text);
      return text.toString();
    }

    private static String meaning(String escape) {
      return switch (escape.charAt(1)) {
        case 'n' -> "\n";
        case 't' -> "\t";
        case 'r' -> "\r";
        case 'u' -> String.valueOf((char) Integer.parseInt(escape, 2, 6, 16));
        default -> escape.substring(1);
      };
    }
  }
}
