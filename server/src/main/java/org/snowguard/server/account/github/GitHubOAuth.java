package org.snowguard.server.account.github;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.account.GitHubSignInSettings;
import org.snowguard.server.account.HeldTeam;
import org.snowguard.server.account.TeamRole;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.SourceUnavailable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's web flow for OAuth apps with PKCE, and what it tells of a person. All addresses come
 * from settings; no redirect is followed, because a token goes with each request.
 */
final class GitHubOAuth {

  private static final String SIGNING_IN = "signing in with GitHub";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_ANSWER = 1 << 20;
  private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,99}");

  private final GitHubSignInSettings settings;
  private final URI callback;
  private final JsonMapper json;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(PATIENCE)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  GitHubOAuth(GitHubSignInSettings settings, URI callback, JsonMapper json) {
    this.settings = settings;
    this.callback = callback;
    this.json = json;
  }

  /** Where the browser is sent. */
  URI authorization(PendingSignIn pending) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", String.valueOf(settings.oauthClientId()));
    query.put("redirect_uri", callback.toString());
    query.put("scope", "read:user read:org");
    query.put("state", pending.state());
    query.put("code_challenge", pending.challenge());
    query.put("code_challenge_method", "S256");
    return URI.create(under(settings.web(), "/login/oauth/authorize") + "?" + form(query));
  }

  /** Gives the code for a token. */
  Grant redeem(String code, PendingSignIn pending) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", String.valueOf(settings.oauthClientId()));
    fields.put("client_secret", settings.secret());
    fields.put("code", code);
    fields.put("redirect_uri", callback.toString());
    fields.put("code_verifier", pending.verifier());
    HttpRequest request =
        request(under(settings.web(), "/login/oauth/access_token"))
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build();
    JsonNode answer = read(expect(send(request)));
    String token = answer.path("access_token").asString("");
    if (token.isEmpty()) {
      // GitHub answers 200 with an error where the code is wrong, used or too old.
      throw new BadInput(
          SIGNING_IN,
          "a code that GitHub does not take (%s)".formatted(word(answer.path("error"))),
          "begin again on /sign-in: codes are good once, and for ten minutes.");
    }
    return new Grant(token, scopes(answer.path("scope").asString("")));
  }

  GitHubPerson person(Grant grant) {
    JsonNode answer = read(expect(send(asking(grant, "/user"))));
    long id = answer.path("id").asLong(0);
    String login = answer.path("login").asString("");
    if (id <= 0 || !LOGIN.matcher(login).matches()) {
      throw unexpected("an account without a number or a readable login");
    }
    return new GitHubPerson(id, login);
  }

  /** The teams of which the person is an active member: an invitation is no membership. */
  List<HeldTeam> teams(Grant grant, GitHubPerson person, List<TeamRole> teams) {
    return teams.stream().flatMap(team -> held(grant, person, team).stream()).toList();
  }

  private Optional<HeldTeam> held(Grant grant, GitHubPerson person, TeamRole team) {
    String path = "/orgs/%s/teams/%s".formatted(team.organization(), team.slug());
    HttpResponse<String> membership = send(asking(grant, path + "/memberships/" + person.login()));
    // Strangers are not told whether a team exists.
    if (membership.statusCode() == 404 || isForbidden(membership)) {
      return Optional.empty();
    }
    if (!read(expect(membership)).path("state").asString("").equals("active")) {
      return Optional.empty();
    }
    long id = read(expect(send(asking(grant, path)))).path("id").asLong(0);
    if (id <= 0) {
      throw unexpected("a team without a number");
    }
    return Optional.of(new HeldTeam(id, team));
  }

  /** Forbidden, and not because too much was asked: then nothing would be known. */
  private static boolean isForbidden(HttpResponse<String> answer) {
    return answer.statusCode() == 403
        && answer.headers().firstValue("retry-after").isEmpty()
        && !answer.headers().firstValue("x-ratelimit-remaining").orElse("").equals("0");
  }

  private HttpRequest asking(Grant grant, String path) {
    return request(under(settings.api(), path))
        .header("Accept", "application/vnd.github+json")
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("Authorization", "Bearer " + grant.token())
        .GET()
        .build();
  }

  private static HttpRequest.Builder request(URI address) {
    return HttpRequest.newBuilder(address)
        .timeout(PATIENCE)
        .header("User-Agent", "snowguard/0.1 (vulnerability management for Nixpkgs)");
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(
          request,
          HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofString(), LONGEST_ANSWER));
    } catch (IOException e) {
      throw unavailable("no answer from " + request.uri().getHost(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("an interruption", new IOException(e));
    }
  }

  private static String expect(HttpResponse<String> answer) {
    if (answer.statusCode() != 200) {
      throw unexpected("status " + answer.statusCode() + " from " + answer.uri().getPath());
    }
    return answer.body();
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (JacksonException e) {
      throw unexpected("an answer that is no JSON");
    }
  }

  private static SourceUnavailable unexpected(String what) {
    return unavailable(what, new IOException(what));
  }

  private static SourceUnavailable unavailable(String what, IOException cause) {
    return new SourceUnavailable(
        SIGNING_IN,
        what,
        "try again in a minute; an operator can also make a one-time link.",
        cause);
  }

  private static Set<String> scopes(String granted) {
    return Arrays.stream(granted.split("[ ,]+"))
        .filter(scope -> !scope.isEmpty())
        .collect(Collectors.toSet());
  }

  /** GitHub's own words for an error are short; nothing else is repeated. */
  private static String word(JsonNode error) {
    String text = error.asString("");
    return text.matches("[a-z_]{1,40}") ? text : "without a reason";
  }

  private static URI under(URI base, String path) {
    return URI.create(base.toString().replaceFirst("/+$", "") + path);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + LocalPath.query(field.getValue()))
        .collect(Collectors.joining("&"));
  }
}
