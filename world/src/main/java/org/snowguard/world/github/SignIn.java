package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The web flow of OAuth, with a page on which one chooses as whom to sign in. */
public final class SignIn {

  static final String AUTHORIZE = "/login/oauth/authorize";
  static final String ACCESS_TOKEN = "/login/oauth/access_token";

  private static final Duration CODE_LIFE = Duration.ofMinutes(10);

  private final People people;
  private final Tokens tokens;
  private final Clock clock;
  private final Map<String, Granted> codes = new HashMap<>();
  private int made;
  private long signedIn;
  private @Nullable Set<String> only;
  private String callback = "";

  private record Granted(
      long userId, Set<String> scopes, String redirect, String challenge, Instant expires) {}

  SignIn(People people, Tokens tokens, Clock clock) {
    this.people = people;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** Of the OAuth application. */
  public String clientId() {
    return "Ov23liSnowguardTest01";
  }

  /** Of the OAuth application. */
  public String clientSecret() {
    return "0123456789abcdef0123456789abcdef01234567";
  }

  /** Redirects must begin with this address; none is checked unless it is set. */
  public synchronized void callback(String address) {
    callback = address;
  }

  /** The browser is signed in as this user: the page of authorisation sends it on at once. */
  public synchronized void as(User user) {
    signedIn = user.id();
  }

  /** The browser is signed in as nobody: the page of authorisation asks. */
  public synchronized void asNobody() {
    signedIn = 0;
  }

  /** Users grant no other scope than these from now on, whatever is asked. */
  public synchronized void grantOnly(Set<String> scopes) {
    only = Set.copyOf(scopes);
  }

  /** A token of a user, as if made on the page of settings. */
  public String token(User user, String... scopes) {
    return tokens.ofPerson(user.id(), Set.of(scopes));
  }

  /** The user takes back what was granted. */
  public void revoke(User user) {
    tokens.revoke(user.id());
  }

  synchronized Reply authorize(Request request) {
    Map<String, String> asked =
        request.isRead() ? request.parameters() : new LinkedHashMap<>(request.fields());
    if (!clientId().equals(asked.get("client_id"))) {
      return Reply.html(404, "<!doctype html><title>Not found</title><p>No such application.");
    }
    String redirect = asked.getOrDefault("redirect_uri", callback);
    if (!redirect.startsWith(callback)) {
      return Reply.redirect(
          withQuery(callback, Map.of("error", "redirect_uri_mismatch", "state", state(asked))));
    }
    String method = asked.getOrDefault("code_challenge_method", "");
    if (!asked.getOrDefault("code_challenge", "").isEmpty() && !method.equals("S256")) {
      return Reply.redirect(
          withQuery(redirect, Map.of("error", "invalid_request", "state", state(asked))));
    }
    if (asked.containsKey("deny")) {
      return Reply.redirect(
          withQuery(redirect, Map.of("error", "access_denied", "state", state(asked))));
    }
    String chosen = asked.getOrDefault("user_id", "");
    long user = chosen.isEmpty() ? signedIn : Long.parseLong(chosen);
    if (people.user(user).isEmpty()) {
      return Reply.html(200, page(asked));
    }
    String code = "%020x".formatted(++made);
    codes.put(
        code,
        new Granted(
            user,
            scopes(asked.getOrDefault("scope", "")),
            redirect,
            asked.getOrDefault("code_challenge", ""),
            clock.instant().plus(CODE_LIFE)));
    return Reply.redirect(withQuery(redirect, Map.of("code", code, "state", state(asked))));
  }

  private static String state(Map<String, String> asked) {
    return asked.getOrDefault("state", "");
  }

  private Set<String> scopes(String asked) {
    Set<String> scopes =
        Arrays.stream(asked.split("[ ,]+"))
            .filter(scope -> !scope.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    if (only != null) {
      scopes.retainAll(only);
    }
    return scopes;
  }

  private static String withQuery(String address, Map<String, String> more) {
    String query =
        more.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .sorted(Map.Entry.comparingByKey())
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return address + (address.contains("?") ? "&" : "?") + query;
  }

  private String page(Map<String, String> asked) {
    StringBuilder page =
        new StringBuilder("<!doctype html><title>Sign in</title><h1>Sign in as</h1>");
    page.append("<form method=post action=\"").append(AUTHORIZE).append("\">");
    asked.forEach(
        (name, value) ->
            page.append(
                "<input type=hidden name=\"%s\" value=\"%s\">"
                    .formatted(escape(name), escape(value))));
    for (User user : people.users()) {
      if (user.type().equals("User")) {
        page.append(
            "<p><button name=user_id value=%d>%s</button>"
                .formatted(user.id(), escape(user.login())));
      }
    }
    return page.append("<p><button name=deny value=1>Refuse</button></form>").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }

  /** Errors come with status 200, as GitHub sends them. */
  synchronized Reply accessToken(Request request) {
    Map<String, String> fields = request.fields();
    if (!clientId().equals(fields.get("client_id"))
        || !clientSecret().equals(fields.get("client_secret"))) {
      return error(
          request,
          "incorrect_client_credentials",
          "The client_id and/or client_secret passed are incorrect.");
    }
    Granted granted = codes.remove(fields.getOrDefault("code", ""));
    if (granted == null
        || !clock.instant().isBefore(granted.expires())
        || !isVerified(granted.challenge(), fields.getOrDefault("code_verifier", ""))) {
      return error(request, "bad_verification_code", "The code passed is incorrect or expired.");
    }
    if (!fields.getOrDefault("redirect_uri", granted.redirect()).equals(granted.redirect())) {
      return error(
          request,
          "redirect_uri_mismatch",
          "The redirect_uri MUST match the registered callback URL for this application.");
    }
    ObjectNode answer = Json.object();
    answer.put("access_token", tokens.ofPerson(granted.userId(), granted.scopes()));
    answer.put("scope", String.join(",", granted.scopes()));
    answer.put("token_type", "bearer");
    return inWantedForm(request, answer);
  }

  /** RFC 7636, section 4.6. */
  private static boolean isVerified(String challenge, String verifier) {
    if (challenge.isEmpty()) {
      return true;
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).equals(challenge);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reply error(Request request, String code, String words) {
    ObjectNode answer = Json.object();
    answer.put("error", code);
    answer.put("error_description", words);
    answer.put("error_uri", "https://docs.github.com/apps/troubleshooting-oauth-errors");
    return inWantedForm(request, answer);
  }

  private static Reply inWantedForm(Request request, ObjectNode answer) {
    if (request.head("Accept").contains("json")) {
      return Reply.ok(answer);
    }
    String form =
        answer.properties().stream()
            .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue().asString(), UTF_8))
            .collect(Collectors.joining("&"));
    return new Reply(
        200, "application/x-www-form-urlencoded; charset=utf-8", Map.of(), form.getBytes(UTF_8));
  }
}
