package org.snowguard.core.version;

/**
 * One piece of what follows the release numbers. {@code rc1} is a word and a number.
 *
 * @param word the letters, lower case; empty for numbers
 * @param number the value of a number; 0 for words
 */
record VersionToken(Kind kind, String word, long number) {

  static final VersionToken END = new VersionToken(Kind.END, "", 0);

  /** Where a token stands compared with the end of the version. */
  enum Level {
    BELOW,
    AT_END,
    ABOVE,
    /** Nobody can say without knowing the project. */
    NOWHERE
  }

  enum Kind {
    DEVELOPMENT(Level.BELOW),
    ALPHA(Level.BELOW),
    BETA(Level.BELOW),
    PREVIEW(Level.BELOW),
    CANDIDATE(Level.BELOW),
    MAVEN_SNAPSHOT(Level.BELOW),
    /** Debian's and RPM's tilde. */
    TILDE(Level.BELOW),
    /** A numeric pre-release identifier of SemVer. */
    EARLY_NUMBER(Level.BELOW),
    /** A word that is a pre-release whatever it says (SemVer, gems). */
    EARLY_WORD(Level.BELOW),
    END(Level.AT_END),
    /** Where Debian's and RPM's own part begins: the upstream parts are compared first. */
    REVISION(Level.AT_END),
    /** {@code p1}, {@code post2}, {@code update3}. */
    POST(Level.ABOVE),
    /** A word that comes after the release whatever it says (Maven, Debian, RPM). */
    LATE_WORD(Level.ABOVE),
    /** {@code 1.0.2k}. */
    LETTER(Level.ABOVE),
    NUMBER(Level.ABOVE),
    /** SemVer's identifiers after the first, where more of them is more. */
    LATER_IDENTIFIER_NUMBER(Level.ABOVE),
    LATER_IDENTIFIER_WORD(Level.ABOVE),
    CARET(Level.ABOVE),
    UNCLASSED(Level.NOWHERE);

    private final Level level;

    Kind(Level level) {
      this.level = level;
    }

    /** Pre-release words form one chain: dev, alpha, beta, preview, candidate. */
    private boolean isStage() {
      return compareTo(MAVEN_SNAPSHOT) <= 0;
    }

    private boolean isEarly() {
      return this == EARLY_NUMBER || this == EARLY_WORD;
    }

    /** Maven: sp, then other words, then numbers; SemVer: numbers, then words. */
    private boolean isOrderedLate() {
      return switch (this) {
        case POST, LATE_WORD, NUMBER, LATER_IDENTIFIER_NUMBER, LATER_IDENTIFIER_WORD -> true;
        case DEVELOPMENT, ALPHA, BETA, PREVIEW, CANDIDATE, MAVEN_SNAPSHOT -> false;
        case TILDE, EARLY_NUMBER, EARLY_WORD, END, REVISION, LETTER, CARET, UNCLASSED -> false;
      };
    }
  }

  Order compareTo(VersionToken other) {
    if (kind == other.kind) {
      return compareContent(other);
    }
    Level level = level();
    Level otherLevel = other.level();
    if (level == Level.NOWHERE || otherLevel == Level.NOWHERE) {
      return Order.UNKNOWN;
    }
    if (level != otherLevel) {
      return Order.of(level.compareTo(otherLevel));
    }
    return compareKinds(other);
  }

  private Order compareContent(VersionToken other) {
    return switch (kind) {
      case NUMBER, EARLY_NUMBER, LATER_IDENTIFIER_NUMBER ->
          Order.of(Long.compare(number, other.number));
      case EARLY_WORD, LATE_WORD, LATER_IDENTIFIER_WORD -> Order.of(word.compareTo(other.word));
      case LETTER -> compareLetters(other);
      case UNCLASSED -> word.equals(other.word) ? Order.EQUAL : Order.UNKNOWN;
      case DEVELOPMENT, ALPHA, BETA, PREVIEW, CANDIDATE, MAVEN_SNAPSHOT -> Order.EQUAL;
      case TILDE, END, REVISION, POST, CARET -> Order.EQUAL;
    };
  }

  /** After z comes za: the shorter sequence is the older one. */
  private Order compareLetters(VersionToken other) {
    int byLength = Integer.compare(word.length(), other.word.length());
    return Order.of(byLength != 0 ? byLength : word.compareTo(other.word));
  }

  private Order compareKinds(VersionToken other) {
    if (level() == Level.AT_END) {
      return Order.EQUAL;
    }
    boolean comparable =
        (kind.isStage() && other.kind.isStage())
            || (kind.isEarly() && other.kind.isEarly())
            || (kind.isOrderedLate()
                && other.kind.isOrderedLate()
                && !isPostBesideNumber(other)
                && !other.isPostBesideNumber(this));
    return comparable ? Order.of(kind.compareTo(other.kind)) : Order.UNKNOWN;
  }

  /** Nobody knows whether 7.1-p1 comes before 7.1-20. */
  private boolean isPostBesideNumber(VersionToken other) {
    return kind == Kind.POST && other.kind == Kind.NUMBER;
  }

  /** A zero is padding: rc and rc0 are one. */
  private Level level() {
    return kind == Kind.NUMBER && number == 0 ? Level.AT_END : kind.level;
  }
}
