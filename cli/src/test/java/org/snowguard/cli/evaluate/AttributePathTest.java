package org.snowguard.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributePathTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a     | p.a
          a-b'  | p.a-b'
          1a    | p."1a"
          a.b   | p."a.b"
          if    | p."if"
          a"b   | p."a\\"b"
          ${a   | p."\\${a"
          """)
  void quotesAsNixDoes(String name, String written) {
    assertThat(AttributePath.ROOT.child("p").child(name)).hasToString(written);
  }
}
