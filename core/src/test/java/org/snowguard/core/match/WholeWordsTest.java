package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WholeWordsTest {

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({
    "git,             Git for Windows,   true",
    "git,             GitLab,            false",
    "git,             legit,             false",
    "oauth2-proxy,    OAuth2 Proxy,      true",
    "plasma-workspace, KDE Plasma Workspace 6, true",
    "php83,           PHP,               true",
    "python3,         Python,            true",
    "nodejs_20,       nodejs,            true",
    "GitLab Runner,   gitlab,            true",
    "go,              go tools,          false",
    "n/a,             '',                false",
  })
  void wholeWordsAreAlike(String one, String other, boolean alike) {
    assertThat(WholeWords.of(one).isAlike(WholeWords.of(other))).isEqualTo(alike);
    assertThat(WholeWords.of(other).isAlike(WholeWords.of(one))).isEqualTo(alike);
  }
}
