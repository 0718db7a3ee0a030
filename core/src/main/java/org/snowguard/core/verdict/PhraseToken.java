package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of the small language in which people write versions: {@code 1.2 and earlier}. */
record PhraseToken(Kind kind, String text, int end) {
  /** Word classes, in the order in which they are tried. */
  enum Kind {
    EXCLUSIVE_UPPER(
        "up to,? (?:but|\\(?excluding\\)?)(?: not including| excluding)?,?"
            + "|(?:before|prior to|earlier than|older than|lower than|less than|below)\\b|<(?!=)"),
    INCLUSIVE_UPPER(
        "(?:up )?to,? (?:\\(?and )?including\\)?,?|(?:before|prior to) and including\\b|up to\\b"
            + "|(?:through|thru|until|till|to)\\b|<=|=<|≤|[–—]|-(?=\\s)"),
    INCLUSIVE_LOWER("(?:from|since|(?:starting|beginning)(?: from| with| in| at)?)\\b|>=|=>|≥"),
    EXCLUSIVE_LOWER(">|(?:after|newer than)\\b"),
    AND_EARLIER("(?:earlier|prior|older|previous|lower)\\b"),
    AND_LATER("(?:later|newer|above|higher|onwards?)\\b"),
    EXACTLY("==?"),
    JOIN("\\|\\||(?:and|or)\\b|[,;&]|(?<=\\s)\\(|\\)"),
    FILLER("(?:versions?|ver|releases?|all|inclusive|in)\\b\\.?|v\\.?(?=\\s)"),
    VERSION("(?:v\\.?\\s?|r)?\\d[\\w.+~:*-]*"),
    OTHER("\\S+");

    private final Pattern pattern;

    Kind(String expression) {
      this.pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }
  }

  private static final Pattern ENDS_IN_PUNCTUATION = Pattern.compile("[.:,+~-]+$");

  /** Words of a text from an offset on, up to the first that is no part of the language. */
  static List<PhraseToken> of(String text, int from) {
    List<PhraseToken> tokens = new ArrayList<>();
    int at = from;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
        continue;
      }
      PhraseToken token = at(text, at);
      tokens.add(token);
      if (token.kind() == Kind.OTHER) {
        break;
      }
      at = token.end();
    }
    return tokens;
  }

  private static PhraseToken at(String text, int at) {
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(text).region(at, text.length());
      matcher.useTransparentBounds(true);
      if (matcher.lookingAt()) {
        return kind == Kind.VERSION
            ? version(matcher.group(), matcher.end())
            : new PhraseToken(kind, matcher.group(), matcher.end());
      }
    }
    throw new IllegalStateException("no word class for '" + text.substring(at) + "'");
  }

  /** A full stop behind a version ends the sentence, it is no part of the version. */
  private static PhraseToken version(String written, int end) {
    String trimmed = ENDS_IN_PUNCTUATION.matcher(written).replaceFirst("");
    String bare = trimmed.replaceFirst("^[vV]\\.?\\s?(?=\\d)", "");
    boolean comma = written.length() > trimmed.length() && !written.endsWith(".");
    int stop = end - (comma ? 0 : written.length() - trimmed.length());
    return new PhraseToken(Kind.VERSION, bare, stop);
  }
}
