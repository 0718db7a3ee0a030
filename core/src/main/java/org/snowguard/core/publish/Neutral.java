package org.snowguard.core.publish;

import java.util.regex.Pattern;

/**
 * Plain text as Markdown that shows the same letters and does nothing else on GitHub, nor in a
 * forum.
 *
 * <p>GitHub looks for mentions and references in the text of the rendered HTML, so that neither a
 * backslash nor a character reference hides one; it passes over {@code code}, {@code pre} and
 * {@code a} (docs.github.com, "Autolinked references and URLs"; html-pipeline, MentionFilter). Each
 * word that could be one therefore becomes a code span: nobody has to copy hidden characters along
 * with it. All other punctuation with a meaning is escaped (CommonMark 0.31.2, sections 2.4, 2.5).
 */
public final class Neutral {

  /** Every word that GitHub may make more of than text; rather one too many. */
  private static final Pattern SUSPECT =
      Pattern.compile(
          """
          @                                          # @name, @organisation/team, name@commit
          | \\#[\\p{L}\\p{Nd}_]                        # #1, owner/repository#2; a forum's #category
          | \\b(?i:gh)-\\p{Nd}                       # GH-1
          | (?<![0-9A-Za-z])[0-9A-Fa-f]{7,}(?![0-9A-Za-z]) # a commit's hash
          | ://                                      # GFM, section 6.9: extended autolinks
          | (?i:www\\.) | (?i:mailto:) | (?i:xmpp:)
          | (?i:github\\.com)
          | [$]                                      # formulas
          | :[\\w+-]+:                               # emoji by name
          """,
          Pattern.COMMENTS);

  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern ORDERED = Pattern.compile("^(\\d{1,9})([.)])(?=\\s|$)");
  private static final String OPENING = "(\"'“";
  private static final String CLOSING = ")\"'”,.;:!?";

  private Neutral() {}

  /** One line of text, that may stand in a paragraph, a heading, a list or a cell of a table. */
  public static String text(String plain) {
    return inline(CleanText.line(plain).strip());
  }

  /** The same, at most so many characters of the text. */
  public static String text(String plain, int limit) {
    return text(CleanText.cut(CleanText.line(plain).strip(), limit));
  }

  /** A code span with the text, that may also stand in a cell of a table; empty for no text. */
  public static String code(String plain) {
    String clean = CleanText.line(plain).strip();
    return clean.isEmpty() ? "" : span(clean);
  }

  /** Text between two others: a space at an end stays. */
  static String inline(String clean) {
    StringBuilder out = new StringBuilder(clean.length() + 16);
    int start = 0;
    while (start < clean.length()) {
      int space = clean.indexOf(' ', start);
      int end = space < 0 ? clean.length() : space;
      word(clean.substring(start, end), out);
      if (space >= 0) {
        out.append(' ');
      }
      start = end + 1;
    }
    return lineStart(out.toString());
  }

  private static void word(String word, StringBuilder out) {
    if (!SUSPECT.matcher(word).find()) {
      escape(word, out);
      return;
    }
    int from = 0;
    int to = word.length();
    while (from < to && OPENING.indexOf(word.charAt(from)) >= 0) {
      from++;
    }
    while (to > from && CLOSING.indexOf(word.charAt(to - 1)) >= 0) {
      to--;
    }
    String core = word.substring(from, to);
    if (!SUSPECT.matcher(core).find()) {
      from = 0;
      to = word.length();
    }
    escape(word.substring(0, from), out);
    out.append(span(word.substring(from, to)));
    escape(word.substring(to), out);
  }

  /** CommonMark 6.1: as many backticks around as no run inside has. */
  private static String span(String clean) {
    // GFM splits cells before it reads code spans, and pairs backslashes while it does (4.10).
    String content = clean.replace('|', '¦');
    String fence = "`".repeat(longestRun(content) + 1);
    String padding = content.startsWith("`") || content.endsWith("`") ? " " : "";
    return fence + padding + content + padding + fence;
  }

  static int longestRun(String text) {
    return BACKTICKS.matcher(text).results().mapToInt(run -> run.group().length()).max().orElse(0);
  }

  private static void escape(String text, StringBuilder out) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        // As references they are no structure (2.5), not even for the splitting of cells.
        case '\\', '`', '|' -> out.append("&#").append((int) letter).append(';');
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '*', '_', '[', ']', '~', '#' -> out.append('\\').append(letter);
        // An image, should a link of ours follow.
        case '!' -> out.append(i == text.length() - 1 ? "\\!" : "!");
        default -> out.append(letter);
      }
    }
  }

  /** What makes a list, a heading or a table only where a line begins. */
  private static String lineStart(String markdown) {
    if (!markdown.isEmpty() && "-+=:".indexOf(markdown.charAt(0)) >= 0) {
      return "\\" + markdown;
    }
    return ORDERED.matcher(markdown).replaceFirst("$1\\\\$2");
  }
}
