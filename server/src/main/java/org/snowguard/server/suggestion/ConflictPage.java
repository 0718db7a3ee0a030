package org.snowguard.server.suggestion;

import org.snowguard.server.web.Conflict;

/**
 * Somebody else acted on a card first.
 *
 * @param back the list that the reader came from
 */
public record ConflictPage(
    long id, String category, String trying, String label, String message, String back) {

  static ConflictPage of(long id, Conflict conflict, String back) {
    return new ConflictPage(
        id, conflict.category(), conflict.trying(), conflict.input(), conflict.advice(), back);
  }
}
