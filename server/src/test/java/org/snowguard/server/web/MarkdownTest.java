package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {

  @Test
  void keepsWhatPeopleWrite() {
    assertThat(Markdown.render("**bold** `code` ~~gone~~\n\n- one\n- two"))
        .contains("<strong>bold</strong>", "<code>code</code>", "<del>gone</del>", "<li>two</li>");
    assertThat(Markdown.render("| a | b |\n|---|---|\n| 1 | 2 |")).contains("<td>1</td>");
  }

  @Test
  void linksPassOnNothing() {
    assertThat(Markdown.render("[here](https://example.org/a?b=c&d) and https://example.net"))
        .contains("href=\"https://example.org/a?b&#61;c&amp;d\"", "href=\"https://example.net\"")
        .contains("nofollow", "noopener", "noreferrer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![image](https://example.org/pixel.png)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<iframe src=\"https://example.org\"></iframe>",
        "<style>body{display:none}</style>",
        "<form action=\"/queue/1/accept\"><button>x</button></form>",
        "<b onmouseover=alert(1)>x</b>",
        "[x](https://example.org \"\\\" onmouseover=alert(1)\")",
      })
  void nothingInItActs(String hostile) {
    assertThat(Markdown.render(hostile))
        .doesNotContainPattern("(?i)<(script|img|iframe|style|form|button|b)\\b")
        .doesNotContainPattern("(?i)href=\"(javascript|data):")
        .doesNotContainPattern("(?i)<[^>]*\\son\\w+\\s*=");
  }
}
