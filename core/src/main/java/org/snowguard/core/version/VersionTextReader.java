package org.snowguard.core.version;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.version.VersionText.Any;
import org.snowguard.core.version.VersionText.AnyOf;
import org.snowguard.core.version.VersionText.Bounds;
import org.snowguard.core.version.VersionText.Exact;
import org.snowguard.core.version.VersionText.NotAVersion;
import org.snowguard.core.version.VersionTextScanner.Kind;
import org.snowguard.core.version.VersionTextScanner.Piece;

/** Reads the pieces of a field: clauses, each one version, one series, one interval or "all". */
final class VersionTextReader {

  private static final Set<String> FILLERS =
      Set.of(
          "version",
          "versions",
          "ver",
          "v",
          "release",
          "releases",
          "from",
          "all",
          "any",
          "the",
          "starting",
          "with",
          "since",
          "affected",
          "series",
          "branch");
  private static final Set<String> EVERYTHING = Set.of("all", "any", "every");
  private static final Set<String> JOINERS = Set.of("and", "or");
  private static final Set<String> EARLIER =
      Set.of("prior", "earlier", "below", "lower", "older", "previous", "before", "under");
  private static final Set<String> LATER =
      Set.of("later", "above", "newer", "higher", "greater", "up", "onwards", "onward");
  private static final Set<String> BEFORE = Set.of("before", "below", "prior", "under");
  private static final Set<String> COMPARATIVES = Set.of("earlier", "lower", "older", "less");
  private static final Set<String> UP_TO = Set.of("to", "through", "thru", "until", "till");
  private static final Set<String> INCLUSIVE = Set.of("including", "inclusive", "equal");

  private final List<Piece> pieces;
  private int at;

  VersionTextReader(List<Piece> pieces) {
    this.pieces = pieces;
  }

  VersionText read() {
    List<VersionText> clauses = new ArrayList<>();
    while (at < pieces.size()) {
      if (isSeparator()) {
        at++;
        continue;
      }
      boolean continued = isWord(UP_TO) || isWord(BEFORE) || isWord(Set.of("up"));
      @Nullable VersionText clause = readClause();
      boolean ended = at >= pieces.size() || isSeparator() || is(Kind.OPERATOR);
      if (clause == null || !ended) {
        return new NotAVersion("words that state no version or range");
      }
      if (isBareAfterBound(clauses, clause)) {
        return new NotAVersion("a list of fixed versions that does not tell their branches");
      }
      addClause(clauses, continued ? fromBefore(clauses, clause) : clause);
    }
    return switch (clauses.size()) {
      case 0 -> new NotAVersion("nothing that could be a version");
      case 1 -> clauses.getFirst();
      default -> new AnyOf(List.copyOf(clauses));
    };
  }

  /** {@code before 1.8.5, 2.11.3}: two branches, of which only the fixes are named. */
  private static boolean isBareAfterBound(List<VersionText> clauses, VersionText clause) {
    return !clauses.isEmpty()
        && clause instanceof Exact
        && clauses.getLast() instanceof Bounds bounds
        && bounds.lower() == null;
  }

  /** {@code 19.8, through 19.8.2} is one interval; takes its beginning off the list. */
  private static VersionText fromBefore(List<VersionText> clauses, VersionText clause) {
    if (clauses.size() == 1
        && clauses.getFirst() instanceof Exact first
        && clause instanceof Bounds bounds
        && bounds.lower() == null) {
      clauses.clear();
      return new Bounds(first.version(), true, bounds.upper(), bounds.upperInclusive());
    }
    return clause;
  }

  /** {@code >= 1.0, < 1.4} is one interval; {@code < 1.2, >= 2.0} are two. */
  private static void addClause(List<VersionText> clauses, VersionText clause) {
    if (!clauses.isEmpty()
        && clauses.getLast() instanceof Bounds first
        && clause instanceof Bounds second) {
      @Nullable Bounds joined = VersionIntervals.join(first, second);
      if (joined != null) {
        clauses.set(clauses.size() - 1, joined);
        return;
      }
    }
    clauses.add(clause);
  }

  private @Nullable VersionText readClause() {
    boolean everything = skipFillers();
    if (at >= pieces.size()) {
      return everything ? new Any() : null;
    }
    if (is(Kind.OPERATOR)) {
      return readOperator(null);
    }
    if (isWord(Set.of("between"))) {
      at++;
      return readBetween();
    }
    @Nullable VersionText upper = readUpper(null);
    if (upper != null) {
      return upper;
    }
    if (is(Kind.VERSION)) {
      return readFromVersion(next().text());
    }
    return everything && isSeparator() ? new Any() : null;
  }

