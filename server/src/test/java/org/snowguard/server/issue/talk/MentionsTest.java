package org.snowguard.server.issue.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      nullValues = "-",
      textBlock =
          """
          @alice can you look?           | alice
          thanks, @alice.                | alice
          (@alice, @bob-2)               | alice bob-2
          @alice and @alice              | alice
          @alice- and -@bob              | -
          mail alice@example.org         | -
          @nixos/security                | -
          @types/node@18                 | -
          https://a.example/@alice       | -
          `@alice` and ``a ` @bob``      | -
          @a.b                           | -
          '@alice'                       | alice
          **@alice**                     | alice
          """)
  void callsPeopleByName(String text, String names) {
    assertThat(String.join(" ", Mentions.in(text))).isEqualTo(names == null ? "" : names);
  }

  @Test
  void fencedCodeCallsNobody() {
    assertThat(Mentions.in("@alice\n```\n@bob\n```\n@carol\n~~~\n@dave"))
        .containsExactly("alice", "carol");
  }

  @Test
  void callsOnlySoMany() {
    String many =
        IntStream.range(0, 100).mapToObj(number -> "@p" + number).collect(Collectors.joining(" "));
    assertThat(Mentions.in(many)).hasSize(Mentions.MOST);
  }
}
