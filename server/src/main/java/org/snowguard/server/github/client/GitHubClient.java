package org.snowguard.server.github.client;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * GitHub's REST API for one repository. Questions are asked again a few times by themselves; what
 * writes is sent once, and its outcome told. The limits are kept to: a question waits, a writing is
 * asked leave for by its caller.
 */
public final class GitHubClient implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int TRIES = 3;
  private static final int NOT_MODIFIED = 304;

  /** The following page of a list (RFC 8288). */
  private static final Pattern NEXT = Pattern.compile("<([^<>]+)>\\s*;\\s*rel=\"next\"");

  private final GitHubHttp http;
  private final URI api;
  private final String repository;
  private final @Nullable Installation installation;
  private final Limits limits;
  private final Patience patience;
  private final Pause pause;
  private final Clock clock;

  /**
   * Who asks whom.
   *
   * @param api root of the API
   * @param repository owner/name
   * @param appId of our App, or null: then questions are asked without a name
   * @param privateKey of our App, or null
   * @param userAgent says who asks, and where to complain
   * @param proxy through which all requests go, or null
   */
  public record Address(
      URI api,
      String repository,
      @Nullable String appId,
      @Nullable String privateKey,
      String userAgent,
      @Nullable URI proxy) {

    /** Without the key. */
    @Override
    public String toString() {
      return repository + " at " + api;
    }
  }

  public GitHubClient(Address address, Limits limits, Pause pause, Clock clock) {
    String root = address.api().toString();
    api = URI.create(root.endsWith("/") ? root.substring(0, root.length() - 1) : root);
    repository = address.repository();
    this.limits = limits;
    patience = new Patience(limits, pause, clock);
    this.pause = pause;
    this.clock = clock;
    http = new GitHubHttp(address.userAgent(), address.proxy());
    String appId = address.appId();
    String privateKey = address.privateKey();
    installation =
        appId == null || privateKey == null
            ? null
            : new Installation(
                http, api, repository, new AppKey(appId, privateKey), limits, patience, clock);
  }

  /** Which repository this is, as {@code owner/name}. */
  public String repository() {
    return repository;
  }

  /** The address of something below the repository, such as {@code /issues}. */
  public URI ofRepository(String path) {
    return at("/repos/" + repository + path);
  }

  /** The address of something below the API's root. */
  public URI at(String path) {
    return URI.create(api + path);
  }

  /** What {@link #at} makes this address of: it says nothing of where the API answers. */
  public String pathOf(URI uri) {
    String path = uri.toString();
    return path.startsWith(api + "/") ? path.substring(api.toString().length()) : path;
  }

  /** As which App we write. */
  public OwnApp ownApp() throws GitHubFailure, InterruptedException {
    if (installation == null) {
      throw GitHubFailure.unsent("there is no App to write as");
    }
    return installation.app();
  }

  /** Asks; empty if there is no such thing. */
  public Optional<Answer> find(URI uri) throws GitHubFailure, InterruptedException {
    try {
      return Optional.of(get(uri, null));
    } catch (GitHubFailure e) {
      if (e.status() == 404 || e.status() == 410) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Asks, up to three times where there is no answer.
   *
   * @param known the etag of what is known already, or null
   */
  public Answer get(URI uri, @Nullable String known) throws GitHubFailure, InterruptedException {
    requireOurs(uri);
    for (int attempt = 1; ; attempt++) {
      try {
        return ask(uri, known);
      } catch (GitHubFailure e) {
        boolean isPassing = e.status() == 0 || e.status() >= 500 || e.status() == 401;
        if (attempt == TRIES || !isPassing) {
          throw e;
        }
        pause.until(clock.instant().plusSeconds(attempt));
      }
    }
  }

  /** A list may not lead elsewhere with our token. */
  private void requireOurs(URI uri) throws GitHubFailure {
    if (!uri.toString().startsWith(api + "/")) {
      throw GitHubFailure.unsent("GitHub's list goes on at another host, %s".formatted(uri));
    }
  }

  private Answer ask(URI uri, @Nullable String known) throws GitHubFailure, InterruptedException {
    patience.untilMayAsk();
    Map<String, String> headers = new HashMap<>(authorization());
    if (known != null) {
      headers.put("If-None-Match", known);
    }
    HttpResponse<byte[]> response = http.send("GET", uri, headers, null);
    Instant notBefore = limits.heard(response, false);
    if (response.statusCode() == NOT_MODIFIED && known != null) {
      return new Answer(true, JSON.nullNode(), known, null);
    }
    if (response.statusCode() != 200) {
      throw refused("GET", uri, response, notBefore);
    }
    JsonNode body = json(response);
    if (body == null) {
      throw GitHubFailure.unanswered("GitHub's answer at " + uri.getPath() + " is not JSON");
    }
    return new Answer(
        false, body, response.headers().firstValue("etag").orElse(null), next(response.headers()));
  }

  /**
   * Writes, once. The caller has been given leave.
   *
   * @param method POST or PATCH
   */
  public Written write(String method, URI uri, JsonNode content) throws InterruptedException {
    Map<String, String> headers;
    try {
      headers = authorization();
    } catch (GitHubFailure e) {
      return new Written.NotDone(String.valueOf(e.getMessage()), 0, e.notBefore());
    }
    if (headers.isEmpty()) {
      return new Written.NotDone("there is no App to write as: see docs/github.md", 0, null);
    }
    try {
      String body = JSON.writeValueAsString(content);
      return written(method, uri, http.send(method, uri, headers, body));
    } catch (GitHubFailure e) {
      String words = String.valueOf(e.getMessage());
      return e.isUnsent() ? new Written.NotDone(words, 0, null) : new Written.Unknown(words);
    }
  }

  /** Gets what writing needs, so that nothing but the writing itself can fail any more. */
  public void prepareToWrite() throws GitHubFailure, InterruptedException {
    authorization();
  }

  private Written written(String method, URI uri, HttpResponse<byte[]> response) {
    Instant notBefore = limits.heard(response, true);
    int status = response.statusCode();
    if (status / 100 == 2) {
      JsonNode body = json(response);
      return body != null
          ? new Written.Done(body)
          : new Written.Unknown("GitHub's answer to the writing cannot be read");
    }
    String words = String.valueOf(refused(method, uri, response, notBefore).getMessage());
    // That the request took too long says no more than that (RFC 9110, section 15.5.9).
    return status >= 500 || status == 408
        ? new Written.Unknown(words)
        : new Written.NotDone(words, status, notBefore);
  }

  private Map<String, String> authorization() throws GitHubFailure, InterruptedException {
    return installation == null
        ? Map.of()
        : Map.of("Authorization", "Bearer " + installation.token());
  }

  private GitHubFailure refused(
      String method, URI uri, HttpResponse<byte[]> response, @Nullable Instant notBefore) {
    int status = response.statusCode();
    if (status == 401 && installation != null) {
      installation.forgetToken();
    }
    JsonNode body = json(response);
    String said = body == null ? "" : body.path("message").asString("").strip();
    String meaning =
        status / 100 == 3
            ? "it has moved; give its new name in snowguard.github.repository"
            : said.substring(0, Math.min(said.length(), 200));
    return GitHubFailure.answered(
        "GitHub answered %d to %s %s%s"
            .formatted(status, method, uri.getPath(), meaning.isEmpty() ? "" : ": " + meaning),
        status,
        notBefore);
  }

  /**
   * Asks by GraphQL, up to three times where there is no answer. What GitHub answers with status
   * 200 and errors is a failure too: part of an answer would be taken for the whole.
   *
   * @return the member {@code data}
   */
  public JsonNode graphQl(String query, Map<String, ? extends @Nullable Object> variables)
      throws GitHubFailure, InterruptedException {
    String body = JSON.writeValueAsString(Map.of("query", query, "variables", variables));
    for (int attempt = 1; ; attempt++) {
      try {
        return askGraphQl(body);
      } catch (GitHubFailure e) {
        boolean isPassing = e.status() == 0 || e.status() >= 500 || e.status() == 401;
        if (attempt == TRIES || !isPassing) {
          throw e;
        }
        pause.until(clock.instant().plusSeconds(attempt));
      }
    }
  }

  private JsonNode askGraphQl(String body) throws GitHubFailure, InterruptedException {
    patience.untilMayAsk();
    Map<String, String> headers = authorization();
    if (headers.isEmpty()) {
      throw GitHubFailure.unsent("GraphQL answers nobody without a name: set up the App first");
    }
    URI uri = graphQlAddress();
    HttpResponse<byte[]> response = http.send("POST", uri, headers, body);
    // Its hour is counted apart from that of all other requests; the query asks for it.
    Instant notBefore = limits.heardByApp(response);
    JsonNode answer = response.statusCode() == 200 ? json(response) : null;
    if (response.statusCode() != 200) {
      throw refused("POST", uri, response, notBefore);
    }
    if (answer == null) {
      throw GitHubFailure.unanswered("GitHub's answer at " + uri.getPath() + " is not JSON");
    }
    JsonNode errors = answer.path("errors");
    if (!errors.isEmpty()) {
      throw queryFailure(errors.path(0), response);
    }
    JsonNode data = answer.path("data");
    if (!data.isObject()) {
      throw GitHubFailure.unanswered("GitHub's answer to a query has no data");
    }
    return data;
  }

  private static GitHubFailure queryFailure(JsonNode error, HttpResponse<byte[]> response) {
    String said = error.path("message").asString("").strip();
    String type = error.path("type").asString("");
    boolean isLimit = type.equals("RATE_LIMITED") || type.equals("RATE_LIMIT");
    // Without a type it is an error of the server: it took too long, or broke.
    int status = isLimit ? 429 : type.isEmpty() ? 502 : 422;
    return GitHubFailure.answered(
        "GitHub's GraphQL refused a query: " + said.substring(0, Math.min(said.length(), 200)),
        status,
        isLimit ? Refusals.second(response, "x-ratelimit-reset") : null);
  }

  /** Beside the root on servers that companies run, below it on GitHub's own (docs.github.com). */
  private URI graphQlAddress() {
    String root = api.toString();
    return URI.create(
        root.endsWith("/v3")
            ? root.substring(0, root.length() - 2) + "graphql"
            : root + "/graphql");
  }

  private static @Nullable JsonNode json(HttpResponse<byte[]> response) {
    try {
      JsonNode read = JSON.readTree(new String(response.body(), StandardCharsets.UTF_8));
      return read.isContainer() ? read : null;
    } catch (JacksonException none) {
      return null;
    }
  }

  private static @Nullable URI next(HttpHeaders headers) {
    for (String link : headers.allValues("link")) {
      Matcher matcher = NEXT.matcher(link);
      if (matcher.find()) {
        return URI.create(matcher.group(1));
      }
    }
    return null;
  }

  @Override
  public void close() {
    http.close();
  }
}
