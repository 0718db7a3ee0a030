package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.world.github.Asking.json;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SignInTest {

  private static final String VERIFIER = "a-verifier-of-at-least-forty-three-characters-long";
  private static final String CALLBACK = "http://localhost:9/callback";

  private final TestClock clock = new TestClock();
  private final FakeGitHub gitHub = FakeGitHub.open(clock);
  private final Asking asking = new Asking(gitHub);

  @BeforeEach
  void signIn() {
    gitHub.signIn().callback(CALLBACK);
    gitHub.signIn().as(gitHub.people().add("alice"));
  }

  @AfterEach
  void close() {
    asking.close();
    gitHub.close();
  }

  private static String challenge() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
  }

  private static String query(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private HttpResponse<String> authorize(String redirect, String method) throws Exception {
    String query =
        query(
            Map.of(
                "client_id",
                gitHub.signIn().clientId(),
                "redirect_uri",
                redirect,
                "scope",
                "read:user read:org",
                "state",
                "s 1",
                "code_challenge",
                challenge(),
                "code_challenge_method",
                method));
    return asking.send("GET", gitHub.web() + "/login/oauth/authorize?" + query, "", "");
  }

  private Map<String, String> sentBack(HttpResponse<String> answer) {
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    assertThat(location.toString()).startsWith(CALLBACK);
    return Request.form(location.getRawQuery());
  }

  private static String code(Map<String, String> back) {
    return back.getOrDefault("code", "");
  }

  private JsonNode exchange(String code, String verifier, String secret) {
    String body =
        """
        {"client_id":"%s","client_secret":"%s","code":"%s","code_verifier":"%s"}\
        """
            .formatted(gitHub.signIn().clientId(), secret, code, verifier);
    return json(
        asking.send(
            "POST",
            gitHub.web() + "/login/oauth/access_token",
            "",
            body,
            "Accept",
            "application/json"));
  }

  @Test
  void theWebFlowEndsWithATokenOfTheUser() throws Exception {
    Map<String, String> back = sentBack(authorize(CALLBACK, "S256"));
    assertThat(back).containsEntry("state", "s 1");

    JsonNode token = exchange(code(back), VERIFIER, gitHub.signIn().clientSecret());

    assertThat(token.path("scope").asString()).isEqualTo("read:org,read:user");
    HttpResponse<String> user =
        asking.send("GET", "/user", token.path("access_token").asString(), "");
    assertThat(json(user).path("login").asString()).isEqualTo("alice");
    assertThat(user.headers().firstValue("X-OAuth-Scopes")).contains("read:org, read:user");
    assertThat(
            exchange(code(back), VERIFIER, gitHub.signIn().clientSecret()).path("error").asString())
        .as("a code is good once")
        .isEqualTo("bad_verification_code");
  }

  @Test
  void aCodeNeedsItsVerifierTheSecretAndHaste() throws Exception {
    String secret = gitHub.signIn().clientSecret();
    String code = code(sentBack(authorize(CALLBACK, "S256")));
    assertThat(exchange(code, "another", secret).path("error").asString())
        .isEqualTo("bad_verification_code");
    code = code(sentBack(authorize(CALLBACK, "S256")));
    assertThat(exchange(code, VERIFIER, "nonsense").path("error").asString())
        .isEqualTo("incorrect_client_credentials");
    clock.advance(Duration.ofMinutes(10));
    assertThat(exchange(code, VERIFIER, secret).path("error").asString())
        .isEqualTo("bad_verification_code");
  }

  @Test
  void refusalsGoBackToTheCallback() throws Exception {
    assertThat(sentBack(authorize("http://evil.example/", "S256")))
        .containsEntry("error", "redirect_uri_mismatch");
    assertThat(sentBack(authorize(CALLBACK, "plain"))).containsEntry("error", "invalid_request");
  }

  @Test
  void usersMayGrantLess() throws Exception {
    gitHub.signIn().grantOnly(Set.of("read:user"));
    String code = code(sentBack(authorize(CALLBACK, "S256")));
    assertThat(exchange(code, VERIFIER, gitHub.signIn().clientSecret()).path("scope").asString())
        .isEqualTo("read:user");
  }

  @Test
  void thePageLetsOneChoose() throws Exception {
    gitHub.signIn().asNobody();
    User bob = gitHub.people().add("bob");
    assertThat(authorize(CALLBACK, "S256").body()).contains("alice").contains("bob");

    String form =
        query(
            Map.of(
                "client_id",
                gitHub.signIn().clientId(),
                "redirect_uri",
                CALLBACK,
                "scope",
                "read:user",
                "state",
                "s 1",
                "user_id",
                String.valueOf(bob.id())));
    HttpResponse<String> chosen =
        asking.send("GET", gitHub.web() + "/login/oauth/authorize?" + form, "", "");
    JsonNode token = exchange(code(sentBack(chosen)), "", gitHub.signIn().clientSecret());
    assertThat(
            json(asking.send("GET", "/user", token.path("access_token").asString(), ""))
                .path("login")
                .asString())
        .isEqualTo("bob");
  }
}
