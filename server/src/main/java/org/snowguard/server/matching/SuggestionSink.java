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

  /** Is told that all records have been matched, after a start or a change of packages. */
  void caughtUp();
}
