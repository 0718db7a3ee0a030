package org.snowguard.core.dwell;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wait for a fix of one vulnerability of one package in one channel, counted from one start.
 * The clock starts at the latest of the start's moment, the package's first appearance in the
 * channel at an affected version, and the channel's release.
 */
public sealed interface DwellTime {

  /**
   * A wait.
   *
   * @param startedAt of the clock
   * @param ended false: it lasted at least so long
   */
  record Counted(Instant startedAt, Duration time, boolean ended) implements DwellTime {

    private static final double SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

    public double days() {
      return time.toSeconds() / SECONDS_OF_A_DAY;
    }

    public KaplanMeier.Observation observation() {
      return new KaplanMeier.Observation(days(), ended);
    }
  }

  /** No wait that could be measured. */
  record LeftOut(Reason reason) implements DwellTime {

    /** Why: each is counted. */
    public enum Reason {
      NOT_AFFECTED("never was affected"),
      BEFORE_WE_LOOKED("public before the first snapshot of the channel here"),
      NO_START("the start is not known"),
      NO_END("fixed, and nobody can tell when");

      private final String label;

      Reason(String label) {
        this.label = label;
      }

      /** For people. */
      public String label() {
        return label;
      }

      /** The spelling of outputs. */
      public String text() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /**
   * @param now until when what is open has waited
   */
  static DwellTime of(DwellFacts facts, DwellStart start, Instant now) {
    if (facts.end() == DwellEnd.NOT_AFFECTED) {
      return new LeftOut(LeftOut.Reason.NOT_AFFECTED);
    }
    Instant known = facts.at(Milestone.PUBLIC).orElse(facts.notifiedAt());
    if (known.isBefore(facts.followedSince())) {
      return new LeftOut(LeftOut.Reason.BEFORE_WE_LOOKED);
    }
    Optional<Instant> moment = facts.start(start);
    if (moment.isEmpty()) {
      return new LeftOut(LeftOut.Reason.NO_START);
    }
    if (facts.end() == DwellEnd.FIXED && facts.endedAt() == null) {
      return new LeftOut(LeftOut.Reason.NO_END);
    }
    Instant startedAt = startedAt(facts, moment.get());
    Instant endedAt = Optional.ofNullable(facts.endedAt()).orElse(now);
    // Fixed before the clock began: users did not wait.
    Duration time =
        endedAt.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, endedAt);
    return new Counted(startedAt, time, facts.end() == DwellEnd.FIXED);
  }

  private static Instant startedAt(DwellFacts facts, Instant moment) {
    return Stream.of(
            Optional.of(moment),
            Optional.ofNullable(facts.affectedSince()),
            Optional.ofNullable(facts.releasedAt()))
        .flatMap(Optional::stream)
        .max(Instant::compareTo)
        .orElse(moment);
  }
}
