package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.ParsedVersion;
import org.snowguard.core.version.VersionEvidence;
import org.snowguard.core.version.VersionOrder;
import org.snowguard.core.version.VersionScheme;

/** The version in question, read once for each scheme that a bound is written in. */
final class SubjectVersion {
  private static final Pattern TWO_VERSIONS =
      Pattern.compile("\\d+(?:\\.\\d+)+-(\\d+(?:\\.\\d+)+)");

  private final String text;
  private final String projectName;
  private final VersionScheme packageScheme;
  private final VersionEvidence evidence;
  private final SeriesNumbers numbers;

  /** The second version of {@code 2.13-4.1.2}, where nothing says which of the two is meant. */
  private final @Nullable String tail;

  private final Map<VersionScheme, ParsedVersion> parsed = new ConcurrentHashMap<>();

  private SubjectVersion(
      String text,
      String projectName,
      VersionScheme packageScheme,
      VersionEvidence evidence,
      @Nullable String tail) {
    this.text = text;
    this.projectName = projectName;
    this.packageScheme = packageScheme;
    this.evidence = evidence;
    this.numbers = SeriesNumbers.of(text);
    this.tail = tail;
  }

  static SubjectVersion of(NixPackage pkg, String version, ProjectVersions known) {
    List<ParsedVersion> scale = new ArrayList<>();
    scale.add(ParsedVersion.parse(version, VersionScheme.GENERIC, pkg.pname()));
    for (String other : known.versions()) {
      scale.add(ParsedVersion.parse(other, VersionScheme.GENERIC, pkg.pname()));
    }
    return new SubjectVersion(
        version,
        pkg.pname(),
        schemeOf(pkg.packageSet()),
        VersionEvidence.ofKnownVersions(scale),
        isKernelModule(pkg) ? null : secondVersion(version));
  }

  /** They carry their kernel's version behind the dash: theirs is the first. */
  static boolean isKernelModule(NixPackage pkg) {
    return pkg.packageSet().startsWith("linux");
  }

  private static @Nullable String secondVersion(String version) {
    Matcher two = TWO_VERSIONS.matcher(version);
    if (!two.matches()) {
      return null;
    }
    // The number of a build is shorter than the version: 4.9.59-1.20171029
    String tail = two.group(1);
    boolean longer = SeriesNumbers.of(tail).size() > SeriesNumbers.of(version).size();
    return longer ? tail : null;
  }

  /** The package set tells whose rules its versions follow. */
  static VersionScheme schemeOf(String packageSet) {
    String set = packageSet.toLowerCase(Locale.ROOT);
    if (set.startsWith("python") || set.startsWith("pypy")) {
      return VersionScheme.PYTHON;
    }
    if (set.startsWith("perl")) {
      return VersionScheme.PERL;
    }
    if (set.startsWith("haskell")) {
      return VersionScheme.HASKELL;
    }
    return set.startsWith("ruby") ? VersionScheme.RUBY_GEM : VersionScheme.GENERIC;
  }

  /** The scheme whose rules the package's own versions follow. */
  VersionScheme packageScheme() {
    return packageScheme;
  }

  /**
   * The scheme to compare in. {@code semver} is what forms put there when nobody chose: its rule
   * that whatever follows a dash comes before the release would clear 7.1.1-20, so the generic
   * rules, which abstain there, are taken instead.
   */
  VersionScheme schemeFor(VersionScheme stated) {
    return switch (stated) {
      case GENERIC, SEMVER -> packageScheme;
      case PYTHON, MAVEN, RPM, DEBIAN, RUBY_GEM, HASKELL, PERL, GIT -> stated;
    };
  }

  String text() {
    return text;
  }

  SeriesNumbers numbers() {
    return numbers;
  }

  boolean isSnapshot() {
    return parsed(VersionScheme.GENERIC).isSnapshot();
  }

  /** Whether it is the bound's version with a dash and a number of a build: 2.38-27 of 2.38. */
  boolean isBuildOf(Bound bound) {
    int dash = text.indexOf('-');
    return dash > 0
        && dash + 1 < text.length()
        && Character.isDigit(text.charAt(dash + 1))
        && VersionOrder.compare(
                ParsedVersion.parse(text.substring(0, dash), bound.version().scheme(), projectName),
                bound.version())
            == Order.EQUAL;
  }

  Order compare(Bound bound) {
    Order order = VersionOrder.compare(parsed(bound.version().scheme()), bound.version(), evidence);
    return tail == null || order == compareTail(tail, bound) ? order : Order.UNKNOWN;
  }

  private static Order compareTail(String tail, Bound bound) {
    return VersionOrder.compare(
        ParsedVersion.parse(tail, bound.version().scheme()), bound.version());
  }

  /** One line for people: {@code 2.30.0 < 2.31.0 (python)}. */
  String explain(Bound bound) {
    if (tail != null && compare(bound) == Order.UNKNOWN) {
      return "%s ? %s: it may be version %s".formatted(text, bound.text(), tail);
    }
    if (bound.series()) {
      return "%s %s %s".formatted(text, sign(compareSeries(bound)), bound.text());
    }
    return VersionOrder.explain(parsed(bound.version().scheme()), bound.version(), evidence);
  }

  /** As {@link #compare}, where every member of the bound's series equals the bound. */
  Order compareSeries(Bound bound) {
    return numbers.startsWith(bound.numbers()) ? Order.EQUAL : compare(bound);
  }

  /** Why an order is unknown, as a reason of the listed set. */
  ReasonCode whyUndecided(Bound bound) {
    if (!bound.version().isComparable()) {
      return bound.version().isSnapshot()
          ? ReasonCode.COMMITS_ONLY
          : ReasonCode.UNREADABLE_VERSIONS;
    }
    if (isSnapshot()) {
      return ReasonCode.UNRELEASED_SNAPSHOT;
    }
    if (tail != null) {
      return ReasonCode.NOT_COMPARABLE;
    }
    boolean calendar = parsed(bound.version().scheme()).isCalendarLike();
    boolean sameKind = calendar == bound.version().isCalendarLike();
    boolean ordinaryOrder =
        VersionOrder.compare(parsed(bound.version().scheme()), bound.version()) != Order.UNKNOWN;
    return sameKind && !ordinaryOrder ? ReasonCode.NOT_COMPARABLE : ReasonCode.DIFFERENT_SCALES;
  }

  private static String sign(Order order) {
    return order == Order.EQUAL ? "in" : order.sign();
  }

  private ParsedVersion parsed(VersionScheme scheme) {
    return parsed.computeIfAbsent(scheme, s -> ParsedVersion.parse(text, s, projectName));
  }
}
