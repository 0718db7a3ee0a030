package org.snowguard.server.github.outbox;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.client.Answer;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.GitHubTimes;
import org.snowguard.server.github.client.OwnApp;
import tools.jackson.databind.JsonNode;

/**
 * Looks for what we have written already, by its marker. Never by search or by a list that filters
 * by author: GitHub's index for those may be minutes behind.
 */
final class OwnTexts {

  /** GitHub's clock may be behind ours by so much. */
  private static final Duration BEHIND = Duration.ofHours(1);

  private static final int MOST_PAGES = 200;

  private final GitHubClient client;

  OwnTexts(GitHubClient client) {
    this.client = client;
  }

  /**
   * What stands on GitHub.
   *
   * @param number of the GitHub issue that it is, or stands on
   */
  record Found(long number, String url) {}

  /** Looks whether an earlier attempt got through. */
  Optional<Found> find(Pending pending, Instant attemptedAt)
      throws IOException, InterruptedException {
    Instant since = attemptedAt.minus(BEHIND);
    return switch (pending.kind()) {
      case OPEN_ISSUE ->
          look(
              pending,
              client.ofRepository("/issues?state=all&sort=created&direction=desc&per_page=100"),
              since);
      case COMMENT ->
          look(
              pending,
              client.ofRepository(
                  "/issues/%d/comments?since=%s&per_page=100".formatted(pending.number(), since)),
              null);
      // Written twice, it is the same; a label that went again is seen before it is set.
      case EDIT_BODY, ADD_LABEL -> Optional.empty();
    };
  }

  /**
   * @param since what is older ends the list, which is the newest first; null: it is read to its
   *     end
   */
  private Optional<Found> look(Pending pending, URI list, @Nullable Instant since)
      throws IOException, InterruptedException {
    OwnApp own = client.ownApp();
    URI page = list;
    for (int pages = 0; page != null; pages++) {
      if (pages == MOST_PAGES) {
        throw new IOException(
            "more than %d pages were written on GitHub since this was sent".formatted(MOST_PAGES));
      }
      Answer answer = client.get(page, null);
      boolean isPast = false;
      for (JsonNode text : answer.body()) {
        if (isOurs(text, own) && text.path("body").asString("").contains(pending.marker())) {
          return Optional.of(found(pending, text));
        }
        Instant createdAt = GitHubTimes.read(text.path("created_at"));
        isPast |= since != null && createdAt != null && createdAt.isBefore(since);
      }
      page = isPast ? null : answer.next();
    }
    return Optional.empty();
  }

  /** Anybody can copy a marker, but nobody can write as our App, whose number stays. */
  private static boolean isOurs(JsonNode text, OwnApp own) {
    JsonNode app = text.path("performed_via_github_app").path("id");
    return app.isNumber()
        ? app.asLong(0) == own.id()
        : text.path("user").path("login").asString("").equals(own.login());
  }

  static Found found(Pending pending, JsonNode text) {
    Long target = pending.number();
    return new Found(
        target == null ? text.path("number").asLong(0) : target,
        text.path("html_url").asString(""));
  }
}
