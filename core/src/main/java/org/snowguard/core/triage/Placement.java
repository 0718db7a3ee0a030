package org.snowguard.core.triage;

import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.match.Tier;
import org.snowguard.core.verdict.Verdict;

/** Where a suggestion that nobody decided is shown. */
public enum Placement {
  /** In the queue. */
  PENDING,
  /** Not queued: nothing in a supported channel is affected or unknown. */
  SETTLED,
  /** Older than every supported release at the first import: people take from it when they like. */
  BACKLOG,
  /** Folded away: the link is weak. */
  WEAK;

  /** The spelling of every output. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Places a suggestion.
   *
   * @param verdicts of all its packages in supported primary channels; none there settles it, for
   *     an unsupported channel queues nothing
   * @param published when the record was published, or null; without a date it is not old
   * @param backlogBefore the branch-off of the oldest supported release during the first import,
   *     null after it
   */
  public static Placement of(
      Tier tier,
      Collection<Verdict> verdicts,
      @Nullable Instant published,
      boolean knownExploited,
      @Nullable Instant backlogBefore) {
    if (verdicts.stream().noneMatch(Verdict::isOpen)) {
      return SETTLED;
    }
    if (tier == Tier.WEAK) {
      return WEAK;
    }
    boolean old = published != null && backlogBefore != null && published.isBefore(backlogBefore);
    return old && !knownExploited ? BACKLOG : PENDING;
  }
}
