package org.snowguard.server.github;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Issues and pull requests of the repository, as they were last seen by webhook or sweep. */
public final class GitHubIssues {

  private final GitHubIssueStore store;
  private final Transactions transactions;

  GitHubIssues(Jdbi jdbi, Transactions transactions, @Nullable String repository) {
    // Without a repository nothing is found, for nothing is stored under no name.
    store = new GitHubIssueStore(jdbi, repository == null ? "" : repository);
    this.transactions = transactions;
  }

  public Optional<GitHubIssue> find(long number) {
    return store.find(number);
  }

  /** Those that name any of the ids, the newest first. */
  public List<GitHubIssue> naming(Collection<String> vulnerabilityIds) {
    return vulnerabilityIds.isEmpty() ? List.of() : store.naming(vulnerabilityIds);
  }

  /** Those that bear the label, the newest first. */
  public Page<GitHubIssue> labelled(String label, @Nullable Cursor after, int size) {
    return transactions.read(
        () -> {
          List<GitHubIssue> found =
              store.labelled(label, after == null ? null : after.number(0), size + 1);
          return Page.of(
              found, size, store.countLabelled(label), issue -> Cursor.of(issue.number()));
        });
  }
}
