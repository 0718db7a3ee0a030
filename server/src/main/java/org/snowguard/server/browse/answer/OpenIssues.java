package org.snowguard.server.browse.answer;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;

/** Published issues that are open, the gravest first, then the oldest. */
public final class OpenIssues {

  private final AnswerStore store;
  private final FreshCounts<String, List<OpenIssue>> byChannel;

  public OpenIssues(Jdbi jdbi, SuggestionChanges changes) {
    store = new AnswerStore(jdbi);
    byChannel =
        new FreshCounts<>(
            () -> changes.stamp() + " " + store.published(),
            channel -> ordered(store.openIssues(channel)));
  }

  /** All that are open in a channel. */
  public List<OpenIssue> in(String channel) {
    return byChannel.of(channel);
  }

  /** All that are open in supported channels in the packages of a maintainer. */
  public List<OpenIssue> ofMaintainer(String login) {
    return ordered(store.openIssuesOfMaintainer(login));
  }

  /**
   * A page of them.
   *
   * @param after the cursor of the page before, or null
   */
  public static Page<OpenIssue> page(List<OpenIssue> all, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 3);
    OpenIssue last = cursor == null ? null : last(cursor);
    return Page.of(
        all.stream()
            .filter(issue -> last == null || OpenIssue.ORDER.compare(issue, last) > 0)
            .limit(size + 1L)
            .toList(),
        size,
        all.size(),
        issue -> Cursor.of(issue.grade(), issue.publishedAt(), issue.id()));
  }

  private static OpenIssue last(Cursor cursor) {
    long grade = cursor.number(0);
    if (grade < 0 || grade > OpenIssue.SEVERITIES.size()) {
      throw cursor.malformed();
    }
    String severity =
        grade == OpenIssue.SEVERITIES.size() ? null : OpenIssue.SEVERITIES.get((int) grade);
    return new OpenIssue(cursor.text(2), "", cursor.moment(1), "", severity);
  }

  private static List<OpenIssue> ordered(List<OpenIssue> issues) {
    return issues.stream().sorted(OpenIssue.ORDER).toList();
  }
}
