package org.snowguard.bench.team;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody with a browser of his own, signed in. */
public final class Person implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"(_csrf)\"\\s+value=\"([^\"]+)\"");
  private static final JsonMapper JSON = new JsonMapper();

  private final String name;
  private final URI base;
  private final HttpClient client;
  private String formToken = "";

  private Person(String name, URI base) {
    this.name = name;
    this.base = base;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * Uses a one-time link up.
   *
   * @param token the last part of the link
   */
  static Person signedIn(String name, URI base, String token)
      throws IOException, InterruptedException {
    Person person = new Person(name, base);
    person.formToken = formToken(person.get("/sign-in/" + token));
    HttpResponse<String> answer = person.post("/sign-in", Map.of("token", token));
    if (answer.statusCode() != 303) {
      throw new IOException("signing in as %s: %s".formatted(name, answer));
    }
    // Signing in begins a new session, with another token for its forms.
    person.formToken = formToken(person.get("/me"));
    return person;
  }

  String name() {
    return name;
  }

  /** What the person sees at a path. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(),
        BodyHandlers.ofString());
  }

  /** A page's twin for programs. */
  JsonNode json(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path);
    if (answer.statusCode() != 200) {
      throw new IOException("reading %s: status %d".formatted(path, answer.statusCode()));
    }
    return JSON.readTree(answer.body());
  }

  /** A card as it stands now. */
  Card card(long id) throws IOException, InterruptedException {
    return Card.of(json("/queue/" + id + ".json"));
  }

  /** Presses a button of a card: only what takes the card's place is answered. */
  HttpResponse<String> post(String path, Map<String, String> form)
      throws IOException, InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(form);
    fields.put("_csrf", formToken);
    String body =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return client.send(
        HttpRequest.newBuilder(base.resolve(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("HX-Request", "true")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private static String formToken(HttpResponse<String> page) throws IOException {
    Matcher found = FORM_TOKEN.matcher(page.body());
    if (!found.find()) {
      throw new IOException("there is no form at " + page);
    }
    return found.group(2);
  }

  @Override
  public void close() {
    client.close();
  }
}
