package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.cpe.CpeName;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.Container;
import org.snowguard.core.record.VersionChange;
import org.snowguard.core.record.VersionStatement;
import org.snowguard.core.record.VersionStatus;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;
import org.snowguard.core.version.VersionText;

/** A statement of a record on versions, read as far as it can be. */
record Statement(
    Claim claim,
    VersionStatus status,
    List<VersionChange> changes,
    VersionScheme scheme,
    String pointer) {

  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "",
          "-",
          "n/a",
          "na",
          "none",
          "unspecified",
          "unknown",
          "not specified",
          "see references");
  private static final Set<String> ZERO = Set.of("0", "0.0", "0.0.0", "earlier", "next of");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,40}");

  /** {@code 9.0.1; Java SE Embedded: 8u151; JRockit: R28.3.16}: the rest is of other products. */
  private static final Pattern OTHER_PRODUCTS =
      Pattern.compile("(?<=\\d);\\s*\\p{Lu}[\\p{Alpha} ]*:.*$");

  private static final Pattern NOTE_IN_PARENTHESES = Pattern.compile("\\s+\\([^)]*\\)$");

  /** The statements of an entry, in order. */
  static List<Statement> of(AffectedEntry entry, SubjectVersion subject) {
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < entry.versions().size(); i++) {
      VersionStatement written = entry.versions().get(i);
      VersionScheme stated = VersionScheme.fromVersionType(written.versionType());
      VersionScheme scheme =
          subject.schemeFor(stated == VersionScheme.GIT ? VersionScheme.GENERIC : stated);
      statements.add(
          new Statement(
              claim(written, stated, scheme),
              written.status(),
              written.changes(),
              scheme,
              pointer(entry, i)));
    }
    return statements;
  }

  /**
   * Entries of other sources are mapped: their statements have no place of their own in the record.
   */
  private static String pointer(AffectedEntry entry, int index) {
    Container.Role role = entry.container().role();
    boolean cveRecord = role == Container.Role.CNA || role == Container.Role.ADP;
    return cveRecord ? entry.pointer() + "/versions/" + index : entry.pointer();
  }

  private static Claim claim(VersionStatement written, VersionScheme stated, VersionScheme scheme) {
    String version = cleaned(written.version());
    String lessThan = blankToNull(written.lessThan());
    String lessThanOrEqual = blankToNull(written.lessThanOrEqual());
    if (isCommit(version, stated)
        || isCommit(lessThan, stated)
        || isCommit(lessThanOrEqual, stated)) {
      return new Claim.Commits();
    }
    if (lessThan == null && lessThanOrEqual == null) {
      return written.changes().isEmpty() ? single(version, scheme) : openRange(version, scheme);
    }
    List<String> ends = fixesOfBranches(lessThan);
    if (ends.size() > 1 && lower(version, scheme) == null) {
      return new Claim.Ranges(
          ends.stream().map(end -> new Interval(null, Bound.at(end, scheme, false))).toList());
    }
    Bound upper =
        lessThan != null
            ? upper(lessThan, scheme, false)
            : lessThanOrEqual == null ? null : upper(lessThanOrEqual, scheme, true);
    Interval interval = new Interval(lower(version, scheme), upper);
    boolean changesAll = interval.lower() == null && upper == null && !written.changes().isEmpty();
    return changesAll
        ? new Claim.Ranges(List.of(interval))
        : range(version, interval, written.status());
  }

  /** {@code "lessThan": "7.17.16, 8.11.3"} names the fix of each branch. */
  private static List<String> fixesOfBranches(@Nullable String lessThan) {
    if (lessThan == null
        || !(VersionText.read(cleaned(lessThan)) instanceof VersionText.AnyOf several)) {
      return List.of();
    }
    List<String> fixes = new ArrayList<>();
    for (VersionText one : several.alternatives()) {
      if (!(one instanceof VersionText.Exact(String fix))) {
        return List.of();
      }
      fixes.add(fix);
    }
    return fixes;
  }

  private static Claim range(String version, Interval interval, VersionStatus status) {
    Bound upper = interval.upper();
    if (upper != null && upper.text().isEmpty()) {
      return new Claim.Unreadable(version);
    }
    if (interval.lower() == null && upper == null) {
      return new Claim.EveryVersion();
    }
    return interval.isEmptyOrInverted()
        ? contradictory(interval, status)
        : new Claim.Ranges(List.of(interval));
  }

  private static Claim contradictory(Interval interval, VersionStatus status) {
    Bound lower = Objects.requireNonNull(interval.lower());
    Bound upper = Objects.requireNonNull(interval.upper());
    String written = "from %s to %s".formatted(lower.text(), upper.text());
    boolean inverted = VersionOrder.compare(lower.version(), upper.version()) == Order.GREATER;
    if (inverted || status != VersionStatus.AFFECTED) {
      Bound greater = new Bound(inverted ? lower.version() : upper.version(), true, false);
      return new Claim.Ranges(List.of(new Interval(null, greater, written)));
    }
    // Chrome's form: "version" and "lessThan" are both the fix. That version alone stays open.
    Bound point = new Bound(upper.version(), true, false);
    return new Claim.Ranges(
        List.of(new Interval(null, upper), new Interval(point, point, written)));
  }

  private static Claim openRange(String version, VersionScheme scheme) {
    return new Claim.Ranges(List.of(new Interval(lower(version, scheme), null)));
  }

  private static Claim single(String version, VersionScheme scheme) {
    if (PLACEHOLDERS.contains(version.toLowerCase(Locale.ROOT)) || ZERO.contains(version)) {
      return new Claim.NoVersion();
    }
    return switch (VersionText.read(version)) {
      case VersionText.Exact exact -> listed(List.of(exact), scheme);
      case VersionText.Any _ -> new Claim.EveryVersion();
      case VersionText.NotAVersion _ -> new Claim.Unreadable(version);
      case VersionText.Series series -> ranges(List.of(series), version, scheme);
      case VersionText.Bounds bounds -> ranges(List.of(bounds), version, scheme);
      case VersionText.AnyOf several -> alternatives(several.alternatives(), version, scheme);
    };
  }

  private static Claim alternatives(List<VersionText> texts, String version, VersionScheme scheme) {
    if (texts.stream().anyMatch(VersionText.Any.class::isInstance)) {
      return new Claim.EveryVersion();
    }
    if (texts.stream().allMatch(VersionText.Exact.class::isInstance)) {
      return listed(texts, scheme);
    }
    // ">= 3.0.0, 3.5.0" has lost an operator: the open range is not meant.
    boolean openBesideSingle =
        texts.stream().anyMatch(Statement::isOpenEnded)
            && texts.stream().anyMatch(VersionText.Exact.class::isInstance);
    return openBesideSingle ? new Claim.Unreadable(version) : ranges(texts, version, scheme);
  }

  private static boolean isOpenEnded(VersionText text) {
    return text instanceof VersionText.Bounds bounds && bounds.upper() == null;
  }

  private static Claim listed(List<? extends VersionText> texts, VersionScheme scheme) {
    List<Bound> bounds = new ArrayList<>();
    for (VersionText text : texts) {
      if (text instanceof VersionText.Exact(String version)) {
        bounds.add(Bound.at(version, scheme, true));
      }
    }
    return new Claim.Listed(List.copyOf(bounds));
  }

  private static Claim ranges(
      List<? extends VersionText> texts, String version, VersionScheme scheme) {
    List<Interval> intervals = new ArrayList<>();
    for (VersionText text : texts) {
      Interval interval = interval(text, scheme);
      if (interval == null || interval.isEmptyOrInverted()) {
        return new Claim.Unreadable(version);
      }
      intervals.add(interval);
    }
    return new Claim.Ranges(List.copyOf(intervals));
  }

  private static @Nullable Interval interval(VersionText text, VersionScheme scheme) {
    return switch (text) {
      case VersionText.Exact(String version) -> {
        Bound point = Bound.at(version, scheme, true);
        yield new Interval(point, point);
      }
      case VersionText.Series(String prefix) ->
          new Interval(Bound.at(prefix, scheme, true), Bound.endOfSeries(prefix, scheme));
      case VersionText.Bounds bounds -> interval(bounds, scheme);
      case VersionText.Any _ -> new Interval(null, null);
      case VersionText.AnyOf _, VersionText.NotAVersion _ -> null;
    };
  }

  private static Interval interval(VersionText.Bounds bounds, VersionScheme scheme) {
    String lower = bounds.lower();
    String upper = bounds.upper();
    boolean bounded = lower != null && !ZERO.contains(lower);
    return new Interval(
        bounded && lower != null ? Bound.at(lower, scheme, bounds.lowerInclusive()) : null,
        upper == null ? null : Bound.end(upper, scheme, bounds.upperInclusive()));
  }

  private static @Nullable Bound lower(String version, VersionScheme scheme) {
    String word = version.toLowerCase(Locale.ROOT);
    if (PLACEHOLDERS.contains(word) || ZERO.contains(word)) {
      return null;
    }
    return switch (VersionText.read(version)) {
      case VersionText.Exact(String exact) -> Bound.at(exact, scheme, true);
      case VersionText.Series(String prefix) -> Bound.at(prefix, scheme, true);
      case VersionText.Any _ -> null;
      case VersionText.Bounds bounds ->
          bounds.lower() == null ? null : Bound.at(bounds.lower(), scheme, bounds.lowerInclusive());
      // Kept as it is: such a bound compares with nothing, so the range decides nothing.
      case VersionText.AnyOf _, VersionText.NotAVersion _ -> Bound.at(version, scheme, true);
    };
  }

  /** What the field says wins over its name: {@code "lessThan": "<= 2.2.1"} is met. */
  private static @Nullable Bound upper(String written, VersionScheme scheme, boolean inclusive) {
    String text = cleaned(written);
    if (PLACEHOLDERS.contains(text.toLowerCase(Locale.ROOT))) {
      return null;
    }
    return switch (VersionText.read(text)) {
      case VersionText.Exact(String exact) -> Bound.at(exact, scheme, inclusive);
      case VersionText.Series(String prefix) -> Bound.endOfSeries(prefix, scheme);
      case VersionText.Any _ -> null;
      case VersionText.Bounds bounds ->
          bounds.upper() == null
              ? Bound.at(text, scheme, inclusive)
              : Bound.end(bounds.upper(), scheme, bounds.upperInclusive());
      case VersionText.AnyOf _, VersionText.NotAVersion _ -> Bound.at(text, scheme, inclusive);
    };
  }

  /** Some put a whole CPE name where its version belongs (CPE 2.3, formatted string binding). */
  private static String withoutCpe(String text) {
    CpeName name = text.startsWith("cpe:") ? CpeName.of(text) : null;
    return name == null ? text : name.versionWithUpdate();
  }

  /** CPE names escape with backslashes, and some who copy from them leave those in. */
  private static String cleaned(String text) {
    String unescaped =
        OTHER_PRODUCTS.matcher(withoutCpe(text.strip()).replace("\\", "")).replaceFirst("");
    return unescaped.endsWith(")")
        ? NOTE_IN_PARENTHESES.matcher(unescaped).replaceFirst("")
        : unescaped;
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  /** Most versions: known to be no commits before they are parsed. */
  private static boolean isDottedNumbers(String word) {
    return word.indexOf('.') > 0 && word.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  /** {@code original_commit_for_fix} is said of releases too: the text decides. */
  private static boolean isCommit(@Nullable String text, VersionScheme stated) {
    if (text == null) {
      return false;
    }
    String word = text.strip();
    if (stated == VersionScheme.GIT && COMMIT.matcher(word).matches()) {
      return true;
    }
    if (isDottedNumbers(word)) {
      return false;
    }
    ParsedVersion read = ParsedVersion.parse(word, VersionScheme.GENERIC);
    return !read.isComparable() && read.isSnapshot();
  }
}
