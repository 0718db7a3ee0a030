package org.snowguard.world.github;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          hello @alice              | alice
          hello \\@alice            | alice
          hello &#64;alice          | alice
          hello &commat;alice       | alice
          (@NixOS/security-team)    | nixos/security-team
          hello `@alice`            |
          hello ``a ` @alice``      |
          hello @<!-- -->alice      |
          <code>@alice</code>       |
          alice@example.org         |
          hello \\`@alice`          | alice
          """)
  void tellsWhoIsMentioned(String text, String mentioned) {
    if (mentioned == null) {
      assertThat(LiveText.of(text).mentions()).isEmpty();
    } else {
      assertThat(LiveText.of(text).mentions()).containsExactly(mentioned);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fixes #12                                   | #12
          fixes \\#12                                 | #12
          see NixOS/nixpkgs#12                        | NixOS/nixpkgs#12
          see GH-12                                   | GH-12
          see [it](https://github.com/a/b/issues/12)  | https://github.com/a/b/issues/12
          in 0123456789abcdef0123456789abcdef01234567 | 0123456789abcdef0123456789abcdef01234567
          in 1a2b3c4                                  | 1a2b3c4
          since 20261120                              |
          see `#12`                                   |
          see #<!-- -->12                             |
          colour &#35;                                |
          """)
  void tellsWhatIsReferredTo(String text, String reference) {
    if (reference == null) {
      assertThat(LiveText.of(text).references()).isEmpty();
    } else {
      assertThat(LiveText.of(text).references()).containsExactly(reference);
    }
  }

  @Test
  void codeInFencesIsDead() {
    LiveText text = LiveText.of("```\n@alice #1 <img src=x>\n```\n~~~\n@bob\n~~~~\n@carol");
    assertThat(text.mentions()).containsExactly("carol");
    assertThat(text.references()).isEmpty();
    assertThat(text.tags()).isEmpty();
  }

  @Test
  void aFenceThatNobodyClosesGoesToTheEnd() {
    assertThat(LiveText.of("```\n@alice").mentions()).isEmpty();
  }

  @Test
  void tellsWhichHtmlActs() {
    assertThat(LiveText.of("<img src=x> <DETAILS> \\<b> &lt;i> `<u>` a < b > c").tags())
        .containsExactly("img", "details");
  }
}
