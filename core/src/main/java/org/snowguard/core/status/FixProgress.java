package org.snowguard.core.status;

/**
 * How far one fix has come on its way to one channel.
 *
 * @param pullRequest its number
 * @param confirmed whether people said that it fixes the vulnerability; else the machine thinks so
 */
public record FixProgress(int pullRequest, boolean confirmed, Reach reach) {

  /** The farthest place that has it, nearest to the channel first. */
  public enum Reach {
    CHANNEL,
    /** The channel's branch. */
    BRANCH,
    /** Merged on a branch that flows into the channel's: {@code staging}. */
    STAGING,
    /** Its pull request to such a branch, or to the channel's own, is open. */
    OPEN,
    /** Merged, but only where nothing flows to this channel: a release waits for a backport. */
    ELSEWHERE,
    /** Nowhere: not merged, taken back, or open where nothing flows here. */
    NOWHERE
  }
}
