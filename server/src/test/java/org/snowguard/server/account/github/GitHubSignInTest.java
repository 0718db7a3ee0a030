package org.snowguard.server.account.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.world.github.GitHubFault;

class GitHubSignInTest extends SigningIn {

  private static Map<String, String> fields(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
  }

  @Test
  void authorizationAsksForLittleAndIsBound() {
    Map<String, String> asked = fields(leave(server.anonymous(), "/"));
    assertThat(asked)
        .containsEntry("scope", "read:user read:org")
        .containsEntry("redirect_uri", BASE + "/sign-in/github/callback")
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainKey("client_secret");
    assertThat(asked.get("state")).hasSizeGreaterThan(40);
    assertThat(asked.get("code_challenge")).hasSize(43);
  }

  @Test
  void answerToAnotherBrowserIsRefused() {
    URI back = agree(leave(server.anonymous(), "/"), id);
    TestClient victim = server.anonymous();
    leave(victim, "/");
    Answer answer = victim.get(path(back));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(victim.get("/me").status()).isEqualTo(303);
    assertThat(server.anonymous().get(path(back)).status()).isEqualTo(400);
  }

  @Test
  void answerIsTakenOnce() {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, "/"), id);
    assertThat(browser.get(path(back)).status()).isEqualTo(303);
    assertThat(browser.get(path(back)).status()).isEqualTo(400);
  }

  @Test
  void codeOfAnotherAskerIsNotTaken() {
    TestClient attacker = server.anonymous();
    URI theirs = agree(leave(attacker, "/"), id);
    TestClient victim = server.anonymous();
    String state = fields(leave(victim, "/")).get("state");
    String code = fields(theirs).get("code");
    Answer answer = victim.get("/sign-in/github/callback?code=" + code + "&state=" + state);
    assertThat(answer.status()).as("the verifier differs").isEqualTo(400);
    assertThat(answer.body()).contains("bad_verification_code");
  }

  @Test
  void refusalOnGitHubIsToldInWords() {
    TestClient browser = server.anonymous();
    Answer answer = browser.get(path(toGitHub(leave(browser, "/") + "&deny=1")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("your refusal on GitHub");
  }

  @Test
  void sessionBeforeIsNotTheOneAfter() {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, "/"), id);
    String planted = browser.cookie("session");
    assertThat(browser.get(path(back)).status()).isEqualTo(303);
    assertThat(browser.cookie("session")).isNotEqualTo(planted);
    TestClient attacker = server.anonymous();
    assertThat(attacker.get("/me", Map.of("Cookie", "session=" + planted)).status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example", "/%5Cevil.example"})
  void browserStaysHere(String next) {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, next), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/");
  }

  @Test
  void browserGoesWhereItWanted() {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, "%2Fme%3Ftab%3Da"), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/me?tab=a");
  }

  // Connections that are dropped are tried once more by Java's own client; 403 is how GitHub says
  // that somebody is no member.
  @ParameterizedTest
  @EnumSource(
      value = GitHubFault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DROP_BEFORE", "DROP_AFTER", "SLOW", "STALE_LIST", "FORBIDDEN"})
  void failingGitHubTakesNoRoleAndSignsNobodyIn(GitHubFault fault) {
    isIn("security");
    TestClient before = signedIn();
    for (String asked : List.of("/user$", "/memberships/", "/teams/security$")) {
      gitHub.faults().next(fault, "GET", asked);
      TestClient browser = server.anonymous();
      Answer answer = signIn(browser);
      assertThat(answer.status()).as(asked + ": " + answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("one-time link");
      assertThat(browser.get("/me").status()).isEqualTo(303);
      gitHub.faults().endAll();
    }
    assertThat(me(before)).contains("security team");
  }

  @Test
  void redirectsAreNotFollowedWithSecrets() throws IOException {
    List<String> reached = new CopyOnWriteArrayList<>();
    HttpServer moved = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    String address = "http://localhost:" + moved.getAddress().getPort();
    moved.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().add("Location", address + "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    moved.start();
    try (TestServer other = start(URI.create(address), gitHub.api())) {
      TestClient browser = other.anonymous();
      String state = fields(leave(browser, "/")).get("state");
      Answer answer = browser.get("/sign-in/github/callback?code=x&state=" + state);
      assertThat(answer.status()).isEqualTo(503);
    } finally {
      moved.stop(0);
    }
    assertThat(reached).containsExactly("/login/oauth/access_token");
  }

  @Test
  void secretsStandOnNoPageAndInNoLog() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      TestClient browser = server.anonymous();
      URI authorization = leave(browser, "/");
      URI back = agree(authorization, id);
      gitHub.faults().next(GitHubFault.ERROR_BEFORE, "GET", "/user$");
      Answer answer = browser.get(path(back));
      assertThat(answer.body()).contains("signing in with GitHub");
      assertThat(log.toString(UTF_8)).contains("signing in with GitHub");
      assertThat(answer.body() + answer.headers() + log.toString(UTF_8))
          .doesNotContain(gitHub.signIn().clientSecret())
          .doesNotContain("gho_")
          .doesNotContain(fields(back).get("code"))
          .doesNotContain(fields(back).get("state"));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void serverWithoutItSaysSo() {
    Answer answer = TestServer.shared().anonymous().get("/sign-in/github");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(TestServer.shared().anonymous().get("/sign-in").body()).doesNotContain("GitHub");
    assertThat(server.anonymous().get("/sign-in?next=/me").body())
        .contains("href=\"/sign-in/github?next=%2Fme\"");
  }
}
