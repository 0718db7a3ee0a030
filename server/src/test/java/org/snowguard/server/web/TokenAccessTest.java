package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.account.IssuedToken;

class TokenAccessTest {

  private static final String SCOPED = "/test/program/scoped";
  private static final String PEOPLE = "/test/program/people";
  private static final String PUBLIC = "/test/program/public";

  private final TestServer server = TestServer.shared();

  private IssuedToken token(Account account) {
    return server
        .bean(ApiTokens.class)
        .issue(account, Set.of(Scope.EVALUATION), Duration.ofDays(1));
  }

  private static Answer call(TestClient client, String method, String path, String secret) {
    return client.sendAsProgram(method, path, secret, new byte[0]);
  }

  @Test
  void letsInForItsScopeInItsAccountsName() {
    Account operator = server.addAccount(Role.OPERATOR);
    Answer answer = call(server.anonymous(), "POST", SCOPED, token(operator).secret());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains(operator.name());
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
  void givesNoMoreThanTheAccountMay(Role role) {
    Account account = server.addAccount(role);
    Answer answer = call(server.anonymous(), "POST", SCOPED, token(account).secret());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("operator");
  }

  @Test
  void opensNothingThatDoesNotNameItsScope() {
    Account operator = server.addAccount(Role.OPERATOR);
    Answer answer = call(server.anonymous(), "POST", PEOPLE, token(operator).secret());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.body()).contains("programs are not let in");
  }

  @Test
  void isNobodyOnPublicPages() {
    Account operator = server.addAccount(Role.OPERATOR);
    Answer answer = call(server.anonymous(), "GET", PUBLIC, token(operator).secret());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("nobody");
  }

  @Test
  void cookiesDoNotCountBesideAToken() {
    TestClient signedIn = server.signIn(Role.OPERATOR);
    assertThat(signedIn.get(PUBLIC).body()).doesNotContain("nobody");
    Account triager = server.addAccount(Role.TRIAGER);
    String secret = token(triager).secret();
    assertThat(call(signedIn, "GET", PUBLIC, secret).body()).contains("nobody");
    assertThat(call(signedIn, "POST", SCOPED, secret).status()).isEqualTo(403);
    assertThat(call(signedIn, "POST", PEOPLE, "made-up").status()).isEqualTo(401);
  }

  @Test
  void isRefusedOnceRevokedAndWhenItsAccountIsGone() {
    ApiTokens tokens = server.bean(ApiTokens.class);
    Account operator = server.addAccount(Role.OPERATOR);
    IssuedToken revoked = token(operator);
    IssuedToken orphaned = token(operator);
    tokens.revoke(revoked.id());
    Answer answer = call(server.anonymous(), "POST", SCOPED, revoked.secret());
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers()).containsEntry("www-authenticate", "Bearer");
    assertThat(answer.body()).contains("was revoked").doesNotContain(revoked.secret());

    server.bean(Accounts.class).delete(operator.name());
    assertThat(call(server.anonymous(), "POST", SCOPED, orphaned.secret()).status()).isEqualTo(401);
  }

  @Test
  void formsStillNeedTheirToken() {
    TestClient operator = server.signIn(Role.OPERATOR);
    assertThat(operator.submitWithoutToken(SCOPED, Map.of()).status()).isEqualTo(403);
    assertThat(operator.submit(SCOPED, Map.of()).status()).isEqualTo(200);
  }
}
