package org.snowguard.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.Role;

class TokenPagesTest {

  private static final Pattern SECRET =
      Pattern.compile("value=\"(snowguard_([0-9a-f]{8})_[\\w-]{43})\"");

  private final TestServer server = TestServer.shared();

  private static Matcher secret(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    Matcher secret = SECRET.matcher(answer.body());
    assertThat(secret.find()).as(answer.body()).isTrue();
    return secret;
  }

  private static Answer make(TestClient person, String scope, String days) {
    return person.submit("/me/tokens", Map.of("label", "laptop", "scope", scope, "days", days));
  }

  @Test
  void secretIsShownOnceAndTheTokenCanBeRevoked() {
    TestClient person = server.signIn(Role.OPERATOR);
    Answer answer = make(person, "metrics", "30");
    assertThat(answer.headers()).containsEntry("cache-control", "no-store");
    Matcher made = secret(answer);
    String token = made.group(1);
    TestClient program = server.anonymous();
    assertThat(program.sendAsProgram("GET", "/metrics/prometheus", token, new byte[0]).status())
        .isEqualTo(200);

    String me = person.get("/me").body();
    assertThat(me).contains("laptop").contains(made.group(2)).doesNotContain(token);
    assertThat(person.get("/me.json").body()).contains(made.group(2)).doesNotContain(token);

    assertThat(person.submit("/me/tokens/" + made.group(2) + "/revoke", Map.of()).status())
        .isEqualTo(303);
    assertThat(program.sendAsProgram("GET", "/metrics/prometheus", token, new byte[0]).status())
        .isEqualTo(401);
  }

  @Test
  void nobodyRevokesOrSeesTheTokensOfOthers() {
    String id = secret(make(server.signIn(), "read", "7")).group(2);
    TestClient other = server.signIn(Role.OPERATOR);
    assertThat(other.submit("/me/tokens/" + id + "/revoke", Map.of()).status()).isEqualTo(404);
    assertThat(other.get("/me").body()).doesNotContain(id);
  }

  @ParameterizedTest
  @CsvSource({
    "read, 367, 367 days",
    "read, 0, 0 minutes",
    "metrics, 7, your roles open nothing",
    "everything, 7, reading a scope"
  })
  void whatIsTooMuchIsRefusedInWords(String scope, String days, String words) {
    Answer answer = make(server.signIn(), scope, days);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains(words);
  }

  @Test
  void tokenWithoutAScopeIsRefused() {
    Answer answer = server.signIn().submit("/me/tokens", Map.of("days", "7"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
  }

  @Test
  void aTokenMakesNoTokens() {
    TestClient person = server.signIn(Role.TRIAGER);
    String token = secret(make(person, "triage", "7")).group(1);
    Answer answer = server.anonymous().sendAsProgram("POST", "/me/tokens", token, new byte[0]);
    assertThat(answer.status()).isEqualTo(403);
  }
}
