package org.snowguard.core.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.version.Order;
import org.snowguard.core.version.VersionScheme;

/**
 * What a description says of a version, where the entries say nothing: "X before 1.2.3", "in X 1.2
 * and earlier". Versions count only behind the project's name; everything else is left unread.
 * Prose gives no complete lists, so a version below what it names is undecided, never safe.
 */
final class ProseRule {
  private static final Pattern LOOKS_LIKE_VERSION = Pattern.compile("\\d+[._-].*|\\d{3,}.*");
  private static final int SHORTEST_NAME = 2;

  private final RecordProse prose;
  private final SubjectVersion version;

  private ProseRule(RecordProse prose, SubjectVersion version) {
    this.prose = prose;
    this.version = version;
  }

  /** Empty when the prose names no versions of the project. */
  static Optional<Opinion> opinion(
      RecordProse prose, List<AffectedEntry> entries, NixPackage pkg, SubjectVersion version) {
    ProseRule rule = new ProseRule(prose, version);
    return names(entries, pkg).stream()
        .map(rule::behind)
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Opinion::stance));
  }

  /** Whether the prose names ranges, each of which begins above the version. */
  static boolean namesOnlyLater(
      RecordProse prose, List<AffectedEntry> entries, NixPackage pkg, SubjectVersion version) {
    VersionScheme scheme = version.schemeFor(VersionScheme.GENERIC);
    List<Interval> ranges =
        names(entries, pkg).stream()
            .flatMap(name -> prose.behind(name, scheme).stream())
            .flatMap(phrase -> phrase.reading().intervals().stream())
            .toList();
    return !ranges.isEmpty()
        && ranges.stream().allMatch(i -> i.position(version) == Interval.Position.BELOW);
  }

  /** All that stands behind a name, read together: a later sentence may add a series. */
  private Optional<Opinion> behind(String name) {
    Map<Interval, RecordProse.Phrase> ranges = new LinkedHashMap<>();
    List<Bound> named = new ArrayList<>();
    Optional<Opinion> single = Optional.empty();
    for (RecordProse.Phrase phrase : prose.behind(name, version.schemeFor(VersionScheme.GENERIC))) {
      String quote = phrase.quote();
      phrase.reading().intervals().forEach(interval -> ranges.putIfAbsent(interval, phrase));
      List<Bound> here =
          phrase.reading().single().stream()
              .filter(one -> LOOKS_LIKE_VERSION.matcher(one.version().text()).matches())
              .toList();
      named.addAll(here);
      if (single.isEmpty() && !here.isEmpty()) {
        single = Optional.of(amongNamed(here, quote));
      }
    }
    return ranges.isEmpty() ? single : Optional.of(inRanges(ranges, named));
  }

  /** Affected in one range counts more than doubts in others. */
  private Opinion inRanges(Map<Interval, RecordProse.Phrase> ranges, List<Bound> named) {
    return ranges.entrySet().stream()
        .filter(range -> !isOfLaterBranch(range.getKey(), range.getValue().reading()))
        .map(range -> within(range.getKey(), range.getValue().quote()))
        .flatMap(Optional::stream)
        .min(Comparator.comparing(Opinion::stance))
        .orElseGet(() -> outside(ranges, named));
  }

  /**
   * "Before 13.7.8, 13.8.5 and 13.9.2" are three branches: what is above the fix of its own is not
   * affected for being below that of a later one. Another phrase may speak of another flaw.
   */
  private boolean isOfLaterBranch(Interval interval, VersionPhrases.Reading phrase) {
    Bound upper = interval.upper();
    return interval.lower() == null
        && upper != null
        && phrase.intervals().stream()
            .filter(fixed -> fixed.lower() == null && isAboveOnItsBranch(fixed))
            .map(fixed -> Objects.requireNonNull(fixed.upper()).numbers().series())
            .anyMatch(series -> !upper.numbers().startsWith(series));
  }

  private boolean isAboveOnItsBranch(Interval interval) {
    Bound upper = interval.upper();
    return upper != null
        && interval.position(version) == Interval.Position.ABOVE
        && upper.numbers().size() > 1
        && version.numbers().startsWith(upper.numbers().series());
  }

  private Optional<Opinion> within(Interval interval, String quote) {
    Interval.Position position = interval.position(version);
    if (position == Interval.Position.INSIDE) {
      return Optional.of(inside(interval, quote));
    }
    return position == Interval.Position.UNDECIDED || interval.isEmptyOrInverted()
        ? Optional.of(undecided(interval.whyUndecided(version), interval.trace(version), quote))
        : Optional.empty();
  }

  private Opinion outside(Map<Interval, RecordProse.Phrase> ranges, List<Bound> named) {
    List<Interval> intervals = List.copyOf(ranges.keySet());
    Interval nearest = Interval.nearestBelow(intervals, version);
    String quote = Objects.requireNonNull(ranges.get(nearest)).quote();
    if (!isCleared(intervals)) {
      return undecided(
          ReasonCode.NOT_ASSESSED, version.text() + " is in no series that is named", quote);
    }
    List<Bound> read =
        intervals.stream().flatMap(interval -> ClaimBounds.of(interval).stream()).toList();
    return ProseVersions.unread(prose.text(), read, named, version)
        .map(
            other ->
                undecided(
                    ReasonCode.NOT_ASSESSED,
                    "%s, but %s is named too".formatted(nearest.trace(version), other.text()),
                    quote))
        .orElseGet(
            () ->
                said(
                    Opinion.Stance.NOT_AFFECTED,
                    ReasonCode.OUTSIDE_AFFECTED_RANGES,
                    nearest.trace(version),
                    quote));
  }

  /** "1.2 and earlier" reaches back within the major version; further back nobody has looked. */
  private Opinion inside(Interval interval, String quote) {
    Bound upper = interval.upper();
    if (upper == null) {
      return undecided(ReasonCode.NOT_ASSESSED, "no end of the range is named", quote);
    }
    boolean farBelow = interval.lower() == null && version.numbers().isOlderMajor(upper.numbers());
    return farBelow
        ? undecided(
            ReasonCode.NOT_ASSESSED,
            "%s is of an older major version than %s".formatted(version.text(), upper.text()),
            quote)
        : said(
            Opinion.Stance.AFFECTED, ReasonCode.IN_AFFECTED_RANGE, interval.trace(version), quote);
  }

  /** Above every range that is named, or above the fix of its own series. */
  private boolean isCleared(List<Interval> intervals) {
    boolean aboveAll =
        intervals.stream().allMatch(i -> i.position(version) == Interval.Position.ABOVE);
    boolean aboveOwn = intervals.stream().anyMatch(this::isAboveOnItsBranch);
    boolean snapshotOfLast = intervals.stream().anyMatch(i -> i.isSnapshotOfLast(version));
    boolean afterSeries = Interval.nearestBelow(intervals, version).isSeriesAlone();
    return (aboveAll || aboveOwn) && !snapshotOfLast && !afterSeries;
  }

  private Opinion amongNamed(List<Bound> named, String quote) {
    for (Bound one : named) {
      if (version.compare(one) == Order.EQUAL) {
        return said(
            Opinion.Stance.AFFECTED, ReasonCode.LISTED_AFFECTED, version.explain(one), quote);
      }
    }
    return said(
        Opinion.Stance.NOT_ASSESSED,
        ReasonCode.NOT_ASSESSED,
        "only %s is named".formatted(named.getFirst().text()),
        quote);
  }

  private Opinion undecided(ReasonCode code, String trace, String quote) {
    return said(Opinion.Stance.UNDECIDED, code, trace, quote);
  }

  private Opinion said(Opinion.Stance stance, ReasonCode code, String trace, String quote) {
    return new Opinion(stance, code, "%s, from \"%s\"".formatted(trace, quote), prose.pointer());
  }

  private static Set<String> names(List<AffectedEntry> entries, NixPackage pkg) {
    Set<String> names = new TreeSet<>();
    add(names, pkg.pname());
    add(names, pkg.attributeLeaf());
    add(names, pkg.attributeLeaf().replaceFirst("[_-]?\\d[\\d_]*$", ""));
    for (AffectedEntry entry : entries) {
      add(names, entry.product());
      add(names, entry.packageName());
    }
    return names;
  }

  private static void add(Set<String> names, @Nullable String name) {
    String lower = Objects.requireNonNullElse(name, "").toLowerCase(Locale.ROOT).strip();
    if (lower.length() >= SHORTEST_NAME && !lower.equals("n/a")) {
      names.add(lower);
    }
  }
}
