package org.snowguard.core.publish;

import java.util.List;
import java.util.Random;

/** What records could hold, each piece meant to do something on GitHub. */
final class HostileText {

  static final List<String> ALL =
      List.of(
          "@octocat",
          "thanks to @octocat, @octo-org/security and (@hubot)!",
          "\\@octocat",
          "&#64;octocat &commat;octocat &#x40;octocat",
          "@\u200boctocat",
          "@\u202eoctocat\u202c",
          "a@b.example",
          "octocat@0123456789abcdef0123456789abcdef01234567",
          "#1",
          "\\#1 &#35;1 &num;1",
          "owner/repo#2",
          "fixes #3, closes owner/repo#4",
          "GH-5 gh-5 GH\\-5",
          "deadbee",
          "in commit 0123456789abcdef0123456789abcdef01234567.",
          "0123456789012",
          "https://github.com/owner/repo/issues/6",
          "<https://github.com/owner/repo/pull/7>",
          "[safe](https://github.com/owner/repo/issues/8)",
          "[safe](https://github\\.com/owner/repo/issues/8)",
          "[label][ref]\n\n[ref]: https://github.com/owner/repo/issues/8",
          "www.github.com/owner/repo/commit/0123456789abcdef0123456789abcdef01234567",
          "//github.com/owner/repo/issues/9",
          "https://user@github.com/owner/repo/issues/9",
          "https://example.org/@octocat#1",
          "mailto:octocat@example.org",
          "![alt](https://example.org/pixel.png)",
          "![alt][ref]",
          "<img src=https://example.org/pixel.png onerror=alert(1)>",
          "<script>alert(1)</script>",
          "<!-- @octocat --> <!-- snowguard:end -->",
          "</details><h1>big</h1>",
          "<a href=\"https://github.com/owner/repo/issues/10\">x</a>",
          "# heading",
          "heading\n===",
          "heading\n---",
          "---",
          "***",
          "- [ ] task #11",
          "* item",
          "+ item",
          "12) item",
          "> quote @octocat",
          "    indented @octocat",
          "```\nfence\n```\n@octocat",
          "~~~\nfence",
          "`",
          "``",
          "`@octocat",
          "`` @octocat `",
          "`a`@octocat`b`",
          "`x\\|@octocat`",
          "a | b | @octocat",
          "|---|---|",
          ":-: \\| |",
          "*a* **b** _c_ ~~d~~ ~e~",
          "**@octocat**",
          "@**octocat**",
          "foo\\",
          "\\`@octocat\\`",
          "&amp;#64;octocat &lt;b&gt;",
          "$x$ $$y$$ $`z`$ \\$",
          ":tada: ::1 std::string::npos",
          "[^1]\n\n[^1]: note @octocat",
          "> [!WARNING]\n> @octocat",
          "line\r\n@octocat\rline\u2028@octocat\u2029#1",
          "\u0000@octocat\u0007\u001b[31m#1",
          "\u2066#1\u2069 \u200f@octocat",
          "\ud800@octocat",
          "\ufeff@octocat",
          "\u00ad#\u00ad1",
          "@\u200doctocat #\u200d1",
          "\ud83d\udc69\u200d\ud83d\udcbb fine, grüße 漢字",
          "GHSA-xxxx-yyyy-zzzz CVE-2024-3094 CVE-2026-1000001",
          "http://a.example/x_y*z*",
          "ftp://example.org/#1");

  private HostileText() {}

  static String one(Random random) {
    return ALL.get(random.nextInt(ALL.size()));
  }
}
