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
  private record Voice(Container source, Opinion opinion) {
    String said() {
      String who = source.provider().isEmpty() ? source.role().name() : source.provider();
      return who + " says " + stance(opinion) + " (" + opinion.text() + ")";
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

  static Optional<Opinion> opinion(List<ReadEntry> entries, SubjectVersion version) {
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
            .map(e -> new Voice(e.getKey(), SourceRule.opinion(e.getValue(), version)))
            .toList();
    return merged(voices);
  }

  private static Optional<Opinion> merged(List<Voice> voices) {
    List<Voice> bounding = voices.stream().filter(voice -> voice.opinion().bounds()).toList();
    if (bounding.isEmpty()) {
      return voices.stream().map(Voice::opinion).min(Comparator.comparing(Opinion::stance));
    }
    Voice first = bounding.getFirst();
    Opinion weighed =
        bounding.stream()
            .skip(1)
            .reduce(
                first.opinion(),
                (opinion, next) -> weigh(first, opinion, next),
                (left, right) -> left);
    return Optional.of(
        weighed.stance() == Opinion.Stance.NOT_AFFECTED
            ? againstAssigner(weighed, first, voices)
            : weighed);
  }

  /**
   * "All versions are affected" may be an assigner's judgement, and the bound of another source a
   * guess at the fix. Of other sources it is only what their CPE names leave open.
   */
  private static Opinion againstAssigner(Opinion clear, Voice clearing, List<Voice> voices) {
    return voices.stream()
        .filter(voice -> voice.source().role() == Container.Role.CNA)
        .filter(voice -> voice.opinion().stance() == Opinion.Stance.UNBOUNDED)
        .findFirst()
        .map(
            assigner ->
                clear.with(
                    Opinion.Stance.UNDECIDED,
                    ReasonCode.SOURCES_DISAGREE,
                    assigner.said() + "; " + clearing.said()))
        .orElse(clear);
  }

  /** Whether the very version is listed as safe: no range of another source says more of it. */
  private static boolean isListed(Opinion opinion) {
    return opinion.code() == ReasonCode.LISTED_UNAFFECTED;
  }

  private static Opinion weigh(Voice first, Opinion opinion, Voice next) {
    if (opinion.stance() == next.opinion().stance()) {
      return opinion;
    }
    String both = first.said() + "; " + next.said();
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
