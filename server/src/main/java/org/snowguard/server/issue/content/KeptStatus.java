package org.snowguard.server.issue.content;

import org.snowguard.core.status.Status;
import org.snowguard.core.verdict.Verdict;

/**
 * What was last found out of a package of an issue in a channel.
 *
 * @param verdict that it was found out of: once the verdict is another one, this says nothing more
 */
public record KeptStatus(Place place, Verdict verdict, Status status) {

  /**
   * What it is of.
   *
   * @param vulnerability public id, or empty
   */
  public record Place(String vulnerability, String attribute, String channel) {}
}
