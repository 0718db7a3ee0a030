package org.snowguard.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server: the addresses of its pages, which answer JSON to programs. */
final class ServerConnection implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PATIENCE_FOR_WORK = Duration.ofMinutes(10);

  private final Credentials credentials;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  ServerConnection(Credentials credentials) {
    this.credentials = credentials;
  }

  static ServerConnection open() throws IOException {
    return new ServerConnection(Credentials.find(System.getenv()));
  }

  /** A part of a path, such as an id that somebody typed. */
  static String segment(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  JsonNode get(String path, Map<String, String> parameters) throws IOException {
    String query = form(parameters.entrySet());
    return send(request(query.isEmpty() ? path : path + "?" + query).GET().build());
  }

  JsonNode post(String path, Collection<Map.Entry<String, String>> fields) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(fields)))
            .build());
  }

  JsonNode put(String path, byte[] body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
            .timeout(PATIENCE_FOR_WORK)
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(credentials.server() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + credentials.token())
        .header("Accept", "application/json");
  }

  private static String form(Collection<Map.Entry<String, String>> fields) {
    return fields.stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private JsonNode send(HttpRequest request) throws IOException {
    HttpResponse<String> answer;
    try {
      answer = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientFailure(
          ClientFailure.UNREACHABLE, "asking " + request.uri() + ": interrupted");
    } catch (IOException e) {
      throw new ClientFailure(
          ClientFailure.UNREACHABLE,
          "asking %s: %s. Is the server up, and the address right?"
              .formatted(request.uri(), reason(e)));
    }
    JsonNode body = json(request, answer);
    if (answer.statusCode() >= 400) {
      throw refusal(
          request, answer.statusCode(), body.path("error").isObject() ? body.path("error") : body);
    }
    return body;
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? "no connection" : message;
  }

  private static JsonNode json(HttpRequest request, HttpResponse<String> answer)
      throws ClientFailure {
    try {
      return JsonMapper.shared().readTree(answer.body());
    } catch (JacksonException e) {
      throw new ClientFailure(
          ClientFailure.UNREACHABLE,
          "asking %s: the answer (%d) is not from a Snowguard server. Look at the address."
              .formatted(request.uri(), answer.statusCode()));
    }
  }

  /** In the server's own words: trying what, with which input, do what. */
  private static ClientFailure refusal(HttpRequest request, int status, JsonNode error) {
    int exitCode =
        switch (status) {
          case 400 -> ClientFailure.WRONG_USE;
          case 409 -> ClientFailure.CHANGED;
          case 429 -> ClientFailure.UNREACHABLE;
          default -> status >= 500 ? ClientFailure.UNREACHABLE : ClientFailure.REFUSED;
        };
    String words = words(request, status, error);
    String who =
        status == 401 ? " (or sign in anew: snowguard login " + origin(request.uri()) + ")" : "";
    return new ClientFailure(exitCode, Table.plain(words) + who);
  }

  private static String words(HttpRequest request, int status, JsonNode error) {
    if (error.path("advice").isString()) {
      return "%s: %s; %s"
          .formatted(
              error.path("trying").asString(""),
              error.path("input").asString(""),
              error.path("advice").asString());
    }
    if (error.path("message").isString()) {
      return "%s: %s; %s"
          .formatted(
              error.path("trying").asString(""),
              error.path("label").asString(""),
              error.path("message").asString());
    }
    return status == 409
        ? "somebody changed it meanwhile: look at it again, then decide"
        : "the server answered %d to %s".formatted(status, request.uri());
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  @Override
  public void close() {
    client.close();
  }
}
