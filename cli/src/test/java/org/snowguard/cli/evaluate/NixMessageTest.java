package org.snowguard.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NixMessageTest {

  private static NixMessage of(String text) {
    NixMessage message = new NixMessage();
    text.lines().forEach(message::add);
    return message;
  }

  @Test
  void ofOlderNix() {
    assertThat(
            of("""
            error: attribute 'b' missing

                   at /tree/default.nix:139:25:

                      138|
            (use '--show-trace' to show detailed location information)
            """)
                .sentence("/tree"))
        .isEqualTo("attribute 'b' missing, at default.nix:139:25");
  }

  @Test
  void ofNewerNixTheLastErrorCounts() {
    assertThat(
            of("""
            error:
                   … while calling the 'seq' builtin
                     at /other/chunk.nix:1:2:

                   error: attribute 'b' missing
                   at /tree/a.nix:139:25:
            """)
                .sentence("/tree"))
        .isEqualTo("attribute 'b' missing, at a.nix:139:25");
  }

  @Test
  void withoutAnErrorThereIsNone() {
    assertThat(of("warning: something\n").sentence("/tree")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          error: path '/nix/store/x-a.drv' is not valid
          error: cannot build 'a' because the option 'allow-import-from-derivation' is disabled
          """)
  void importFromDerivationIsExplained(String line) {
    assertThat(of(line).sentence("/tree")).startsWith("needs something built");
  }

  @Test
  void memoryIsKnown() {
    assertThat(of("error: out of memory").isOutOfMemory()).isTrue();
    assertThat(of("error: out of range").isOutOfMemory()).isFalse();
  }
}
