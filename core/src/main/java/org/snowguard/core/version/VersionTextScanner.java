package org.snowguard.core.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Cuts a version field into the pieces that its small grammar knows. */
final class VersionTextScanner {

  enum Kind {
    VERSION,
    OPERATOR,
    /** A comma, a semicolon, an ampersand: what follows is another alternative. */
    SEPARATOR,
    /** A dash that stands alone, or one that joins two versions. */
    DASH,
    WORD
  }

  /**
   * @param text lower case for words, as written for versions; {@code <=} for ≤ and {@code =<}
   */
  record Piece(Kind kind, String text) {}

  private static final Pattern WILDCARD =
      Pattern.compile("(?:v|V)?\\d+(?:\\.\\d+)*\\.(?:[xX*])(?:\\.[xX*\\d]+)*");
  private static final Pattern DOTTED = Pattern.compile("[vV]?\\d+(?:\\.\\d+)+");
  private static final Pattern QUALIFIER =
      Pattern.compile(
          "(?i)(?:p|pl|rc|sp|sr|beta|alpha|patch|update|hotfix|hf|build|milestone|ga|cu)\\d*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private int at;

  private VersionTextScanner(String text) {
    this.text = text;
  }

  static List<Piece> scan(String field) {
    VersionTextScanner scanner = new VersionTextScanner(withoutLabel(field));
    while (scanner.at < scanner.text.length()) {
      scanner.step();
    }
    return scanner.pieces;
  }

  /** {@code Java SE: 8u171} is about 8u171; {@code 1:2.0} carries an epoch. */
  private static String withoutLabel(String field) {
    int colon = field.indexOf(':');
    boolean label = colon > 0 && field.chars().limit(colon).anyMatch(Character::isLetter);
    return label ? field.substring(colon + 1) : field;
  }

  private void step() {
    char character = text.charAt(at);
    if (Character.isWhitespace(character) || character == '\u00A0') {
      at++;
    } else if ("<>=≤≥".indexOf(character) >= 0) {
      readOperator();
    } else if (",;&|".indexOf(character) >= 0) {
      pieces.add(new Piece(Kind.SEPARATOR, ","));
      at++;
    } else if (character == '(') {
      readRemark();
    } else {
      readTerm();
    }
  }

  private void readOperator() {
    StringBuilder operator = new StringBuilder();
    while (at < text.length() && "<>=≤≥".indexOf(text.charAt(at)) >= 0) {
      operator.append(text.charAt(at));
      at++;
    }
    String normal =
        switch (operator.toString()) {
          case "≤", "=<" -> "<=";
          case "≥", "=>" -> ">=";
          case "==" -> "=";
          default -> operator.toString();
        };
    pieces.add(new Piece(Kind.OPERATOR, normal));
  }

  /** Remarks in parentheses say nothing, unless they say which end belongs to the range. */
  private void readRemark() {
    int end = text.indexOf(')', at);
    String remark = text.substring(at + 1, end < 0 ? text.length() : end).strip();
    at = end < 0 ? text.length() : end + 1;
    String word = remark.toLowerCase(Locale.ROOT);
    if (word.startsWith("incl") || word.startsWith("excl")) {
      pieces.add(new Piece(Kind.WORD, word.startsWith("incl") ? "including" : "excluding"));
    }
  }

  private void readTerm() {
    int start = at;
    while (at < text.length() && !endsTerm(text.charAt(at))) {
      at++;
    }
    addTerm(withoutTrailing(text.substring(start, at)));
  }

  private static boolean endsTerm(char character) {
    return Character.isWhitespace(character)
        || character == '\u00A0'
        || "<>=≤≥,;&|".indexOf(character) >= 0;
  }

  private static String withoutTrailing(String term) {
    int end = term.length();
    while (end > 0 && ".:'\"".indexOf(term.charAt(end - 1)) >= 0) {
      end--;
    }
    int start = 0;
    while (start < end && "'\"".indexOf(term.charAt(start)) >= 0) {
      start++;
    }
    return term.substring(start, end);
  }

  private void addTerm(String term) {
    if (term.isEmpty()) {
      return;
    }
    if (term.equals("-") || term.equals("–") || term.equals("—")) {
      pieces.add(new Piece(Kind.DASH, "-"));
    } else if (continuesVersion(term)) {
      Piece before = pieces.removeLast();
      pieces.add(new Piece(Kind.VERSION, before.text() + " " + term));
    } else if (isVersion(term)) {
      addVersion(term);
    } else if (term.endsWith("+") && isVersion(term.substring(0, term.length() - 1))) {
      pieces.add(new Piece(Kind.VERSION, term.substring(0, term.length() - 1)));
      pieces.add(new Piece(Kind.WORD, "onwards"));
    } else {
      pieces.add(new Piece(Kind.WORD, term.toLowerCase(Locale.ROOT)));
    }
  }

  /** {@code 2.7.0 p1}, {@code 5.0.1 build 20230906}. */
  private boolean continuesVersion(String term) {
    if (pieces.isEmpty() || pieces.getLast().kind() != Kind.VERSION) {
      return false;
    }
    String before = pieces.getLast().text();
    int blank = before.lastIndexOf(' ');
    boolean openQualifier = blank > 0 && QUALIFIER.matcher(before.substring(blank + 1)).matches();
    return QUALIFIER.matcher(term).matches()
        || (openQualifier
            && !Character.isDigit(before.charAt(before.length() - 1))
            && NUMBER.matcher(term).matches());
  }

  private static boolean isVersion(String term) {
    if (term.equals("*") || WILDCARD.matcher(term).matches()) {
      return true;
    }
    if (term.endsWith("+")) {
      return false;
    }
    ParsedVersion version = ParsedVersion.parse(term, VersionScheme.GENERIC);
    return version.isComparable() || version.isSnapshot();
  }

  /** {@code 1.5.0-3.10.14} is a range where both sides are built alike and rise. */
  private void addVersion(String term) {
    int dash = term.indexOf('-') >= 0 ? term.indexOf('-') : term.indexOf('–');
    if (dash > 0) {
      String left = term.substring(0, dash);
      String right = term.substring(dash + 1);
      if (DOTTED.matcher(left).matches()
          && DOTTED.matcher(right).matches()
          && dots(left) == dots(right)
          && VersionOrder.compare(left, right, VersionScheme.GENERIC) == Order.LESS) {
        pieces.add(new Piece(Kind.VERSION, left));
        pieces.add(new Piece(Kind.DASH, "-"));
        pieces.add(new Piece(Kind.VERSION, right));
        return;
      }
    }
    pieces.add(new Piece(Kind.VERSION, term));
  }

  private static long dots(String version) {
    return version.chars().filter(character -> character == '.').count();
  }
}
