package org.snowguard.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The judge of the other tests sees what it has to see. */
class RenderedOnGitHubTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@octocat",
        "by \\@octocat",
        "&#64;octocat",
        "(@octo-org/team)",
        "#1",
        "\\#1",
        "&#35;1",
        "owner/repo#2",
        "GH-3",
        "gh-3",
        "GH\\-3",
        "fixed in 1234567",
        "0123456789abcdef0123456789abcdef01234567",
        "octocat@0123456789abcdef0123456789abcdef01234567",
        "https://github.com/owner/repo/issues/1",
        "www.github.com/owner/repo/pull/1",
        "[x](https://GitHub.com/owner/repo/issues/1)",
        "<https://github.com/owner/repo/commit/1>",
        "[x](https://github\\.com/owner/repo/issues/1)",
        "![x](https://example.org/x.png)",
        "<img src=x>",
        "<script>alert(1)</script>",
        "<!-- hidden -->",
        "<details><summary>@octocat</summary>\n\n</details>"
      })
  void somethingIsLive(String markdown) {
    assertThat(RenderedOnGitHub.live(markdown)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "`@octocat`",
        "```\n#1 @octocat\n```",
        "[x](https://example.org/issues/1)",
        "[x](<https://redirect.github.com/owner/repo/issues/1>)",
        "mail at sign @ alone, C# and # alone, v1.2.3",
        "<details><summary>20 packages</summary>\n\n</details>"
      })
  void nothingIsLive(String markdown) {
    assertThat(RenderedOnGitHub.live(markdown)).isEmpty();
  }
}