  private @Nullable VersionText readBetween() {
    @Nullable String lower = readVersion();
    if (lower == null || !isWord(JOINERS)) {
      return null;
    }
    at++;
    @Nullable String upper = readVersion();
    return upper == null ? null : VersionIntervals.interval(lower, upper, true);
  }

  private VersionText readFromVersion(String version) {
    skipFillers();
    if (isWord(INCLUSIVE)) {
      at++;
    }
    int mark = at;
    if (is(Kind.OPERATOR)) {
      @Nullable VersionText bounds = readOperator(version);
      if (bounds != null) {
        return bounds;
      }
      at = mark;
    }
    @Nullable VersionText range = readUpper(version);
    if (range != null) {
      return range;
    }
    @Nullable VersionText open = readAndOlderOrNewer(version);
    return open != null ? open : VersionIntervals.single(version);
  }

  /** {@code before 1.2}, {@code up to and including 1.2}, {@code to 1.2}, {@code - 1.2}. */
  private @Nullable VersionText readUpper(@Nullable String lower) {
    int mark = at;
    boolean inclusive;
    if (isWord(BEFORE)) {
      at++;
      skipWord("to");
      skipWord("than");
      inclusive = false;
    } else if (isWord(COMPARATIVES) && isWordAt(at + 1, "than")) {
      at += 2;
      inclusive = false;
    } else if (isWord(Set.of("up")) && isWordAt(at + 1, "to")) {
      at += 2;
      inclusive = true;
    } else if (isWord(UP_TO) || (lower != null && is(Kind.DASH))) {
      at++;
      skipWord("to");
      inclusive = true;
    } else {
      return null;
    }
    inclusive = readInclusion(inclusive);
    @Nullable String upper = readVersion();
    if (upper == null) {
      at = mark;
      return null;
    }
    return VersionIntervals.interval(lower, upper, readInclusion(inclusive));
  }

  /** {@code and including}, {@code but not including}, {@code (excluding)}. */
  private boolean readInclusion(boolean otherwise) {
    int mark = at;
    boolean negated = false;
    while (isWord(Set.of("and", "or", "but", "not"))) {
      negated |= isWord(Set.of("not"));
      at++;
    }
    if (isWord(INCLUSIVE)) {
      at++;
      skipWord("to");
      return !negated;
    }
    if (isWord(Set.of("excluding", "exclusive"))) {
      at++;
      return false;
    }
    at = mark;
    return otherwise;
  }

  private @Nullable VersionText readAndOlderOrNewer(String version) {
    int mark = at;
    boolean joined = isWord(JOINERS);
    if (joined) {
      at++;
    }
    skipFillers();
    boolean earlier = isWord(EARLIER);
    boolean later = isWord(LATER) && (joined || !isWord(Set.of("up")));
    if (!earlier && !later) {
      at = mark;
      return null;
    }
    at++;
    skipFillers();
    return earlier
        ? VersionIntervals.interval(null, version, true)
        : new Bounds(VersionIntervals.lowerBound(version), true, null, false);
  }

  private @Nullable VersionText readOperator(@Nullable String lower) {
    String operator = next().text();
    skipFillers();
    if (lower != null && at >= pieces.size() && operator.equals("<")) {
      return VersionIntervals.interval(null, lower, false);
    }
    @Nullable String version = readVersion();
    if (version == null) {
      return null;
    }
    return switch (operator) {
      case "<" -> VersionIntervals.interval(lower, version, false);
      case "<=" -> VersionIntervals.interval(lower, version, true);
      case ">" -> lower == null ? new Bounds(version, false, null, false) : null;
      case ">=" ->
          lower == null
              ? new Bounds(VersionIntervals.lowerBound(version), true, null, false)
              : null;
      case "=" -> lower == null ? VersionIntervals.single(version) : null;
      default -> null;
    };
  }

  private @Nullable String readVersion() {
    skipFillers();
    return is(Kind.VERSION) ? next().text() : null;
  }

  /** Returns whether one of the words skipped meant every version. */
  private boolean skipFillers() {
    boolean everything = false;
    while (isWord(FILLERS)) {
      everything |= EVERYTHING.contains(next().text());
    }
    return everything;
  }

  private void skipWord(String word) {
    if (isWordAt(at, word)) {
      at++;
    }
  }

  private Piece next() {
    return pieces.get(at++);
  }

  private boolean is(Kind kind) {
    return at < pieces.size() && pieces.get(at).kind() == kind;
  }

  private boolean isSeparator() {
    return is(Kind.SEPARATOR) || isWord(JOINERS);
  }

  private boolean isWord(Set<String> words) {
    return is(Kind.WORD) && words.contains(pieces.get(at).text());
  }

  private boolean isWordAt(int index, String word) {
    return index < pieces.size()
        && pieces.get(index).kind() == Kind.WORD
        && pieces.get(index).text().equals(word);
  }
}
