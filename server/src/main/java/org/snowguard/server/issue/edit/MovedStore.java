package org.snowguard.server.issue.edit;

import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Suggestions and comments that go from one draft to another, and back. */
final class MovedStore {

  private final Jdbi jdbi;

  MovedStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  List<Long> suggestions(long issueId) {
    return numbers(
        "select suggestion_id from issue_suggestion where issue_id = :issue order by 1", issueId);
  }

  List<Long> comments(long issueId) {
    return numbers("select id from issue_comment where issue_id = :issue order by 1", issueId);
  }

  private List<Long> numbers(String query, long issueId) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind("issue", issueId).mapTo(long.class).list());
  }

  /** Gives how many came: those that are in that draft still. */
  int suggestionsBack(long from, long to, List<Long> suggestions) {
    return back(
        "update issue_suggestion set issue_id = :to where issue_id = :from and suggestion_id ="
            + " any(:numbers)",
        from,
        to,
        suggestions);
  }

  int commentsBack(long from, long to, List<Long> comments) {
    return back(
        "update issue_comment set issue_id = :to where issue_id = :from and id = any(:numbers)",
        from,
        to,
        comments);
  }

  private int back(String update, long from, long to, List<Long> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(update)
                .bind("from", from)
                .bind("to", to)
                .bindArray("numbers", Long.class, numbers)
                .execute());
  }
}
