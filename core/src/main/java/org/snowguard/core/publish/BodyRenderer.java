package org.snowguard.core.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.publish.PublicIssue.ChannelPackages;
import org.snowguard.core.publish.PublicIssue.Flaw;
import org.snowguard.core.publish.PublicIssue.PackageLine;
import org.snowguard.core.publish.PublicIssue.Score;
import org.snowguard.core.publish.PublicIssue.ToTell;

/**
 * Writes the body of a GitHub issue. Tables of more than twenty rows are folded; what does not fit
 * into a body goes on in comments, whole rows at a time.
 */
public final class BodyRenderer {

  private static final int SHOWN_ROWS = 20;
  private static final int NAMED_PEOPLE = 50;
  private static final int WORDS = 300;
  private static final String SPLIT_NOTE =
      "*It goes on in the comments, as of the publication; the page named above is always"
          + " whole.*\n\n";

  private BodyRenderer() {}

  /** The same for preview and delivery. */
  public static IssueBody render(PublicIssue issue) {
    String opening = OwnBlock.BEGIN + "\n" + head(issue);
    List<Piece> people = people(issue.people());
    String closing = footer(issue) + OwnBlock.END;
    int used =
        new IssueBody("", people, List.of()).length()
            + opening.length()
            + closing.length()
            + SPLIT_NOTE.length();
    int limit = GitHubLimits.BODY - GitHubLimits.RESERVE;
    List<String> pages = BodyPages.layOut(blocks(issue), limit - used, limit);
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Words(opening));
    pieces.addAll(people);
    pieces.add(new Piece.Words(pages.getFirst() + (pages.size() > 1 ? SPLIT_NOTE : "") + closing));
    return new IssueBody(title(issue), pieces, pages.subList(1, pages.size()));
  }

  /** A title is no Markdown, but for code spans. */
  private static String title(PublicIssue issue) {
    String prefix = issue.publicId() + ": ";
    return prefix
        + CleanText.cut(
            CleanText.line(issue.title()).strip(), GitHubLimits.TITLE - prefix.length());
  }

  private static String head(PublicIssue issue) {
    String status = issue.status();
    return "%s: %s%s%n%n"
        .formatted(
            SafeLink.link(issue.publicId(), issue.address()),
            Neutral.text(issue.title(), WORDS),
            status == null ? "" : " (**" + Neutral.text(status, WORDS) + "**)")
        .replace("\r", "");
  }

  /** Before all that may be split, so that mentions are in the body itself. */
  private static List<Piece> people(List<ToTell> people) {
    if (people.isEmpty()) {
      return List.of();
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece.Words("Maintainers: "));
    String separator = "";
    for (ToTell one : people.subList(0, Math.min(NAMED_PEOPLE, people.size()))) {
      pieces.add(
          one.mentioned()
              ? new Piece.Person(one.gitHubId(), plainName(one))
              : new Piece.Words(separator + Neutral.code(CleanText.cut(one.name(), 60))));
      if (one.mentioned() && !separator.isEmpty()) {
        pieces.add(pieces.size() - 1, new Piece.Words(separator));
      }
      separator = ", ";
    }
    int others = people.size() - NAMED_PEOPLE;
    pieces.add(new Piece.Words((others > 0 ? " and " + others + " others" : "") + "\n\n"));
    return pieces;
  }

  /** Letters, digits and spaces: stands inside and outside of code alike. */
  private static String plainName(ToTell person) {
    String letters =
        CleanText.line(person.name()).replaceAll("[^\\p{L}\\p{M}\\p{Nd} ]", " ").strip();
    String name = letters.replaceAll(" +", " ");
    return name.isEmpty() || !Neutral.text(name).equals(name)
        ? "maintainer " + person.gitHubId() % 1_000_000
        : CleanText.cut(name, 60);
  }

  private static List<BodyBlock> blocks(PublicIssue issue) {
    List<BodyBlock> blocks = new ArrayList<>();
    PersonsMarkdown.blocks(issue.description())
        .forEach(block -> blocks.add(BodyBlock.whole(block)));
    if (!issue.flaws().isEmpty()) {
      blocks.add(
          new BodyBlock(
              "### Vulnerabilities\n\n",
              issue.flaws().stream().map(BodyRenderer::flaw).toList(),
              ""));
    }
    if (issue.remediation() != null) {
      blocks.add(BodyBlock.whole("**Remediation**: " + Neutral.text(issue.remediation(), WORDS)));
    }
    if (!issue.links().isEmpty()) {
      blocks.add(
          new BodyBlock(
              "### Links\n\n",
              issue.links().stream()
                  .map(link -> "- " + SafeLink.link(link.label(), link.address()))
                  .toList(),
              ""));
    }
    issue.channels().stream().map(BodyRenderer::table).forEach(blocks::add);
    return blocks;
  }

  private static String flaw(Flaw flaw) {
    String scores =
        flaw.scores().stream().map(BodyRenderer::score).collect(Collectors.joining("; "));
    return "- "
        + SafeLink.link(flaw.id(), flaw.address())
        + (flaw.knownExploited() ? " **known to be exploited**" : "")
        + (flaw.headline().isBlank() ? "" : ": " + Neutral.text(flaw.headline(), WORDS))
        + (scores.isEmpty() ? "" : "\n  " + scores);
  }

  private static String score(Score score) {
    String vector = score.vector();
    return Neutral.text(score.standard(), 20)
        + " "
        + Neutral.text(score.base(), 20)
        + (vector == null ? "" : " " + Neutral.code(CleanText.cut(vector, 200)))
        + " by "
        + Neutral.text(score.source(), 100);
  }

  private static BodyBlock table(ChannelPackages channel) {
    String words =
        "%s%s: %d of %s affected"
            .formatted(
                Neutral.text(channel.channel(), 60),
                channel.supported() ? "" : " (not supported any more)",
                channel.affected(),
                channel.packages().size() == 1
                    ? "1 package"
                    : channel.packages().size() + " packages");
    boolean folded = channel.packages().size() > SHOWN_ROWS;
    String header = "| Package | Version | Verdict | Why |\n| --- | --- | --- | --- |\n";
    List<String> rows = channel.packages().stream().map(BodyRenderer::row).toList();
    return folded
        ? new BodyBlock(
            "<details><summary>" + words + "</summary>\n\n" + header, rows, "\n</details>\n")
        : new BodyBlock("### " + words + "\n\n" + header, rows, "");
  }

  private static String row(PackageLine line) {
    return "| %s | %s | %s | %s |"
        .formatted(
            Neutral.code(CleanText.cut(line.attribute(), 200)),
            code(line.version()),
            line.verdict().text().replace('_', ' '),
            Neutral.text(line.reason(), WORDS));
  }

  private static String code(@Nullable String version) {
    return version == null ? "" : Neutral.code(CleanText.cut(version, 100));
  }

  private static String footer(PublicIssue issue) {
    return "---\n"
        + SafeLink.link("The page of this issue", issue.address())
        + " shows the present state of each channel and how it was found.\n";
  }
}
