package org.snowguard.core.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.snowguard.core.version.VersionToken.Kind;

/** Cuts a version without its prefix into release numbers and what follows them. */
final class VersionTokenizer {

  /** The greatest length at which every number fits into a long. */
  private static final int MAXIMUM_DIGITS = 18;

  private static final Set<String> PATCH_LEVELS = Set.of("p", "pl", "patch", "patchlevel");

  private final String text;
  private final VersionScheme scheme;
  private final List<Long> release = new ArrayList<>();
  private final List<VersionToken> suffix = new ArrayList<>();
  private int at;
  private boolean fits = true;
  private boolean open;

  /** Where the packager's revision begins; -1 where there is none. */
  private final int revision;

  VersionTokenizer(String text, VersionScheme scheme) {
    this.text = text;
    this.scheme = scheme;
    revision = isPackaged(scheme) ? text.lastIndexOf('-') : -1;
  }

  private static boolean isPackaged(VersionScheme scheme) {
    return scheme == VersionScheme.DEBIAN || scheme == VersionScheme.RPM;
  }

  /** Returns false where a number is too long to be one. */
  boolean read() {
    readRelease();
    while (at < text.length()) {
      char character = text.charAt(at);
      if (isDigit(character)) {
        suffix.add(number(readNumber()));
      } else if (isLetter(character)) {
        readWord();
      } else {
        readMark(character);
      }
    }
    return fits;
  }

  ReleaseNumbers release() {
    return ReleaseNumbers.of(release, open);
  }

  List<VersionToken> suffix() {
    return List.copyOf(suffix);
  }

  VersionParts.Flattened flattened() {
    int start = !suffix.isEmpty() && isPatchLevel(suffix.getFirst()) ? 1 : 0;
    int end = start;
    if (scheme == VersionScheme.GENERIC) {
      while (end < suffix.size() && suffix.get(end).kind() == Kind.NUMBER) {
        end++;
      }
    }
    if (end == start) {
      return new VersionParts.Flattened(release(), suffix(), false);
    }
    List<Long> longer = new ArrayList<>(release);
    suffix.subList(start, end).forEach(token -> longer.add(token.number()));
    return new VersionParts.Flattened(
        ReleaseNumbers.of(longer, false), List.copyOf(suffix.subList(end, suffix.size())), true);
  }

  private static boolean isPatchLevel(VersionToken token) {
    return token.kind() == Kind.POST && PATCH_LEVELS.contains(token.word());
  }

  private void readRelease() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      release.add(readNumber());
      boolean goesOn =
          at + 1 < text.length()
              && (text.charAt(at) == '.' || text.charAt(at) == '_')
              && isDigit(text.charAt(at + 1));
      if (!goesOn) {
        return;
      }
      at++;
    }
  }

  private long readNumber() {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    while (start < at - 1 && text.charAt(start) == '0') {
      start++;
    }
    if (at - start > MAXIMUM_DIGITS) {
      fits = false;
      return 0;
    }
    return Long.parseLong(text, start, at, 10);
  }

  private VersionToken number(long value) {
    return switch (scheme) {
      case SEMVER ->
          new VersionToken(
              suffix.isEmpty() ? Kind.EARLY_NUMBER : Kind.LATER_IDENTIFIER_NUMBER, "", value);
      case RUBY_GEM -> gemNumber(value);
      case PYTHON -> pythonNumber(value);
      case GENERIC, MAVEN, RPM, DEBIAN, HASKELL, PERL, GIT ->
          new VersionToken(Kind.NUMBER, "", value);
    };
  }

  /** Gem::Version reads a dash as {@code .pre.}. */
  private VersionToken gemNumber(long value) {
    if (suffix.isEmpty()) {
      suffix.add(new VersionToken(Kind.EARLY_WORD, "pre", 0));
    }
    return new VersionToken(Kind.NUMBER, "", value);
  }

  /** PEP 440: 1.0-1 is 1.0.post1. */
  private VersionToken pythonNumber(long value) {
    if (suffix.isEmpty()) {
      suffix.add(new VersionToken(Kind.POST, "", 0));
    }
    return new VersionToken(Kind.NUMBER, "", value);
  }

  private void readMark(char character) {
    if (at == revision) {
      suffix.add(new VersionToken(Kind.REVISION, "", 0));
    }
    at++;
    if (character == '~' && (isPackaged(scheme) || !isLetterAt(at))) {
      suffix.add(new VersionToken(Kind.TILDE, "", 0));
    } else if (character == '^') {
      suffix.add(new VersionToken(Kind.CARET, "", 0));
    }
  }

  private void readWord() {
    int start = at;
    while (at < text.length() && isLetter(text.charAt(at))) {
      at++;
    }
    boolean attached = start > 0 && isDigit(text.charAt(start - 1));
    boolean joined = isDigitAt(at);
    boolean numbered = joined || (isSeparatorAt(at) && isDigitAt(at + 1));
    boolean afterTilde = !suffix.isEmpty() && suffix.getLast().kind() == Kind.TILDE;
    QualifierWords.Place place =
        new QualifierWords.Place(attached, joined, numbered, suffix.isEmpty(), afterTilde);
    String word = text.substring(start, at);
    Kind kind = QualifierWords.classify(word, place, scheme);
    if (kind != Kind.END) {
      boolean first = suffix.isEmpty() && start > 0 && text.charAt(start - 1) == '.';
      open |= first && kind == Kind.UNCLASSED;
      suffix.add(new VersionToken(kind, word, 0));
    }
  }

  private boolean isDigitAt(int index) {
    return index < text.length() && isDigit(text.charAt(index));
  }

  private boolean isLetterAt(int index) {
    return index < text.length() && isLetter(text.charAt(index));
  }

  private boolean isSeparatorAt(int index) {
    return index < text.length() && "._- ".indexOf(text.charAt(index)) >= 0;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private static boolean isLetter(char character) {
    return character >= 'a' && character <= 'z';
  }
}
