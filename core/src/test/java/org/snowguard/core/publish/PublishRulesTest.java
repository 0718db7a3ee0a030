package org.snowguard.core.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishRulesTest {

  @Test
  void upToTenAreMentionedAndNobodyAbove() {
    List<Long> ten = LongStream.rangeClosed(1, 10).boxed().toList();
    List<Long> eleven = LongStream.rangeClosed(1, 11).boxed().toList();
    assertThat(Mentions.choose(ten, Map.of()).now()).containsExactlyElementsOf(ten);
    Mentions none = Mentions.choose(eleven, Map.of());
    assertThat(none.now()).isEmpty();
    assertThat(none.later()).isEmpty();
  }

  @Test
  void theSixthOfADayIsToldInTheDigest() {
    Mentions mentions = Mentions.choose(List.of(3L, 2L, 1L, 3L), Map.of(1L, 4, 2L, 5, 9L, 7));
    assertThat(mentions.now()).containsExactly(1L, 3L);
    assertThat(mentions.later()).containsExactly(2L);
  }

  @ParameterizedTest
  @CsvSource({
    "NIXPKGS-2026-0001, NIXPKGS, 2026, 1",
    "NIXPKGS-2026-12345, NIXPKGS, 2026, 12345",
    "X2-2027-0420, X2, 2027, 420"
  })
  void publicIds(String text, String prefix, int year, int number) {
    PublicId id = new PublicId(prefix, year, number);
    assertThat(id.text()).isEqualTo(text);
    assertThat(PublicId.parse(text)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({"NIXPKGS-2026-1", "NIXPKGS-2026-0000", "nixpkgs-2026-0001", "CVE 2026-0001", "12"})
  void otherTextIsNoPublicId(String text) {
    assertThat(PublicId.parse(text)).isEmpty();
  }

  @Test
  void aPrefixHasItsForm() {
    assertThatThrownBy(() -> new PublicId("a/b", 2026, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a/b");
  }

  @Test
  void whatPeopleWriteAroundOurBlockStays() {
    String old = OwnBlock.BEGIN + "\nold\n" + OwnBlock.END;
    String renewed = OwnBlock.BEGIN + "\nnew\n" + OwnBlock.END;
    assertThat(OwnBlock.replace("above\n" + old + "\nbelow", renewed))
        .contains("above\n" + renewed + "\nbelow");
    assertThat(OwnBlock.replace(old, renewed)).contains(renewed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`<!-- snowguard:end -->`",
        "```\n<!-- snowguard:end -->\n```",
        "`<!--\t\u200bsnowguard:end -->`"
      })
  void noTextOfOthersEndsOurBlock(String text) {
    assertThat(String.join("\n", PersonsMarkdown.blocks(text))).doesNotContain(OwnBlock.END);
    assertThat(Neutral.code(text)).doesNotContain(OwnBlock.END);
  }

  @ParameterizedTest
  @CsvSource({"'rewritten by a person'", "'<!-- snowguard:end -->'", "''"})
  void aBodyWithoutOurMarksIsLeftAlone(String body) {
    assertThat(OwnBlock.replace(body, OwnBlock.BEGIN + OwnBlock.END)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      textBlock =
          """
          https://github.com/o/r/issues/1,        https://redirect.github.com/o/r/issues/1
          http://WWW.GitHub.com./o/r,             http://redirect.github.com/o/r
          https://github.com:443/o/r/pull/2,      https://redirect.github.com/o/r/pull/2
          https://gist.github.com/x,              https://gist.github.com/x
          https://a.example/b?c=d&e=<f>#g,        https://a.example/b?c=d&amp;e=%3Cf%3E#g
          https://a.example/ü\\(x),               https://a.example/%C3%BC%5C%28x%29
          """)
  void linksLeaveNoNoteOnGitHub(String address, String target) {
    assertThat(SafeLink.target(address)).contains(target);
  }

  @ParameterizedTest
  @CsvSource({
    "javascript:alert(1)",
    "https://user@github.com/o/r/issues/1",
    "//github.com/o/r",
    "https://git%68ub.com/o/r",
    "https://",
    "example.org"
  })
  void otherAddressesAreNoLinks(String address) {
    assertThat(SafeLink.target(address)).isEmpty();
  }

  @Test
  void markdownOfPeopleStaysMarkdown() {
    List<String> blocks =
        PersonsMarkdown.blocks(
            """
            # What to do
            Bump **soon**, see [the notes](https://a.example/n) and `x | y`.
            Ask @octocat about #1 or https://github.com/o/r/issues/1.

            - one
              - two *really*
            1. three

            ```nix
            pkgs.xz # @octocat
            ```
            """);
    assertThat(String.join("\n\n", blocks))
        .isEqualTo(
            """
            #### What to do

            Bump **soon**, see [the notes](<https://a.example/n>) and `x ¦ y`.
            Ask `@octocat` about `#1` or [`https://github.com/o/r/issues/1`](<https://redirect.github.com/o/r/issues/1>).

            - one
               - two *really*
            1. three

            ```nix
            pkgs.xz # @octocat
            ```\
            """);
  }

  @Test
  void longRunsAreReadInLinearTime() {
    String text = String.join("", Collections.nCopies(200_000, "`")) + "x";
    assertThat(PersonsMarkdown.blocks(text)).hasSize(1);
    assertThat(PersonsMarkdown.blocks("**a".repeat(60_000))).hasSize(1);
    assertThat(PersonsMarkdown.blocks("[a](".repeat(60_000))).hasSize(1);
  }
}
