package org.snowguard.server.github;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowguard.server.github.client.GitHubTimes;
import tools.jackson.databind.JsonNode;

/** Reads issues and pull requests as GitHub writes them, in lists as in webhooks. */
final class IssueReading {

  private static final int MOST_IDS = 500;

  /** CVE ids, and GitHub's own of three groups (github/advisory-database). */
  private static final Pattern ID =
      Pattern.compile(
          "(?<![A-Za-z0-9-])(?:(CVE-\\d{4}-\\d{4,19})|(GHSA(?:-[23456789cfghjmpqrvwx]{4}){3}))(?![A-Za-z0-9])",
          Pattern.CASE_INSENSITIVE);

  private IssueReading() {}

  /** Empty if it lacks what makes an issue. */
  static Optional<GitHubIssue> read(JsonNode node) {
    long number = node.path("number").asLong(0);
    Instant createdAt = GitHubTimes.read(node.path("created_at"));
    Instant updatedAt = GitHubTimes.read(node.path("updated_at"));
    String state = node.path("state").asString("");
    String url = GitHubTexts.text(node, "html_url");
    boolean isKnownState = state.equals("open") || state.equals("closed");
    if (number <= 0 || createdAt == null || updatedAt == null || !isKnownState || url.isEmpty()) {
      return Optional.empty();
    }
    String title = GitHubTexts.text(node, "title");
    String reason = GitHubTexts.text(node, "state_reason");
    return Optional.of(
        new GitHubIssue(
            number,
            GitHubTexts.title(node),
            state,
            reason.isEmpty() ? null : reason,
            // In a list a pull request bears the key; its webhook shows it whole, by its head.
            node.has("pull_request") || node.has("head"),
            GitHubTexts.names(node.path("labels")),
            node.path("comments").asInt(0),
            node.path("user").path("id").asLong(0),
            createdAt,
            updatedAt,
            GitHubTimes.read(node.path("closed_at")),
            ids(title + "\n" + GitHubTexts.text(node, "body")),
            url));
  }

  /** The ids that a text names, as they are usually written. */
  static Set<String> ids(String text) {
    Set<String> ids = new TreeSet<>();
    Matcher matcher = ID.matcher(text);
    while (ids.size() < MOST_IDS && matcher.find()) {
      String id = matcher.group();
      ids.add(
          matcher.group(1) == null
              ? "GHSA" + id.substring(4).toLowerCase(Locale.ROOT)
              : id.toUpperCase(Locale.ROOT));
    }
    return ids;
  }
}
