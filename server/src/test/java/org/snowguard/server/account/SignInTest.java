package org.snowguard.server.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Role;

class SignInTest {

  private final TestServer server = TestServer.shared();

  @Test
  void lookingAtALinkDoesNotUseItUp() {
    Account account = server.addAccount(Role.TRIAGER);
    String token = link(account);
    TestClient client = server.anonymous();

    assertThat(client.get("/sign-in/" + token).body()).contains("Sign in as " + account.name());
    assertThat(client.get("/sign-in/" + token).status()).isEqualTo(200);
    assertThat(client.submit("/sign-in", Map.of("token", token)).status()).isEqualTo(303);
    assertThat(client.get("/me").body()).contains(account.name()).contains("triager");
  }

  @Test
  void linkWorksOnce() {
    String token = link(server.addAccount());
    assertThat(server.anonymous().submit("/sign-in", Map.of("token", token)).status())
        .isEqualTo(303);

    TestClient second = server.anonymous();
    assertThat(second.submit("/sign-in", Map.of("token", token)).status()).isEqualTo(404);
    assertThat(second.get("/sign-in/" + token).status()).isEqualTo(404);
    assertThat(second.get("/me").status()).isEqualTo(303);
  }

  @Test
  void sessionBeforeSigningInIsNotTheOneAfter() {
    TestClient client = server.anonymous();
    client.get("/sign-in");
    String planted = client.cookie("session");
    assertThat(planted).isNotEmpty();

    client.submit("/sign-in", Map.of("token", link(server.addAccount())));

    assertThat(client.cookie("session")).isNotEmpty().isNotEqualTo(planted);
    TestClient attacker = server.anonymous();
    assertThat(attacker.get("/me", Map.of("Cookie", "session=" + planted)).status()).isEqualTo(303);
  }

  @Test
  void sessionsOfStrangersAreShort() {
    TestClient client = server.anonymous();
    client.get("/sign-in");
    assertThat(idleSeconds(client)).isEqualTo(3600);
    client.submit("/sign-in", Map.of("token", link(server.addAccount())));
    assertThat(idleSeconds(client)).isEqualTo(14 * 24 * 3600);
  }

  private int idleSeconds(TestClient client) {
    String id = new String(Base64.getDecoder().decode(client.cookie("session")), UTF_8);
    return server
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select max_inactive_interval from spring_session where session_id = :id")
                    .bind("id", id)
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void formWithoutTokenIsRefused() {
    TestClient client = server.signIn(Role.SECURITY_TEAM);
    TestClient.Answer answer = client.submitWithoutToken("/sign-out", Map.of());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("The form has expired");
    assertThat(client.get("/me").status()).isEqualTo(200);
  }

  @Test
  void tokenOfAnotherSessionIsRefused() {
    TestClient client = server.signIn(Role.SECURITY_TEAM);
    String foreign = server.signIn(Role.SECURITY_TEAM).csrfToken();
    assertThat(client.submitWithoutToken("/sign-out", Map.of("_csrf", foreign)).status())
        .isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
        "/%0d%0aLocation:x\n", "javascript:alert(1)", "evil.example", "/\t/evil.example"
      })
  void afterSigningInTheBrowserStaysHere(String next) {
    TestClient.Answer answer =
        server
            .anonymous()
            .submit("/sign-in", Map.of("token", link(server.addAccount()), "next", next));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.location()).isEqualTo("/");
  }

  @Test
  void afterSigningInTheBrowserGoesWhereItWanted() {
    TestClient client = server.anonymous();
    assertThat(client.get("/me?tab=a&b=c").location())
        .isEqualTo("/sign-in?next=%2Fme%3Ftab%3Da%26b%3Dc");
    String token = link(server.addAccount());
    assertThat(client.submit("/sign-in", Map.of("token", token, "next", "/me?tab=a")).location())
        .isEqualTo("/me?tab=a");
    assertThat(client.get("/me").body()).contains("Signed in.");
    assertThat(client.get("/me").body()).doesNotContain("Signed in.");
  }

  @Test
  void sessionCookieIsClosedToScriptsAndOtherSites() {
    String cookie = server.anonymous().get("/sign-in").headers().getOrDefault("set-cookie", "");
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    assertThat(cookie).doesNotContain("Secure");
  }

  @Test
  void behindHttpsTheCookieIsBoundToItAndGuessingIsCutShort() {
    Map<String, String> settings =
        Map.of(
            "snowguard.web.base-url", "https://snowguard.example",
            "snowguard.account.failed-sign-ins", "3");
    try (TestServer secure = TestServer.start(settings)) {
      TestClient client = secure.anonymous();
      assertThat(client.get("/sign-in").headers().getOrDefault("set-cookie", ""))
          .startsWith("__Host-session=")
          .contains("Secure");
      for (int attempt = 0; attempt < 3; attempt++) {
        assertThat(client.get("/sign-in/guess").status()).isEqualTo(404);
      }
      assertThat(client.get("/sign-in/guess").status()).isEqualTo(429);
    }
  }

  @Test
  void signingOutEverywhereEndsOtherSessions() {
    Account account = server.addAccount();
    TestClient here = server.signIn(account);
    TestClient elsewhere = server.signIn(account);
    assertThat(here.get("/me").body()).contains("elsewhere");

    assertThat(here.submit("/sign-out-everywhere", Map.of()).status()).isEqualTo(303);

    assertThat(here.get("/me").status()).isEqualTo(303);
    assertThat(elsewhere.get("/me").status()).isEqualTo(303);
  }

  @Test
  void sessionThatSomebodySavedAgainStaysVoid() {
    Account account = server.addAccount();
    TestClient client = server.signIn(account);
    server.bean(Accounts.class).voidSessions(account.number());
    assertThat(client.get("/me").status()).as("though its session is there").isEqualTo(303);
    assertThat(server.signIn(account).get("/me").status()).isEqualTo(200);
  }

  @Test
  void addressThatIsRefusedUnseenIsToldInAPageOfOurs() {
    TestClient.Answer answer = server.signIn(Role.TRIAGER).get("/package/a;b=c");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers()).containsKey("content-security-policy");
    assertThat(answer.body()).contains("Back to the start");
  }

  @Test
  void deletedAccountIsSignedOutAtOnce() {
    Account account = server.addAccount(Role.OPERATOR);
    TestClient client = server.signIn(account);
    server.bean(Accounts.class).delete(account.name());
    assertThat(client.get("/me").status()).isEqualTo(303);
  }

  @Test
  void anonymousReaderGetsNoSession() {
    assertThat(server.anonymous().get("/health").headers()).doesNotContainKey("set-cookie");
    assertThat(server.anonymous().get("/no-such-page").headers()).doesNotContainKey("set-cookie");
  }

  private String link(Account account) {
    return server.bean(Accounts.class).issueLink(account, Accounts.LINK_FOR_NOW).token();
  }
}
