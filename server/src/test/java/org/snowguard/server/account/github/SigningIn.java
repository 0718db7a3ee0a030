package org.snowguard.server.account.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.world.github.FakeGitHub;

/** A server on which people of a double of GitHub sign in. */
abstract class SigningIn {

  static final String BASE = "http://snowguard.example";
  static final FakeGitHub gitHub = FakeGitHub.open(Clock.systemUTC());
  static final AtomicLong ids = new AtomicLong(9_000);

  static final TestServer server = start(gitHub.web(), gitHub.api()).untilTheRunEnds();

  long id;
  String login = "";

  static TestServer start(URI web, URI api) {
    gitHub.signIn().callback(BASE + "/sign-in/github/callback");
    return TestServer.start(
            Map.of(
                "snowguard.web.base-url", BASE,
                "snowguard.github.api", api.toString(),
                "snowguard.github.web", web.toString(),
                "snowguard.github.oauth-client-id", gitHub.signIn().clientId(),
                "snowguard.github.oauth-client-secret", gitHub.signIn().clientSecret()))
        .withoutBackgroundWork();
  }

  @BeforeEach
  void somebody() {
    id = ids.incrementAndGet();
    login = "user" + id;
    gitHub.people().add(id, login);
  }

  @AfterEach
  void allIsWell() {
    gitHub.faults().endAll();
    gitHub.signIn().grantOnly(Set.of("read:user", "read:org"));
  }

  void isIn(String team) {
    gitHub.people().join(team, id);
  }

  void isInNone() {
    gitHub.people().leave("security", id);
    gitHub.people().leave("nixpkgs-committers", id);
  }

  static long number(String team) {
    return gitHub.people().team(team).id();
  }

  /** What the person's browser does on GitHub: agrees, and is sent back. */
  static URI agree(URI authorization, long user) {
    return toGitHub(authorization + "&user_id=" + user);
  }

  static URI toGitHub(String address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      return URI.create(
          answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static URI leave(TestClient browser, String next) {
    Answer answer = browser.get("/sign-in/github?next=" + next);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return URI.create(answer.location());
  }

  static String path(URI address) {
    assertThat(address.toString()).startsWith(BASE + "/");
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  Answer signIn(TestClient browser) {
    return browser.get(path(agree(leave(browser, "/"), id)));
  }

  TestClient signedIn() {
    TestClient browser = server.anonymous();
    Answer answer = signIn(browser);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return browser;
  }

  static String me(TestClient browser) {
    return browser.get("/me.json").body();
  }

  Answer link(TestClient browser) {
    Answer asked = browser.submit("/me/github/link", Map.of());
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    String address =
        asked.body().replaceAll("(?s).*href=\"([^\"]*/login/oauth/authorize[^\"]*)\".*", "$1");
    return browser.get(path(agree(URI.create(address.replace("&amp;", "&")), id)));
  }
}
