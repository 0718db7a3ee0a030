package org.snowguard.core.status;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.FixProgress.Reach;
import org.snowguard.core.status.StatusDecision.Says;
import org.snowguard.core.status.StatusHow.Code;
import org.snowguard.core.verdict.ReasonCode;

/**
 * Turns what is known of a vulnerability of a package in a channel into its status. What people say
 * comes first, then what is shipped, then what is on its way. A link to a pull request that nobody
 * confirmed never ends anything: it can be wrong.
 */
public final class StatusRule {

  /** Reasons by which a record speaks of something other than a package, whatever its version. */
  private static final Set<ReasonCode> NOT_BY_VERSION =
      Set.of(ReasonCode.OTHER_PLATFORM, ReasonCode.OTHER_DISTRIBUTION, ReasonCode.OTHER_EDITION);

  private StatusRule() {}

  /**
   * A status with its reason.
   *
   * @param fix that it speaks of, or null
   */
  public record Outcome(Status status, StatusHow how, @Nullable FixProgress fix) {
    static Outcome of(Status status, Code code, String text) {
      return new Outcome(status, new StatusHow(code, text), null);
    }

    static Outcome of(Status status, Code code, String text, FixProgress fix) {
      return new Outcome(status, new StatusHow(code, text), fix);
    }
  }

  public static Outcome judge(StatusFacts facts) {
    return switch (facts.verdict()) {
      case NOT_AFFECTED -> notAffected(facts);
      case PATCHED -> Outcome.of(Status.FIXED, hand(facts, Code.PATCH), facts.reason());
      case ACKNOWLEDGED ->
          decided(facts)
              .orElseGet(
                  () ->
                      Outcome.of(
                          Status.ACKNOWLEDGED,
                          hand(facts, Code.KNOWN_VULNERABILITY),
                          facts.reason()));
      case AFFECTED -> decided(facts).or(() -> fixed(facts)).orElseGet(() -> affected(facts));
      case UNKNOWN -> decided(facts).or(() -> fixed(facts)).orElseGet(() -> unknown(facts));
    };
  }

  private static Code hand(StatusFacts facts, Code otherwise) {
    return facts.byPerson() ? Code.PERSON : otherwise;
  }

  private static Outcome notAffected(StatusFacts facts) {
    if (facts.byPerson()) {
      return Outcome.of(Status.NOT_AFFECTED, Code.PERSON, facts.reason());
    }
    boolean byVersion =
        NOT_BY_VERSION.stream().noneMatch(code -> code.text().equals(lower(facts.reasonCode())));
    Code code = byVersion ? Code.VERSION : Code.RECORD;
    if (byVersion && facts.earlierAffected() != null) {
      return Outcome.of(
          Status.FIXED,
          code,
          "%s -> %s: %s".formatted(facts.earlierAffected(), facts.version(), facts.reason()));
    }
    // That a fix came this way tells that there was something to fix.
    return landed(facts, byVersion)
        .map(
            fix ->
                Outcome.of(
                    Status.FIXED,
                    code,
                    "#%d has reached the channel: %s".formatted(fix.pullRequest(), facts.reason()),
                    fix))
        .orElseGet(() -> Outcome.of(Status.NOT_AFFECTED, code, facts.reason()));
  }

  private static Optional<FixProgress> landed(StatusFacts facts, boolean byVersion) {
    return byVersion
        ? facts.fixes().stream()
            .filter(fix -> fix.reach() == Reach.CHANNEL)
            .min(Comparator.comparingInt(FixProgress::pullRequest))
        : Optional.empty();
  }

  private static String lower(String code) {
    return code.toLowerCase(Locale.ROOT);
  }

  private static Optional<Outcome> decided(StatusFacts facts) {
    return facts
        .decision()
        .filter(decision -> decision.says() != Says.DONE || !facts.verdict().isOpen())
        .map(
            decision ->
                Outcome.of(
                    switch (decision.says()) {
                      case NOT_AFFECTED -> Status.NOT_AFFECTED;
                      case FIXED, DONE -> Status.FIXED;
                      case ACCEPTED_RISK -> Status.ACCEPTED_RISK;
                    },
                    Code.DECISION,
                    decision.text()));
  }

  /** A person who judges "affected" in spite of a fix knows better than the fix. */
  private static Optional<Outcome> fixed(StatusFacts facts) {
    if (facts.byPerson()) {
      return Optional.empty();
    }
    return confirmed(facts)
        .filter(fix -> fix.reach() == Reach.CHANNEL)
        .min(Comparator.comparingInt(FixProgress::pullRequest))
        .map(
            fix ->
                Outcome.of(
                    Status.FIXED,
                    Code.LANDING,
                    "#%d, confirmed as its fix, has reached the channel"
                        .formatted(fix.pullRequest()),
                    fix));
  }

  private static Stream<FixProgress> confirmed(StatusFacts facts) {
    return facts.fixes().stream().filter(FixProgress::confirmed);
  }

  private static Outcome affected(StatusFacts facts) {
    return onItsWay(facts.fixes().stream())
        .orElseGet(() -> Outcome.of(Status.AFFECTED, hand(facts, Code.VERSION), facts.reason()));
  }

  /** Where nobody can tell whether it is affected, a fix that is only proposed proves nothing. */
  private static Outcome unknown(StatusFacts facts) {
    return onItsWay(confirmed(facts))
        .orElseGet(
            () ->
                Outcome.of(
                    facts.takenUp() ? Status.UNDER_INVESTIGATION : Status.UNKNOWN,
                    hand(facts, Code.UNDECIDED),
                    facts.reason()));
  }

  private static Optional<Outcome> onItsWay(Stream<FixProgress> fixes) {
    return fixes
        .filter(fix -> isOnItsWay(fix.reach()))
        .min(
            Comparator.comparing(FixProgress::reach)
                .thenComparing(fix -> !fix.confirmed())
                .thenComparingInt(FixProgress::pullRequest))
        .map(StatusRule::onItsWay);
  }

  private static boolean isOnItsWay(Reach reach) {
    return switch (reach) {
      case BRANCH, STAGING, OPEN -> true;
      case CHANNEL, ELSEWHERE, NOWHERE -> false;
    };
  }

  private static Outcome onItsWay(FixProgress fix) {
    int number = fix.pullRequest();
    return switch (fix.reach()) {
      case BRANCH ->
          Outcome.of(
              Status.FIX_MERGED,
              Code.BRANCH,
              "#%d is on the branch, and not in the channel yet".formatted(number),
              fix);
      case STAGING ->
          Outcome.of(
              Status.FIX_PROPOSED,
              Code.STAGING,
              "#%d is merged, and not on the channel's branch yet".formatted(number),
              fix);
      case OPEN ->
          Outcome.of(Status.FIX_PROPOSED, Code.PULL_REQUEST, "#%d is open".formatted(number), fix);
      case CHANNEL, ELSEWHERE, NOWHERE ->
          throw new IllegalArgumentException("#%d is not on its way".formatted(number));
    };
  }
}
