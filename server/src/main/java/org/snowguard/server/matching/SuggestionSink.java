package org.snowguard.server.matching;

import java.util.List;

/** Where the matcher's results go. Safe to be given the same again. */
public interface SuggestionSink {

  /**
   * Stores what the matcher says of some records, in the caller's transaction: suggestions that are
   * new or changed, and the withdrawal of those that are not made any more.
   *
   * @return how many suggestions were written
   */
  int take(List<MatchedRecord> matched, MatchIndex index);

  /**
   * Keeps in what the results of an algorithm that is not released differ from what is stored, in
   * the caller's transaction; changes no suggestion.
   */
  void compare(List<MatchedRecord> matched, MatchIndex index);

  /** Forgets all that {@link #compare} kept. */
  void forgetComparisons();

  /** Is told that all records have been matched, after a start or a change of packages. */
  void caughtUp();
}
