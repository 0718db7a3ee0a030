package org.snowguard.server.account.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** As much of GitHub as a sign-in meets: OAuth with PKCE, one's own account, memberships. */
final class SmallGitHub implements AutoCloseable {

  static final String CLIENT_ID = "Iv1.test";
  static final String CLIENT_SECRET = "very-secret-client-secret-0123456789";

  private record Authorization(long user, String challenge, String redirectUri) {}

  private final HttpServer server;
  private final AtomicInteger counter = new AtomicInteger();
  private final Map<String, Authorization> codes = new ConcurrentHashMap<>();
  private final Map<String, Long> tokens = new ConcurrentHashMap<>();

  /** Logins by number. */
  final Map<Long, String> users = new ConcurrentHashMap<>();

  /** Numbers of teams by {@code organization/slug}. */
  final Map<String, Long> teams = new ConcurrentHashMap<>();

  /** {@code active} or {@code pending} by {@code organization/slug/login}. */
  final Map<String, String> memberships = new ConcurrentHashMap<>();

  volatile String scopes = "read:org,read:user";
  volatile @Nullable Integer failing;
  volatile @Nullable String redirecting;
  volatile String lastToken = "";

  SmallGitHub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  /** What the person's browser does on GitHub: agrees, and is sent back with a code. */
  URI agree(String authorization, long user) {
    Map<String, String> asked = fields(URI.create(authorization).getRawQuery());
    if (!CLIENT_ID.equals(asked.get("client_id"))
        || !"S256".equals(asked.get("code_challenge_method"))) {
      throw new AssertionError("GitHub would refuse " + authorization);
    }
    String code = "code-" + counter.incrementAndGet();
    String back = value(asked, "redirect_uri");
    codes.put(code, new Authorization(user, value(asked, "code_challenge"), back));
    return URI.create(back + "?code=" + code + "&state=" + value(asked, "state"));
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      Integer failure = failing;
      String elsewhere = redirecting;
      if (elsewhere != null) {
        exchange.getResponseHeaders().add("Location", elsewhere + path);
        send(exchange, 307, "");
      } else if (failure != null && !path.startsWith("/login")) {
        send(exchange, failure, "{}");
      } else if (path.equals("/login/oauth/access_token")) {
        send(
            exchange,
            200,
            token(fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8))));
      } else {
        api(exchange, path);
      }
    }
  }

  private String token(Map<String, String> given) {
    Authorization authorization = codes.remove(value(given, "code"));
    if (authorization == null
        || !CLIENT_SECRET.equals(given.get("client_secret"))
        || !authorization.redirectUri().equals(given.get("redirect_uri"))
        || !authorization.challenge().equals(challenge(value(given, "code_verifier")))) {
      return "{\"error\":\"bad_verification_code\"}";
    }
    lastToken = "gho_" + "0123456789abcdefghij".repeat(2) + counter.incrementAndGet();
    tokens.put(lastToken, authorization.user());
    return "{\"access_token\":\"%s\",\"scope\":\"%s\",\"token_type\":\"bearer\"}"
        .formatted(lastToken, scopes);
  }

  private void api(HttpExchange exchange, String path) throws IOException {
    String shown = exchange.getRequestHeaders().getFirst("Authorization");
    Long user = shown == null ? null : tokens.get(shown.replace("Bearer ", ""));
    if (user == null) {
      send(exchange, 401, "{}");
      return;
    }
    String[] parts = path.split("/");
    if (path.equals("/user")) {
      send(exchange, 200, "{\"id\":%d,\"login\":\"%s\"}".formatted(user, users.get(user)));
    } else if (parts.length == 7) {
      String state = memberships.get(parts[2] + "/" + parts[4] + "/" + parts[6]);
      send(exchange, state == null ? 404 : 200, "{\"state\":\"%s\"}".formatted(state));
    } else {
      Long id = teams.get(parts[2] + "/" + parts[4]);
      send(exchange, id == null ? 404 : 200, "{\"id\":%d}".formatted(id));
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> fields(String form) {
    return Arrays.stream(form.split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
  }

  private static String value(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new AssertionError("No " + name + " in " + fields.keySet());
    }
    return value;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
