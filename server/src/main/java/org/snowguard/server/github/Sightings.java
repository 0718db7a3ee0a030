package org.snowguard.server.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.web.Transactions;

/** Stores what was seen if it is newer than what was seen before, and tells it. */
final class Sightings {

  private final GitHubIssueStore store;
  private final Transactions transactions;
  private final List<GitHubListener> listeners;

  Sightings(
      Jdbi jdbi, Transactions transactions, List<GitHubListener> listeners, String repository) {
    store = new GitHubIssueStore(jdbi, repository);
    this.transactions = transactions;
    this.listeners = List.copyOf(listeners);
  }

  /**
   * Takes states of issues, in any order, each any number of times.
   *
   * @param isAsked whether GitHub was asked for them. Its times are whole seconds: of two states of
   *     one second the asked one counts, and of two that were told the one that came last.
   */
  ImportCounts seen(List<GitHubIssue> states, boolean isAsked) {
    return transactions.call(
        () -> {
          long changed = 0;
          long superseded = 0;
          for (GitHubIssue state : states) {
            Optional<GitHubIssueStore.Stored> before = store.lock(state.number());
            if (before.isPresent() && isOlder(state, isAsked, before.get())) {
              superseded++;
              continue;
            }
            store.put(state, isAsked);
            if (before.isEmpty() || !before.get().issue().equals(state)) {
              changed++;
              GitHubIssue last = before.map(GitHubIssueStore.Stored::issue).orElse(null);
              listeners.forEach(listener -> listener.issueSeen(state, last));
            }
          }
          return new ImportCounts(states.size(), changed, superseded, 0);
        });
  }

  private static boolean isOlder(
      GitHubIssue state, boolean isAsked, GitHubIssueStore.Stored before) {
    Instant known = before.issue().updatedAt();
    return state.updatedAt().isBefore(known)
        || (state.updatedAt().equals(known) && before.isAsked() && !isAsked);
  }

  /** It is not in the repository any more. */
  void gone(GitHubIssue last, String why) {
    List<GitHubIssue> closed = new ArrayList<>();
    closed.add(
        new GitHubIssue(
            last.number(),
            last.title(),
            "closed",
            why,
            last.pullRequest(),
            last.labels(),
            last.comments(),
            last.authorId(),
            last.createdAt(),
            last.updatedAt(),
            last.closedAt(),
            last.vulnerabilityIds(),
            last.url()));
    // Nobody can ask for it any more: this is the last word.
    seen(closed, true);
  }

  void pullRequestTold(GitHubPull pull) {
    transactions.run(() -> listeners.forEach(listener -> listener.pullRequestTold(pull)));
  }

  void commented(long number, boolean isBot, String body, Instant at) {
    transactions.run(
        () -> listeners.forEach(listener -> listener.commented(number, isBot, body, at)));
  }

  void membership(long teamId, String teamSlug, long memberId, boolean isAdded) {
    transactions.run(
        () ->
            listeners.forEach(
                listener -> listener.membership(teamId, teamSlug, memberId, isAdded)));
  }

  void left(String organization, long memberId) {
    transactions.run(() -> listeners.forEach(listener -> listener.left(organization, memberId)));
  }
}
