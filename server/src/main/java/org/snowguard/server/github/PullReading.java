package org.snowguard.server.github;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.client.GitHubTimes;
import tools.jackson.databind.JsonNode;

/** Reads pull requests as webhooks show them, and as GraphQL answers {@link #FIELDS}. */
public final class PullReading {

  /** What a query asks of each pull request. */
  public static final String FIELDS =
      """
      number title body state baseRefName headRefName url createdAt updatedAt mergedAt
      mergeCommit { oid }
      author { ... on User { databaseId } ... on Bot { databaseId } }
      labels(first: 50) { nodes { name } }
      files(first: 100) { nodes { path } }
      """;

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private PullReading() {}

  /** Of a webhook, without files; empty if it is no whole pull request. */
  static Optional<GitHubPull> read(JsonNode node) {
    int number = node.path("number").asInt(0);
    Instant createdAt = GitHubTimes.read(node.path("created_at"));
    Instant updatedAt = GitHubTimes.read(node.path("updated_at"));
    String base = GitHubTexts.text(node.path("base"), "ref");
    if (number <= 0 || createdAt == null || updatedAt == null || base.isEmpty()) {
      return Optional.empty();
    }
    String commit = commit(GitHubTexts.text(node, "merge_commit_sha"));
    return Optional.of(
        new GitHubPull(
            number,
            GitHubTexts.title(node),
            GitHubTexts.text(node, "body"),
            GitHubTexts.text(node, "state").equals("open"),
            GitHubTexts.text(node.path("head"), "ref"),
            base,
            commit,
            GitHubTexts.names(node.path("labels")),
            node.path("user").path("id").asLong(0),
            List.of(),
            createdAt,
            updatedAt,
            GitHubTimes.read(node.path("merged_at")),
            GitHubTexts.text(node, "html_url")));
  }

  /** Of an answer of GraphQL; empty if it is no whole pull request. */
  public static Optional<GitHubPull> readAnswer(JsonNode node) {
    int number = node.path("number").asInt(0);
    Instant createdAt = GitHubTimes.read(node.path("createdAt"));
    Instant updatedAt = GitHubTimes.read(node.path("updatedAt"));
    String base = GitHubTexts.text(node, "baseRefName");
    if (number <= 0 || createdAt == null || updatedAt == null || base.isEmpty()) {
      return Optional.empty();
    }
    String commit = commit(GitHubTexts.text(node.path("mergeCommit"), "oid"));
    return Optional.of(
        new GitHubPull(
            number,
            GitHubTexts.title(node),
            GitHubTexts.text(node, "body"),
            GitHubTexts.text(node, "state").equals("OPEN"),
            GitHubTexts.text(node, "headRefName"),
            base,
            commit,
            GitHubTexts.names(node.path("labels").path("nodes")),
            node.path("author").path("databaseId").asLong(0),
            GitHubTexts.all(node.path("files").path("nodes"), "path"),
            createdAt,
            updatedAt,
            GitHubTimes.read(node.path("mergedAt")),
            GitHubTexts.text(node, "url")));
  }

  /** What is no full hash is none: people are told to paste it into a shell. */
  private static @Nullable String commit(String hash) {
    return COMMIT.matcher(hash).matches() ? hash : null;
  }
}
