package org.snowguard.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without JavaScript: keeps cookies, follows no redirects, sends the forms' token. */
public final class TestClient {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final URI baseUrl;
  private final CookieManager cookies = new CookieManager();
  private final HttpClient http = HttpClient.newBuilder().cookieHandler(cookies).build();

  TestClient(URI baseUrl) {
    this.baseUrl = baseUrl;
  }

  /** What came back. */
  public record Answer(int status, String body, Map<String, String> headers) {

    public String location() {
      return headers.getOrDefault("location", "");
    }
  }

  public Answer get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), Map.of());
  }

  public Answer get(String path, Map<String, String> headers) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  /** Submits a form with this session's CSRF token, as every page's forms do. */
  public Answer submit(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", csrfToken());
    return submitWithoutToken(path, all);
  }

  /** Like {@link #submit}, as htmx sends it: the answer is what takes the place of a part. */
  public Answer submitPart(String path, Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("_csrf", csrfToken());
    Map<String, String> headers = new LinkedHashMap<>(formHeaders());
    headers.put("HX-Request", "true");
    return send("POST", path, form(all), headers);
  }

  public Answer submitWithoutToken(String path, Map<String, String> fields) {
    return send("POST", path, form(fields), formHeaders());
  }

  /** Like {@link #submit}, with any method. */
  public Answer send(String method, String path) {
    return method.equals("GET")
        ? get(path)
        : send(
            method, path, HttpRequest.BodyPublishers.noBody(), Map.of("X-CSRF-TOKEN", csrfToken()));
  }

  /** As another site makes a browser send it. */
  public Answer sendWithoutToken(String method, String path) {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), formHeaders());
  }

  /** As a program sends it, with an API token. */
  public Answer sendAsProgram(String method, String path, String token, byte[] body) {
    return send(
        method,
        path,
        HttpRequest.BodyPublishers.ofByteArray(body),
        Map.of("Authorization", "Bearer " + token));
  }

  /** The value of a cookie, empty if there is none. */
  public String cookie(String name) {
    return cookies.getCookieStore().getCookies().stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(HttpCookie::getValue)
        .findFirst()
        .orElse("");
  }

  public String csrfToken() {
    for (String page : new String[] {"/me", "/sign-in"}) {
      Matcher matcher = TOKEN.matcher(get(page).body());
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    throw new AssertionError("Neither /me nor /sign-in shows a form with a token");
  }

  private Answer send(
      String method, String path, HttpRequest.BodyPublisher body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(baseUrl.resolve(path)).method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, String> answered = new LinkedHashMap<>();
      response
          .headers()
          .map()
          .forEach((name, values) -> answered.put(name, String.join(", ", values)));
      return new Answer(response.statusCode(), response.body(), answered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> formHeaders() {
    return Map.of("Content-Type", "application/x-www-form-urlencoded");
  }

  private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
    return HttpRequest.BodyPublishers.ofString(
        fields.entrySet().stream()
            .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
            .collect(Collectors.joining("&")));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
