package org.snowguard.server.evaluation;

import java.util.List;

/**
 * What came of findings that were brought.
 *
 * @param packages of the channel
 * @param applied of those, how many got their patches and sources
 * @param stale packages that were evaluated at another version than they have
 * @param withoutPackage attributes that the channel does not have
 * @param unread attributes that could not be evaluated, or lines that could not be read
 * @param changed packages of which something else is known than before
 * @param problems the first of what could not be read
 */
record EvaluationTaken(
    String channel,
    String revision,
    int packages,
    int applied,
    int stale,
    int withoutPackage,
    int unread,
    int changed,
    List<String> problems) {

  EvaluationTaken {
    problems = List.copyOf(problems);
  }
}
