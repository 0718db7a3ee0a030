package org.snowguard.server.publication.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.snowguard.core.publish.Neutral;
import org.snowguard.server.publication.report.Roundup.Line;
import org.snowguard.server.publication.report.Roundup.OpenIn;

/**
 * A roundup as Markdown that forums take. Titles are other people's words: nothing in them mentions
 * anybody or becomes a link where it is pasted.
 */
public final class RoundupText {

  private static final int TITLE = 120;

  private RoundupText() {}

  public static String title(Roundup roundup) {
    String channel = roundup.channel();
    return "Nixpkgs security roundup, week %s%s"
        .formatted(roundup.week(), channel == null ? "" : ", " + channel);
  }

  public static String markdown(Roundup roundup) {
    StringBuilder text = new StringBuilder();
    LocalDate from = LocalDate.ofInstant(roundup.from(), ZoneOffset.UTC);
    LocalDate until = LocalDate.ofInstant(roundup.until(), ZoneOffset.UTC).minusDays(1);
    text.append("# ").append(title(roundup)).append("\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "From %s to %s: %s published, %d fixed in a channel, %d closed.%s\n\n",
            from,
            until,
            issues(roundup.published().size()),
            roundup.fixed().size(),
            roundup.closed().size(),
            roundup.over() ? "" : " The week is not over yet."));
    section(text, "New", roundup.published(), "No issue was published.", "open in ");
    section(
        text, "Fixed", roundup.fixed(), "No fix reached a channel for all of an issue.", "now in ");
    section(text, "Closed", roundup.closed(), "No issue was closed.", "still open in ");
    open(text, roundup.open());
    section(
        text,
        "Open for longest",
        roundup.oldest(),
        "No published issue is open in a supported channel.",
        "open in ");
    section(
        text,
        "Backports wanted",
        roundup.backports(),
        "No supported release waits for what unstable has.",
        "unstable is not affected, wanted for ");
    if (!roundup.thanks().isEmpty()) {
      text.append("## Thanks\n\n")
          .append(String.join(", ", roundup.thanks().stream().map(Neutral::text).toList()))
          .append("\n");
    }
    return text.toString();
  }

  private static String issues(int count) {
    return String.format(Locale.ROOT, count == 1 ? "%d issue" : "%d issues", count);
  }

  private static void section(
      StringBuilder text, String heading, List<Line> lines, String nothing, String before) {
    text.append("## ").append(heading).append("\n\n");
    if (lines.isEmpty()) {
      text.append(nothing).append("\n\n");
      return;
    }
    for (Line line : lines) {
      text.append("- [").append(line.id()).append("](").append(line.url()).append(") ");
      text.append(Neutral.text(line.title(), TITLE));
      if (line.severity() != null) {
        text.append(" (").append(line.severity()).append(")");
      }
      if (line.closedAs() != null) {
        text.append(", closed as ").append(line.closedAs());
      }
      if (!line.channels().isEmpty()) {
        text.append(", ").append(before).append(String.join(", ", line.channels()));
      }
      text.append("\n");
    }
    text.append("\n");
  }

  private static void open(StringBuilder text, List<OpenIn> channels) {
    text.append("## Still open\n\n");
    if (channels.isEmpty()) {
      text.append("Nothing.\n\n");
      return;
    }
    text.append("| channel | critical | high | medium | low | not stated | issues |\n");
    text.append("|---|--:|--:|--:|--:|--:|--:|\n");
    for (OpenIn channel : channels) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %d | %d | %d |\n",
              channel.channel(),
              channel.critical(),
              channel.high(),
              channel.medium(),
              channel.low(),
              channel.notStated(),
              channel.total()));
    }
    text.append("\n");
  }

  /** As a mail that any program sends: headers, then the same text (RFC 5322). */
  public static String mail(Roundup roundup) {
    return """
    Subject: %s
    MIME-Version: 1.0
    Content-Type: text/plain; charset=utf-8
    Content-Transfer-Encoding: 8bit
    Auto-Submitted: auto-generated

    %s\
    """
        .formatted(title(roundup), markdown(roundup));
  }
}
