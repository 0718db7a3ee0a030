package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionScheme;

/**
 * Reads the versions in prose behind a product's name: "before 1.2", "&gt;= 1.0, &lt; 1.4", "1.2
 * and earlier", "3.2 before 3.2.20, and 4.2 before 4.2.3". A recursive descent over {@link
 * PhraseToken}s; what it does not know ends the reading, and what it read before counts. In a field
 * that holds nothing but versions, an unknown word makes the whole unreadable: see {@link
 * org.snowguard.core.version.VersionText}.
 */
final class VersionPhrases {
  private static final Pattern SERIES = Pattern.compile("^(.*\\d)((?:\\.[xX*])+)$");

  /**
   * What was read.
   *
   * @param complete whether nothing was left over
   */
  record Reading(List<Interval> intervals, List<Bound> single, boolean complete) {}

  private final List<PhraseToken> tokens;
  private final VersionScheme scheme;
  private final List<Interval> intervals = new ArrayList<>();
  private final List<Bound> single = new ArrayList<>();
  private int at;

  private VersionPhrases(List<PhraseToken> tokens, VersionScheme scheme) {
    this.tokens = tokens;
    this.scheme = scheme;
  }

  static Reading read(String text, int from, VersionScheme scheme) {
    VersionPhrases phrases = new VersionPhrases(PhraseToken.of(text, from), scheme);
    phrases.skip();
    while (phrases.phrase()) {
      phrases.skip();
    }
    return new Reading(
        List.copyOf(phrases.intervals),
        List.copyOf(phrases.single),
        phrases.at == phrases.tokens.size());
  }

  /** The upper bound that a text stands for: {@code 2.*} is the end of series 2. */
  static Bound upper(String text, VersionScheme scheme, boolean inclusive) {
    var series = SERIES.matcher(text);
    return series.matches()
        ? Bound.endOfSeries(series.group(1), scheme)
        : Bound.at(text, scheme, inclusive);
  }

  /** The lower bound that a text stands for: {@code 2.x} begins with 2. */
  static Bound lower(String text, VersionScheme scheme, boolean inclusive) {
    var series = SERIES.matcher(text);
    return Bound.at(series.matches() ? series.group(1) : text, scheme, inclusive);
  }

  private boolean phrase() {
    PhraseToken token = peek(0);
    if (token == null) {
      return false;
    }
    return switch (token.kind()) {
      case INCLUSIVE_LOWER -> fromLower(true);
      case EXCLUSIVE_LOWER -> fromLower(false);
      case EXCLUSIVE_UPPER -> upperOnly(false);
      case INCLUSIVE_UPPER -> upperOnly(true);
      case VERSION -> fromVersion(token.text());
      case EXACTLY -> exactly();
      case AND_EARLIER, AND_LATER, JOIN, FILLER, OTHER -> false;
    };
  }

  /** {@code >= 1.0}, {@code from 1.0 before 1.2}. */
  private boolean fromLower(boolean inclusive) {
    int start = at++;
    String version = version();
    if (version == null) {
      at = start;
      return false;
    }
    Bound lower = lower(version, scheme, inclusive);
    Bound upper = optionalUpper();
    intervals.add(new Interval(lower, upper));
    return true;
  }

  /** {@code before 1.2}, and each of {@code prior to 1.2.9, 1.3.4, and 1.4.1}. */
  private boolean upperOnly(boolean inclusive) {
    int start = at++;
    String version = version();
    if (version == null) {
      at = start;
      return false;
    }
    intervals.add(new Interval(null, upper(version, scheme, inclusive)));
    consume(PhraseToken.Kind.AND_EARLIER);
    while (version != null) {
      version = nextInList();
      if (version != null) {
        intervals.add(new Interval(null, upper(version, scheme, inclusive)));
      }
    }
    return true;
  }

  private boolean fromVersion(String version) {
    at++;
    if (isFollowedByEarlier()) {
      intervals.add(new Interval(null, upper(version, scheme, true)));
    } else if (isFollowedBy(PhraseToken.Kind.AND_LATER)) {
      intervals.add(new Interval(lower(version, scheme, true), null));
    } else {
      addFrom(version, optionalUpper());
    }
    return true;
  }

  private boolean exactly() {
    int start = at++;
    String version = version();
    if (version == null) {
      at = start;
      return false;
    }
    addFrom(version, null);
    return true;
  }

  private void addFrom(String version, @Nullable Bound upper) {
    if (upper != null) {
      intervals.add(new Interval(lower(version, scheme, true), upper));
    } else if (SERIES.matcher(version).matches()) {
      intervals.add(new Interval(lower(version, scheme, true), upper(version, scheme, true)));
    } else {
      single.add(Bound.at(version, scheme, true));
    }
  }

  /** An upper bound next in the text, with nothing but joints before it. */
  private @Nullable Bound optionalUpper() {
    int start = at;
    skip();
    PhraseToken token = peek(0);
    if (token != null
        && (token.kind() == PhraseToken.Kind.EXCLUSIVE_UPPER
            || token.kind() == PhraseToken.Kind.INCLUSIVE_UPPER)) {
      at++;
      String version = version();
      if (version != null) {
        Bound end = upper(version, scheme, token.kind() == PhraseToken.Kind.INCLUSIVE_UPPER);
        // "1.0 through 6.x before 6.3.1": the last series ends there
        Bound nearer = end.series() ? optionalUpper() : null;
        return nearer == null ? end : nearer;
      }
    }
    at = start;
    return null;
  }

  /**
   * {@code and earlier}, {@code (and prior versions)}; "and before" too, where no version follows.
   */
  private boolean isFollowedByEarlier() {
    if (isFollowedBy(PhraseToken.Kind.AND_EARLIER)) {
      return true;
    }
    int start = at;
    skip();
    PhraseToken token = peek(0);
    if (at > start && token != null && token.kind() == PhraseToken.Kind.EXCLUSIVE_UPPER) {
      at++;
      int afterWord = at;
      if (version() == null) {
        at = afterWord;
        return true;
      }
    }
    at = start;
    return false;
  }

  private boolean isFollowedBy(PhraseToken.Kind kind) {
    int start = at;
    skip();
    if (consume(kind)) {
      return true;
    }
    at = start;
    return false;
  }

  /** The next version of a list, unless it begins a phrase of its own. */
  private @Nullable String nextInList() {
    int start = at;
    skip();
    String version = at > start ? version() : null;
    boolean ownPhrase =
        version != null
            && (isFollowedByEarlier()
                || isFollowedBy(PhraseToken.Kind.AND_LATER)
                || optionalUpper() != null);
    if (version == null || ownPhrase) {
      at = start;
      return null;
    }
    return version;
  }

  private @Nullable String version() {
    while (consume(PhraseToken.Kind.FILLER)) {
      // "before version 1.2": the word adds nothing
    }
    PhraseToken token = peek(0);
    if (token == null || token.kind() != PhraseToken.Kind.VERSION) {
      return null;
    }
    at++;
    return token.text();
  }

  private void skip() {
    while (consume(PhraseToken.Kind.JOIN) || consume(PhraseToken.Kind.FILLER)) {
      // joints and fillers stand between phrases
    }
  }

  private boolean consume(PhraseToken.Kind kind) {
    PhraseToken token = peek(0);
    if (token != null && token.kind() == kind) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable PhraseToken peek(int ahead) {
    return at + ahead < tokens.size() ? tokens.get(at + ahead) : null;
  }
}
