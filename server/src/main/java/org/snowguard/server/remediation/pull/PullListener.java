package org.snowguard.server.remediation.pull;

import org.jspecify.annotations.Nullable;

/**
 * Told when a pull request is new to us or stands otherwise. Every bean of this type is called in
 * the transaction that stores it.
 */
public interface PullListener {

  /**
   * @param before as it was last seen, or null
   */
  void seen(PullRequest now, @Nullable PullRequest before);
}
