package org.snowguard.core.match;

import java.util.List;

/**
 * What the matcher says of a record, and on what of the index that depends: while no part of the
 * index that has one of these keys comes, goes or changes, the suggestions stay what they are.
 *
 * @param lookups every key that was looked up, also those that no project had
 */
public record TracedMatch(List<Suggestion> suggestions, LookupKeys lookups) {
  public TracedMatch {
    suggestions = List.copyOf(suggestions);
  }
}
