package org.snowguard.bench.matching;

import java.util.List;
import java.util.function.Predicate;
import org.snowguard.core.verdict.Verdict;

/**
 * How right verdicts are on labelled cases. The decidable are those that the record's ranges or
 * prose answer; the others need knowledge from elsewhere.
 */
public record VerdictFigures(List<VerdictCase> answered) {
  public VerdictFigures {
    answered = List.copyOf(answered);
  }

  public long decidable() {
    return count(one -> !one.needsKnowledge());
  }

  /** Of all cases: the error that hides a flaw. */
  public long wronglyNotAffected() {
    return count(one -> one.isWrong(Verdict.NOT_AFFECTED));
  }

  public double wronglyAffected() {
    return ofDecidable(one -> one.isWrong(Verdict.AFFECTED));
  }

  public double abstention() {
    return ofDecidable(VerdictCase::abstains);
  }

  /** Right ones of all that were given this verdict. */
  public double precision(Verdict verdict) {
    return ratio(
        count(one -> one.said() == verdict && one.isRight()), count(one -> one.said() == verdict));
  }

  /** Right ones of all decidable cases that deserve this verdict. */
  public double recall(Verdict verdict) {
    return ratio(
        count(one -> !one.needsKnowledge() && one.truth() == verdict && one.isRight()),
        count(one -> !one.needsKnowledge() && one.truth() == verdict));
  }

  /** Cases that need knowledge from elsewhere, and got a verdict that is wrong. */
  public long wrongWithoutKnowledge() {
    return count(one -> one.needsKnowledge() && !one.isRight() && !one.abstains());
  }

  private double ofDecidable(Predicate<VerdictCase> kind) {
    return ratio(count(one -> !one.needsKnowledge() && kind.test(one)), decidable());
  }

  private long count(Predicate<VerdictCase> kind) {
    return answered.stream().filter(kind).count();
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : (double) part / whole;
  }
}
