package org.snowguard.server.github.client;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our App where it is installed: its tokens, each kept until shortly before it expires. */
final class Installation {

  /** A token that ends while it is used is of no use. */
  private static final Duration SHORTLY = Duration.ofMinutes(5);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final GitHubHttp http;
  private final URI api;
  private final String repository;
  private final AppKey key;
  private final Limits limits;
  private final Patience patience;
  private final Clock clock;
  private @Nullable Token token;

  private record Token(String text, Instant expiresAt) {}

  Installation(
      GitHubHttp http,
      URI api,
      String repository,
      AppKey key,
      Limits limits,
      Patience patience,
      Clock clock) {
    this.http = http;
    this.api = api;
    this.repository = repository;
    this.key = key;
    this.limits = limits;
    this.patience = patience;
    this.clock = clock;
  }

  /** A token that is good for minutes at least. */
  synchronized String token() throws GitHubFailure, InterruptedException {
    Token kept = token;
    if (kept != null && clock.instant().plus(SHORTLY).isBefore(kept.expiresAt())) {
      return kept.text();
    }
    long id = ask("GET", "/repos/" + repository + "/installation").path("id").asLong(0);
    JsonNode made = ask("POST", "/app/installations/" + id + "/access_tokens");
    String text = made.path("token").asString("");
    Instant expiresAt = GitHubTimes.read(made.path("expires_at"));
    if (text.isEmpty() || expiresAt == null) {
      throw GitHubFailure.unanswered("GitHub's answer to a request for a token cannot be read");
    }
    token = new Token(text, expiresAt);
    return text;
  }

  /** The token was refused: it was revoked before its time. */
  synchronized void forgetToken() {
    token = null;
  }

  /** Who we are now: an App may be renamed while this runs. */
  OwnApp app() throws GitHubFailure, InterruptedException {
    JsonNode app = ask("GET", "/app");
    long id = app.path("id").asLong(0);
    String slug = app.path("slug").asString("");
    if (id == 0 || slug.isEmpty()) {
      throw GitHubFailure.unanswered("GitHub does not say what our App is called");
    }
    return new OwnApp(id, slug + "[bot]");
  }

  private JsonNode ask(String method, String path) throws GitHubFailure, InterruptedException {
    patience.untilMayAsk();
    HttpResponse<byte[]> response =
        http.send(
            method,
            URI.create(api + path),
            Map.of("Authorization", "Bearer " + key.token(clock.instant())),
            method.equals("POST") ? "{}" : null);
    Instant notBefore = limits.heardByApp(response);
    int status = response.statusCode();
    if (status / 100 != 2) {
      throw GitHubFailure.answered(
          "GitHub answered %d to our App at %s: check app-id, private-key-file, and that the App is installed"
              .formatted(status, path),
          status,
          notBefore);
    }
    try {
      return JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw GitHubFailure.unanswered("GitHub's answer at " + path + " is not JSON");
    }
  }
}
