package org.snowguard.world.github;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What GitHub would make of a text: whom it tells, what it refers to, which HTML it lets act. It is
 * read anew here, apart from whatever wrote the text. GitHub looks for names and numbers in the
 * words of the page that Markdown made, so that an escape or an entity keeps nobody from being
 * told; code, and a comment of HTML in the middle of a name, do.
 *
 * @param mentions logins and teams without their @, in lower case
 * @param references such as #1, owner/name#2, GH-3, addresses of issues, and commits
 * @param tags names of the HTML elements that are no code
 */
public record LiveText(Set<String> mentions, Set<String> references, Set<String> tags) {

  private static final Pattern FENCE =
      Pattern.compile("(?ms)^ {0,3}(`{3,}|~{3,})[^\\n]*\\n.*?(?:^ {0,3}\\1[`~]*[ \\t]*$|\\z)");
  private static final Pattern SPAN =
      Pattern.compile("(?s)(?<![`\\\\])(`+)(?!`)((?:(?!\\n[ \\t]*\\n).)+?)(?<!`)\\1(?!`)");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?-->");
  private static final Pattern CODE_ELEMENT =
      Pattern.compile("(?is)<(code|pre|tt)\\b[^>]*>.*?</\\1\\s*>");
  private static final Pattern TAG = Pattern.compile("<([A-Za-z][A-Za-z0-9-]*)(?:[\\s/][^<>]*)?>");
  private static final Pattern ENTITY =
      Pattern.compile("&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(commat|num|lowbar|sol));");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(\\p{Punct})");
  private static final Pattern MENTION =
      Pattern.compile("(?<!\\w)@([A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}(?:/[\\w.-]+)?)");
  private static final Pattern REFERENCE =
      Pattern.compile(
          "(?<![\\w#&/-])(?:[A-Za-z0-9][\\w.-]*(?:/[\\w.-]+)?)?#[0-9]+\\b"
              + "|(?<![\\w-])[Gg][Hh]-[0-9]+\\b"
              + "|https?://github\\.com/[\\w.-]+/[\\w.-]+/(?:issues|pull|discussions|commit)/[0-9a-f]+");
  private static final Pattern COMMIT =
      Pattern.compile("(?<![\\w.-])(?:[\\w.-]+/[\\w.-]+@)?([0-9a-f]{7,40})(?![\\w-])");

  /** The mark where something stood that parts words. */
  private static final String GAP = "\u0000";

  /** Reads a text as GitHub would. */
  public static LiveText of(String markdown) {
    String text = markdown.replace("\r\n", "\n");
    text = FENCE.matcher(text).replaceAll(GAP);
    text = SPAN.matcher(text).replaceAll(GAP);
    text = COMMENT.matcher(text).replaceAll(GAP);
    text = CODE_ELEMENT.matcher(text).replaceAll(GAP);
    Set<String> tags = new LinkedHashSet<>();
    Matcher tag = TAG.matcher(unescaped(text));
    while (tag.find()) {
      tags.add(tag.group(1).toLowerCase(Locale.ROOT));
    }
    String words = decoded(ESCAPE.matcher(text).replaceAll("$1"));
    Set<String> references = found(REFERENCE, words);
    Matcher commit = COMMIT.matcher(words);
    while (commit.find()) {
      if (isCommit(commit.group(1))) {
        references.add(commit.group());
      }
    }
    Set<String> mentions = new LinkedHashSet<>();
    Matcher mention = MENTION.matcher(words);
    while (mention.find()) {
      mentions.add(mention.group(1).toLowerCase(Locale.ROOT));
    }
    return new LiveText(mentions, references, tags);
  }

  /** An escaped bracket opens no tag. */
  private static String unescaped(String text) {
    return text.replace("\\<", GAP);
  }

  private static Set<String> found(Pattern pattern, String words) {
    Set<String> found = new LinkedHashSet<>();
    Matcher matcher = pattern.matcher(words);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  /** A short one that is a number, or a word of the letters a to f, is seldom a commit's. */
  private static boolean isCommit(String hash) {
    return hash.length() == 40
        || (hash.chars().anyMatch(Character::isDigit)
            && hash.chars().anyMatch(Character::isLetter));
  }

  private static String decoded(String text) {
    return ENTITY
        .matcher(text)
        .replaceAll(
            entity -> {
              if (entity.group(1) != null) {
                return Matcher.quoteReplacement(character(Integer.parseInt(entity.group(1))));
              }
              if (entity.group(2) != null) {
                return Matcher.quoteReplacement(character(Integer.parseInt(entity.group(2), 16)));
              }
              return switch (entity.group(3)) {
                case "commat" -> "@";
                case "num" -> "#";
                case "sol" -> "/";
                default -> "_";
              };
            });
  }

  private static String character(int code) {
    return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "\ufffd";
  }
}
