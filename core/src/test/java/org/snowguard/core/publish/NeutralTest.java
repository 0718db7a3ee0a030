package org.snowguard.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NeutralTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '~',
      textBlock =
          """
          plain words, as they are        → plain words, as they are
          reported by @octocat.           → reported by `@octocat`.
          see (owner/repo#2)              → see (`owner/repo#2`)
          since deadbee                   → since `deadbee`
          a_b *c* [d] <e> &amp;           → a\\_b \\*c\\* \\[d\\] &lt;e&gt; &amp;amp;
          C# 1.2                          → C\\# 1.2
          ask in #security                → ask in `#security`
          CVE-2024-3094                   → CVE-2024-3094
          - item                          → \\- item
          1. item                         → 1\\. item
          """)
  void words(String text, String markdown) {
    assertThat(Neutral.text(text)).isEqualTo(markdown);
  }

  static Stream<String> hostile() {
    return Stream.concat(HostileText.ALL.stream(), mixtures());
  }

  private static Stream<String> mixtures() {
    Random random = new Random(20_260_101);
    List<String> glue = List.of("", " ", "\n", "`", "\\", "|", "*", "[", "](", "\u200b", "\t", "@");
    return IntStream.range(0, 3_000)
        .mapToObj(
            i ->
                HostileText.one(random)
                    + glue.get(random.nextInt(glue.size()))
                    + HostileText.one(random)
                    + glue.get(random.nextInt(glue.size()))
                    + HostileText.one(random));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void showsTheLettersAndNothingElse(String text) {
    String markdown = Neutral.text(text);
    String letters = CleanText.line(text).strip();
    assertThat(RenderedOnGitHub.live(markdown)).isEmpty();
    assertThat(RenderedOnGitHub.links(markdown)).isEmpty();
    assertThat(RenderedOnGitHub.visible(markdown).replace('¦', '|'))
        .isEqualTo(letters.replace('¦', '|'));
    assertThat(RenderedOnGitHub.blocks(markdown))
        .isEqualTo(letters.isEmpty() ? List.of() : List.of("Paragraph"));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void staysInItsCell(String text) {
    String cell = Neutral.text(text);
    String table =
        "| a | b | c |\n|---|---|---|\n| " + cell + " | " + Neutral.code(text) + " | end |";
    assertThat(RenderedOnGitHub.blocks(table)).containsExactly("TableBlock");
    assertThat(RenderedOnGitHub.live(table)).isEmpty();
    String letters = CleanText.line(text).strip().replace('|', '¦');
    assertThat(RenderedOnGitHub.visible(table).replace('|', '¦'))
        .isEqualTo("abc" + letters + letters + "end");
  }
}
