package org.snowguard.core.triage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The queue's default order as one number, greatest first, so that one index serves it. Ties are
 * broken by the id of the vulnerability and the project, ascending.
 *
 * <pre>
 * bit  62     known exploited, or exploitation is active
 * bit  61     tier likely and a package in a supported channel is affected
 * bit  60     automatable with total impact, or EPSS of 0.1 and more
 * bits 57-59  priority that a person gave: 4 is P0 … 1 is P3, 0 none
 * bits 50-56  CVSS base score times ten, 0 to 100
 * bits 0-49   age: seconds from publication to the year 9999, so the longest waiting comes first
 * </pre>
 *
 * <p>The age is stored as a distance to a fixed moment: a rank stays right while time passes.
 */
public final class QueueRank {
  /** From here on a probability of exploitation places a record before others. */
  public static final double EPSS_HIGH = 0.1;

  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
  private static final long AGE_LIMIT = (1L << 50) - 1;

  private QueueRank() {}

  /**
   * What the order looks at.
   *
   * @param likelyAndAffected tier {@code likely} and some package in a supported primary channel is
   *     affected
   * @param epss probability of exploitation, 0 where none is known
   * @param humanPriority null while no person gave one
   * @param cvss base score, 0 where none is known
   * @param since publication, or the first sight of a record without a date
   */
  public record Subject(
      boolean knownExploited,
      boolean exploitationActive,
      boolean likelyAndAffected,
      boolean automatable,
      boolean totalImpact,
      double epss,
      @Nullable Priority humanPriority,
      double cvss,
      Instant since) {}

  /** The rank, never negative; the greater comes first. */
  public static long of(Subject subject) {
    boolean spreads =
        (subject.automatable() && subject.totalImpact()) || subject.epss() >= EPSS_HIGH;
    long cvss = Math.clamp(Math.round(subject.cvss() * 10), 0, 100);
    long age = Math.clamp(LAST_SECOND - subject.since().getEpochSecond(), 0, AGE_LIMIT);
    return bit(62, subject.knownExploited() || subject.exploitationActive())
        | bit(61, subject.likelyAndAffected())
        | bit(60, spreads)
        | (urgency(subject.humanPriority()) << 57)
        | (cvss << 50)
        | age;
  }

  private static long bit(int position, boolean set) {
    return set ? 1L << position : 0L;
  }

  private static long urgency(@Nullable Priority priority) {
    if (priority == null) {
      return 0;
    }
    return switch (priority) {
      case P0 -> 4;
      case P1 -> 3;
      case P2 -> 2;
      case P3 -> 1;
    };
  }
}
