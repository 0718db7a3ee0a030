package org.snowguard.core.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person wrote in Markdown, written anew: paragraphs, headings, lists, quotes, code,
 * emphasis and links. People paste from records, so everything else is text and neutralised as
 * such; nothing of the original passes unread.
 */
final class PersonsMarkdown {

  private static final Pattern FENCE = Pattern.compile("^ {0,3}(`{3,}|~{3,})\\s*([a-z]{0,12}).*$");
  private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}\\s+(.*?)\\s*#*$");
  private static final Pattern ITEM = Pattern.compile("^(\\s*)([-*+]|\\d{1,9}[.)])\\s+(.*)$");
  private static final Pattern QUOTE = Pattern.compile("^ {0,3}>\\s?(.*)$");
  private static final Pattern INLINE =
      Pattern.compile(
          """
          (?<!`)(?<fence>`++)(?<code>[^`]+)\\k<fence>(?!`)
          | \\[(?<label>[^\\[\\]]{1,300})\\]\\(\\s*<?(?<target>[^\\s()<>]+)>?\\s*\\)
          | <?(?<url>https?://[^\\s<>()\\[\\]`*]+(?<![.,;:!?'\"]))>?
          | \\*\\*(?<strong>[^*\\s](?:[^*]*[^*\\s])?)\\*\\*
          | \\*(?<emphasis>[^*\\s](?:[^*]*[^*\\s])?)\\*
          """,
          Pattern.COMMENTS);

  /** Languages that GitHub draws or runs instead of showing them are not among these. */
  private static final List<String> LANGUAGES =
      List.of("nix", "sh", "bash", "console", "diff", "json", "c", "python", "rust", "go", "text");

  private final List<String> lines;
  private final List<String> blocks = new ArrayList<>();
  private final StringBuilder block = new StringBuilder();
  private int next;
  private int listLevel = -1;

  private PersonsMarkdown(String markdown) {
    lines = CleanText.lines(markdown).lines().toList();
  }

  /** Paragraphs, lists and code blocks, one after another. */
  static List<String> blocks(String markdown) {
    return new PersonsMarkdown(markdown).read();
  }

  private List<String> read() {
    while (next < lines.size()) {
      String line = lines.get(next++);
      Matcher fence = FENCE.matcher(line);
      Matcher heading = HEADING.matcher(line);
      Matcher item = ITEM.matcher(line);
      Matcher quote = QUOTE.matcher(line);
      if (line.isBlank()) {
        end();
      } else if (fence.matches()) {
        end();
        blocks.add(code(fence.group(1), fence.group(2)));
      } else if (heading.matches()) {
        end();
        blocks.add("#### " + inline(heading.group(1)));
      } else if (item.matches()) {
        item(item);
      } else if (quote.matches()) {
        add("> " + inline(quote.group(1)));
      } else {
        add((listLevel < 0 ? "" : "   ".repeat(listLevel + 1)) + inline(line.strip()));
      }
    }
    end();
    return blocks;
  }

  private void end() {
    if (!block.isEmpty()) {
      blocks.add(block.toString());
    }
    block.setLength(0);
    listLevel = -1;
  }

  private void add(String line) {
    block.append(block.isEmpty() ? "" : "\n").append(line);
  }

  private void item(Matcher item) {
    if (listLevel < 0) {
      end();
    }
    int indent = item.group(1).replace("\t", "    ").length();
    listLevel = Math.min(indent / 2, listLevel + 1);
    String bullet = item.group(2).length() == 1 ? "-" : item.group(2).replace(')', '.');
    add("   ".repeat(listLevel) + bullet + " " + inline(item.group(3)));
  }

  private String code(String fence, String language) {
    StringBuilder content = new StringBuilder();
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.strip().startsWith(fence)
          && line.strip().chars().allMatch(c -> c == fence.charAt(0))) {
        break;
      }
      content.append(line).append('\n');
    }
    String marks = "`".repeat(Math.max(3, Neutral.longestRun(content.toString()) + 1));
    return marks + (LANGUAGES.contains(language) ? language : "") + "\n" + content + marks;
  }

  private static String inline(String line) {
    String clean = CleanText.line(line);
    StringBuilder out = new StringBuilder();
    Matcher found = INLINE.matcher(clean);
    int from = 0;
    while (found.find()) {
      append(out, Neutral.inline(clean.substring(from, found.start())));
      append(out, piece(found));
      from = found.end();
    }
    append(out, Neutral.inline(clean.substring(from)));
    return out.toString();
  }

  private static String piece(Matcher found) {
    if (found.group("code") != null) {
      return Neutral.code(found.group("code"));
    }
    if (found.group("label") != null) {
      return SafeLink.link(found.group("label"), found.group("target"));
    }
    if (found.group("url") != null) {
      return SafeLink.link("", found.group("url"));
    }
    return found.group("strong") != null
        ? "**" + Neutral.inline(found.group("strong")) + "**"
        : "*" + Neutral.inline(found.group("emphasis")) + "*";
  }

  /** Two code spans side by side would become one run of backticks. */
  private static void append(StringBuilder out, String markdown) {
    boolean touches = !out.isEmpty() && out.charAt(out.length() - 1) == '`';
    out.append(touches && markdown.startsWith("`") ? " " : "").append(markdown);
  }
}
