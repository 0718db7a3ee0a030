package org.snowguard.core.verdict;

import java.util.List;

/** The versions that one statement of a record speaks of, as far as they can be read. */
sealed interface Claim {
  /** Ranges, in the order in which they stand. */
  record Ranges(List<Interval> intervals) implements Claim {}

  /** Versions named one by one. */
  record Listed(List<Bound> versions) implements Claim {}

  /** Every version: {@code *}, "all versions". */
  record EveryVersion() implements Claim {}

  /** A range between commits. */
  record Commits() implements Claim {}

  /** A placeholder: {@code n/a}, {@code -}. */
  record NoVersion() implements Claim {}

  /** Text that is no version, or bounds that contradict each other. */
  record Unreadable(String text) implements Claim {}
}
