package org.snowguard.core.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.publish.PublicIssue.ChannelPackages;
import org.snowguard.core.publish.PublicIssue.Flaw;
import org.snowguard.core.publish.PublicIssue.Link;
import org.snowguard.core.publish.PublicIssue.PackageLine;
import org.snowguard.core.publish.PublicIssue.Score;
import org.snowguard.core.publish.PublicIssue.ToTell;
import org.snowguard.core.verdict.Verdict;

class BodyRendererTest {

  private static final String PAGE = "https://tracker.example/issue/NIXPKGS-2026-0001";

  private static PublicIssue issue(String words, int packages, List<ToTell> people) {
    List<PackageLine> lines =
        IntStream.range(0, packages)
            .mapToObj(i -> new PackageLine("set.pkg" + i + words, words, Verdict.AFFECTED, words))
            .toList();
    return new PublicIssue(
        "NIXPKGS-2026-0001",
        PAGE,
        words,
        words,
        null,
        words,
        List.of(
            new Flaw(
                "CVE-2024-3094",
                "https://tracker.example/vulnerability/CVE-2024-3094",
                words,
                List.of(new Score("CVSS 3.1", "10.0", words, words)),
                true)),
        List.of(
            new ChannelPackages("nixos-unstable", true, lines),
            new ChannelPackages("nixos-25.05", false, lines)),
        List.of(new Link(words, "https://example.org/" + words), new Link(words, words)),
        people);
  }

  private static String body(IssueBody body) {
    return body.pieces().stream()
        .map(
            piece ->
                switch (piece) {
                  case Piece.Words(String markdown) -> markdown;
                  case Piece.Person(long _, String name) -> "`" + name + "`";
                })
        .collect(Collectors.joining());
  }

  @Test
  void holdsAllThatAReaderNeeds() {
    String body =
        body(
            BodyRenderer.render(
                issue(
                    "the words",
                    1,
                    List.of(new ToTell(7, "Ada L.", true), new ToTell(8, "eve_", false)))));
    assertThat(body)
        .isEqualTo(
            """
            %s
            [NIXPKGS-2026-0001](<%s>): the words

            Maintainers: `Ada L`, `eve_`

            the words

            ### Vulnerabilities

            - [CVE-2024-3094](<https://tracker.example/vulnerability/CVE-2024-3094>) **known to be exploited**: the words
              CVSS 3.1 10.0 `the words` by the words

            **Remediation**: the words

            ### Links

            - [the words](<https://example.org/the%%20words>)
            - the words

            ### nixos-unstable: 1 of 1 package affected

            | Package | Version | Verdict | Why |
            | --- | --- | --- | --- |
            | `set.pkg0the words` | `the words` | affected | the words |

            ### nixos-25.05 (not supported any more): 1 of 1 package affected

            | Package | Version | Verdict | Why |
            | --- | --- | --- | --- |
            | `set.pkg0the words` | `the words` | affected | the words |

            ---
            [The page of this issue](<%s>) shows the present state of each channel and how it was found.
            %s\
            """
                .formatted(OwnBlock.BEGIN, PAGE, PAGE, OwnBlock.END));
  }

  static Stream<String> hostile() {
    Random random = new Random(20_260_102);
    return Stream.concat(
        HostileText.ALL.stream(),
        IntStream.range(0, 1_000)
            .mapToObj(
                i ->
                    IntStream.range(0, 1 + random.nextInt(12))
                        .mapToObj(j -> HostileText.one(random))
                        .collect(Collectors.joining(i % 3 == 0 ? "\n" : i % 3 == 1 ? " " : ""))));
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noTextBecomesAMentionOrReference(String text) {
    IssueBody body =
        BodyRenderer.render(
            issue(text, 2, List.of(new ToTell(7, text, true), new ToTell(8, text, false))));
    String markdown = body(body);
    assertThat(RenderedOnGitHub.live(markdown)).isEmpty();
    assertThat(RenderedOnGitHub.links(markdown))
        .allMatch(link -> link.matches("https?://(?!github)[a-z.]+(/.*)?"));
    // Nothing hides the rest: both tables, the line and the footer stand on their own.
    List<String> blocks = RenderedOnGitHub.blocks(markdown);
    assertThat(blocks.stream().filter("TableBlock"::equals)).hasSize(2);
    assertThat(blocks.subList(blocks.size() - 3, blocks.size()))
        .containsExactly("ThematicBreak", "Paragraph", "HtmlBlock");
    assertThat(body.title()).hasSizeLessThanOrEqualTo(GitHubLimits.TITLE).doesNotContain("\n");
  }

  @Test
  void foldsLongTables() {
    String body = body(BodyRenderer.render(issue("word", 21, List.of())));
    assertThat(body)
        .contains("<details><summary>nixos-unstable: 21 of 21 packages affected</summary>\n\n|");
    assertThat(RenderedOnGitHub.live(body)).isEmpty();
    assertThat(RenderedOnGitHub.blocks(body).stream().filter("TableBlock"::equals)).hasSize(2);
  }

  @Test
  void goesOnInCommentsByWholeRows() {
    List<ToTell> people =
        IntStream.range(0, 60).mapToObj(i -> new ToTell(i, "name " + i, i < 10)).toList();
    IssueBody body = BodyRenderer.render(issue("reason", 3_000, people));
    assertThat(body.isSplit()).isTrue();
    assertThat(body.length()).isLessThanOrEqualTo(GitHubLimits.BODY - GitHubLimits.RESERVE);
    assertThat(body.comments())
        .allSatisfy(
            comment -> {
              assertThat(comment)
                  .hasSizeLessThanOrEqualTo(GitHubLimits.BODY - GitHubLimits.RESERVE);
              assertThat(RenderedOnGitHub.live(comment)).isEmpty();
              assertThat(RenderedOnGitHub.blocks(comment)).contains("TableBlock");
            });
    String all = body(body) + String.join("", body.comments());
    assertThat(all.lines().filter(line -> line.startsWith("| `set.pkg"))).hasSize(6_000);
    assertThat(all).contains(" and 10 others\n", "It goes on in the comments");
  }

  @Test
  void cutsADescriptionThatNoBodyHolds() {
    PublicIssue issue = issue("```\n" + "line\n".repeat(20_000), 1, List.of());
    IssueBody body = BodyRenderer.render(issue);
    assertThat(body.length()).isLessThanOrEqualTo(GitHubLimits.BODY - GitHubLimits.RESERVE);
    assertThat(body.comments())
        .allSatisfy(
            comment ->
                assertThat(comment)
                    .hasSizeLessThanOrEqualTo(GitHubLimits.BODY - GitHubLimits.RESERVE));
    assertThat(RenderedOnGitHub.blocks(body.comments().getFirst()))
        .startsWith("FencedCodeBlock", "Paragraph");
  }
}
