package org.snowguard.core.dwell;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** From one milestone to the next. */
public record Stage(Milestone from, Milestone to) {

  private static final double SECONDS_OF_A_DAY = Duration.ofDays(1).toSeconds();

  /** All, in the order of the way. */
  public static List<Stage> all() {
    Milestone[] milestones = Milestone.values();
    return IntStream.range(1, milestones.length)
        .mapToObj(i -> new Stage(milestones[i - 1], milestones[i]))
        .toList();
  }

  /**
   * How long a wait has stood in this stage, in days. What happened out of order, such as a pull
   * request before its issue, took no time. A wait that ended otherwise than with a fix stood at
   * least until then. Empty where the stage was not entered while anybody waited, or passed by in
   * another way: a fix of which no pull request is known.
   */
  public Optional<KaplanMeier.Observation> observe(DwellFacts facts, Instant now) {
    Optional<Instant> entered = facts.at(from);
    Optional<Instant> left = facts.at(to);
    if (entered.isEmpty() || facts.end() == DwellEnd.NOT_AFFECTED) {
      return Optional.empty();
    }
    Instant until = Optional.ofNullable(facts.endedAt()).orElse(now);
    boolean isCensored = facts.end() != DwellEnd.FIXED;
    if (isCensored && entered.get().isAfter(until)) {
      return Optional.empty();
    }
    if (left.isPresent() && !(isCensored && left.get().isAfter(until))) {
      return Optional.of(KaplanMeier.Observation.ended(days(entered.get(), left.get())));
    }
    return isCensored
        ? Optional.of(KaplanMeier.Observation.censored(days(entered.get(), until)))
        : Optional.empty();
  }

  private static double days(Instant from, Instant to) {
    return to.isBefore(from) ? 0 : Duration.between(from, to).toSeconds() / SECONDS_OF_A_DAY;
  }
}
