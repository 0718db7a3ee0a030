package org.snowguard.core.statement;

import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;

/** What a person decided, as far as it bears on whether a package is affected. */
public sealed interface PersonsDecision {

  /** They judged a package of an issue otherwise than the machine. */
  record Judged(Verdict verdict) implements PersonsDecision {}

  /** They dismissed a suggestion. */
  record Dismissed(DismissReason reason) implements PersonsDecision {}

  /** They closed an issue. */
  record Closed(CloseReason reason) implements PersonsDecision {}

  /** They confirmed that a change fixes it, and the channel has that change. */
  record FixConfirmed() implements PersonsDecision {}
}
