package org.snowguard.server.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.StorableText;
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

  private static final int LONGEST_TITLE = 1000;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

  private PullReading() {}

  /** Of a webhook, without files; empty if it is no whole pull request. */
  static Optional<GitHubPull> read(JsonNode node) {
    int number = node.path("number").asInt(0);
    Instant createdAt = GitHubTimes.read(node.path("created_at"));
    Instant updatedAt = GitHubTimes.read(node.path("updated_at"));
    String base = text(node.path("base"), "ref");
    if (number <= 0 || createdAt == null || updatedAt == null || base.isEmpty()) {
      return Optional.empty();
    }
    String commit = commit(text(node, "merge_commit_sha"));
    return Optional.of(
        new GitHubPull(
            number,
            title(node),
            text(node, "body"),
            text(node, "state").equals("open"),
            text(node.path("head"), "ref"),
            base,
            commit,
            texts(node.path("labels"), "name"),
            node.path("user").path("id").asLong(0),
            List.of(),
            createdAt,
            updatedAt,
            GitHubTimes.read(node.path("merged_at")),
            text(node, "html_url")));
  }

  /** Of an answer of GraphQL; empty if it is no whole pull request. */
  public static Optional<GitHubPull> readAnswer(JsonNode node) {
    int number = node.path("number").asInt(0);
    Instant createdAt = GitHubTimes.read(node.path("createdAt"));
    Instant updatedAt = GitHubTimes.read(node.path("updatedAt"));
    String base = text(node, "baseRefName");
    if (number <= 0 || createdAt == null || updatedAt == null || base.isEmpty()) {
      return Optional.empty();
    }
    String commit = commit(text(node.path("mergeCommit"), "oid"));
    return Optional.of(
        new GitHubPull(
            number,
            title(node),
            text(node, "body"),
            text(node, "state").equals("OPEN"),
            text(node, "headRefName"),
            base,
            commit,
            texts(node.path("labels").path("nodes"), "name"),
            node.path("author").path("databaseId").asLong(0),
            texts(node.path("files").path("nodes"), "path"),
            createdAt,
            updatedAt,
            GitHubTimes.read(node.path("mergedAt")),
            text(node, "url")));
  }

  /** What is no full hash is none: people are told to paste it into a shell. */
  private static @Nullable String commit(String hash) {
    return COMMIT.matcher(hash).matches() ? hash : null;
  }

  private static String title(JsonNode node) {
    String title = text(node, "title");
    return title.substring(0, Math.min(title.length(), LONGEST_TITLE));
  }

  /** Null where there is none that can be read. */
  public static @Nullable Instant time(JsonNode node) {
    return GitHubTimes.read(node);
  }

  /** As it may be stored; empty where there is none. */
  public static String text(JsonNode node, String field) {
    return StorableText.of(node.path(field).asString(""));
  }

  private static List<String> texts(JsonNode nodes, String field) {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : nodes) {
      texts.add(text(node, field));
    }
    return texts;
  }
}
