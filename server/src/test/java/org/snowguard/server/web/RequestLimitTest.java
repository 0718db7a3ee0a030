package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.ApiTokens;

class RequestLimitTest {

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final RequestLimit limit = new RequestLimit(60, clock);

  private int takenAtOnce(String key) {
    int taken = 0;
    while (limit.take(key).isZero()) {
      taken++;
    }
    return taken;
  }

  @Test
  void soManyGoOnAtOnceAndThenOneASecond() {
    assertThat(takenAtOnce("a")).isEqualTo(60);
    assertThat(limit.take("a")).isEqualTo(Duration.ofSeconds(1));
    assertThat(limit.look("a")).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofMillis(400));
    assertThat(limit.take("a")).isEqualTo(Duration.ofMillis(600));
    clock.advance(Duration.ofMillis(600));
    assertThat(takenAtOnce("a")).isEqualTo(1);
    clock.advance(Duration.ofSeconds(10));
    assertThat(takenAtOnce("a")).isEqualTo(10);
    clock.advance(Duration.ofHours(1));
    assertThat(takenAtOnce("a")).as("no more than fits").isEqualTo(60);
  }

  @Test
  void keysDoNotCountForEachOther() {
    assertThat(takenAtOnce("a")).isEqualTo(60);
    assertThat(takenAtOnce("b")).isEqualTo(60);
    assertThat(limit.knows("a")).isTrue();
    assertThat(limit.knows("c")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7,             203.0.113.7",
    "2001:db8:1:2:3:4:5:6,    20010db800010002::/64",
    "2001:db8:1:2::ffff,      20010db800010002::/64",
    "2001:db8:1:3::ffff,      20010db800010003::/64",
    "::ffff:203.0.113.7,      203.0.113.7",
    "no:address,              no:address"
  })
  void networksOfIPv6AreOneAddress(String address, String key) {
    assertThat(ClientAddress.of(address)).isEqualTo(key);
  }

  @Test
  void whoAsksTooMuchIsToldToWait() {
    Map<String, String> settings =
        Map.of("snowguard.limits.strangers", "5", "snowguard.limits.tokens", "7");
    try (TestServer server = TestServer.start(settings).withoutBackgroundWork()) {
      TestClient stranger = server.anonymous();
      Map<String, String> from = Map.of("X-Forwarded-For", "203.0.113.7");
      for (int request = 0; request < 5; request++) {
        assertThat(stranger.get("/issues", from).status()).isEqualTo(200);
      }
      Answer refused = stranger.get("/issues", from);
      assertThat(refused.status()).isEqualTo(429);
      assertThat(Integer.parseInt(refused.headers().getOrDefault("retry-after", "")))
          .isBetween(1, 12);
      assertThat(refused.body()).contains("5 requests a minute");
      assertThat(stranger.get("/issues", Map.of("X-Forwarded-For", "203.0.113.8")).status())
          .isEqualTo(200);
      assertThat(stranger.get("/issues").status()).as("this machine").isEqualTo(200);
      Answer forged = stranger.get("/issues", Map.of("X-Forwarded-For", "127.0.0.1, 203.0.113.7"));
      assertThat(forged.status()).as("what the proxy adds counts").isEqualTo(429);

      TestClient person = server.signIn(Role.TRIAGER);
      for (int request = 0; request < 9; request++) {
        assertThat(person.get("/issues", from).status()).isEqualTo(200);
      }
      countsTokens(server, stranger);
    }
  }

  private static void countsTokens(TestServer server, TestClient client) {
    Account account = server.addAccount(Role.OPERATOR);
    String token =
        server
            .bean(ApiTokens.class)
            .issue(account, Set.of(Scope.METRICS), Duration.ofDays(1))
            .secret();
    Map<String, String> program =
        Map.of("Authorization", "Bearer " + token, "X-Forwarded-For", "203.0.113.9");
    for (int request = 0; request < 7; request++) {
      assertThat(client.get("/metrics/prometheus", program).status()).isEqualTo(200);
    }
    Answer refused = client.get("/metrics/prometheus", program);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsKey("retry-after");
    assertThat(refused.body()).doesNotContain(token);

    Map<String, String> guess =
        Map.of(
            "Authorization",
            "Bearer snowguard_00000000_" + "x".repeat(43),
            "X-Forwarded-For",
            "203.0.113.10");
    for (int request = 0; request < 5; request++) {
      assertThat(client.get("/metrics/prometheus", guess).status()).isEqualTo(401);
    }
    assertThat(client.get("/metrics/prometheus", guess).status()).isEqualTo(429);
  }
}
