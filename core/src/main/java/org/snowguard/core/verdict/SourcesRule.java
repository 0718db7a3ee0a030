package org.snowguard.core.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snowguard.core.record.Container;

/**
 * Merges what the sources of one record say, the more trusted first. An opinion that the version is
 * safe needs all that have one: if a less trusted source calls it affected, nobody knows.
 */
final class SourcesRule {
  /** A source with what it says. */
  record Voice(Container source, List<ReadEntry> entries, Opinion opinion) {
    String said() {
      String who = source.provider().isEmpty() ? source.role().name() : source.provider();
      return who + " says " + stance(opinion) + " (" + opinion.text() + ")";
    }

    Voice with(Opinion other) {
      return new Voice(source, entries, other);
    }

    private static String stance(Opinion opinion) {
      return switch (opinion.stance()) {
        case AFFECTED, UNBOUNDED -> "affected";
        case NOT_AFFECTED -> "not affected";
        case UNDECIDED, NOT_ASSESSED, SILENT -> "undecided";
      };
    }
  }

  /**
   * An OSV record is linked by its coordinate or repository, and its ranges are checked by those
   * who publish the packages; the others name products by words.
   */
  private static final List<Container.Role> TRUST =
      List.of(Container.Role.OSV, Container.Role.CNA, Container.Role.ADP, Container.Role.NVD);

  private SourcesRule() {}

  /** Whose word decides, with the opinion that is left when all are heard. */
  static Optional<Voice> decisive(List<ReadEntry> entries, SubjectVersion version) {
    Map<Container, List<ReadEntry>> bySource =
        entries.stream()
            .collect(
                Collectors.groupingBy(
                    read -> read.entry().container(),
                    () ->
                        new TreeMap<>(
                            Comparator.comparingInt(
                                    (Container source) -> TRUST.indexOf(source.role()))
                                .thenComparing(Container::provider)),
                    Collectors.toList()));
    List<Voice> voices =
        bySource.entrySet().stream()
            .map(
                e -> new Voice(e.getKey(), e.getValue(), SourceRule.opinion(e.getValue(), version)))
            .toList();
    return merged(voices, version);
  }

  private static Optional<Voice> merged(List<Voice> voices, SubjectVersion version) {
    List<Voice> bounding = voices.stream().filter(voice -> voice.opinion().bounds()).toList();
    if (bounding.isEmpty()) {
      return voices.stream().min(Comparator.comparing(voice -> voice.opinion().stance()));
    }
    Voice deciding = bounding.getFirst();
    Opinion weighed = deciding.opinion();
    for (Voice next : bounding.subList(1, bounding.size())) {
      boolean louder = isLouder(next.opinion(), weighed);
      weighed = weigh(deciding, weighed, next);
      deciding = louder ? next : deciding;
    }
    return Optional.of(
        deciding.with(
            weighed.stance() == Opinion.Stance.NOT_AFFECTED
                ? againstEveryVersion(weighed, deciding, voices, version)
                : weighed));
  }

  /** "Affected" decides where those who are more trusted cannot tell. */
  private static boolean isLouder(Opinion next, Opinion weighed) {
    return weighed.stance() == Opinion.Stance.UNDECIDED && next.stance() == Opinion.Stance.AFFECTED;
  }

  /**
   * "All versions are affected" may be an assigner's judgement, and the bound of another source a
   * guess at the fix. Those who keep records of packages name a fix as soon as there is one, so
   * against them only a fix that another names counts, not the last version that was looked at. Of
   * other sources it is only what their CPE names leave open.
   */
  private static Opinion againstEveryVersion(
      Opinion clear, Voice clearing, List<Voice> voices, SubjectVersion version) {
    return voices.stream()
        .filter(voice -> voice.opinion().stance() == Opinion.Stance.UNBOUNDED)
        .filter(voice -> voice.opinion().code() != ReasonCode.STATED_UNKNOWN)
        .filter(
            voice ->
                voice.source().role() == Container.Role.CNA
                    || (voice.source().role() == Container.Role.OSV
                        && !isByFix(clear, clearing, version)))
        .findFirst()
        .map(
            every ->
                clear.with(
                    Opinion.Stance.UNDECIDED,
                    ReasonCode.SOURCES_DISAGREE,
                    every.said() + "; " + clearing.said()))
        .orElse(clear);
  }

  /** Whether a version is clear by what is said of it, or by a range that ends with a fix. */
  private static boolean isByFix(Opinion clear, Voice clearing, SubjectVersion version) {
    if (clear.code() != ReasonCode.OUTSIDE_AFFECTED_RANGES) {
      return true;
    }
    List<Interval> below =
        clearing.entries().stream()
            .flatMap(entry -> entry.affectedIntervals().stream())
            .filter(interval -> interval.position(version) == Interval.Position.ABOVE)
            .toList();
    Bound end = below.isEmpty() ? null : Interval.nearestBelow(below, version).upper();
    return end != null && !end.inclusive();
  }

  /** Whether the very version is listed as safe: no range of another source says more of it. */
  private static boolean isListed(Opinion opinion) {
    return opinion.code() == ReasonCode.LISTED_UNAFFECTED;
  }

  private static Opinion weigh(Voice deciding, Opinion opinion, Voice next) {
    if (opinion.stance() == next.opinion().stance()) {
      return opinion;
    }
    String both = deciding.said() + "; " + next.said();
    return switch (opinion.stance()) {
      case AFFECTED ->
          next.opinion().stance() == Opinion.Stance.NOT_AFFECTED
              ? opinion.with(opinion.stance(), opinion.code(), both)
              : opinion;
      case NOT_AFFECTED ->
          isListed(opinion)
              ? opinion.with(opinion.stance(), opinion.code(), both)
              : opinion.with(Opinion.Stance.UNDECIDED, ReasonCode.SOURCES_DISAGREE, both);
      case UNDECIDED ->
          next.opinion().stance() == Opinion.Stance.AFFECTED
              ? next.opinion().with(Opinion.Stance.AFFECTED, next.opinion().code(), both)
              : opinion;
      case NOT_ASSESSED, UNBOUNDED, SILENT ->
          throw new IllegalStateException("only opinions with bounds are weighed: " + opinion);
    };
  }
}
