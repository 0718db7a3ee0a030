package org.snowguard.server.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.server.evaluation.ChannelWorld.CHANNEL;
import static org.snowguard.server.evaluation.ChannelWorld.NEXT_REVISION;
import static org.snowguard.server.evaluation.ChannelWorld.REVISION;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;

class EvaluationApiTest {

  private static final int LIMIT = 100_000;
  private static final TestServer server =
      TestServer.start(Map.of("snowguard.evaluation.upload-limit", LIMIT + "B"))
          .withoutBackgroundWork();
  private static final ChannelWorld world = new ChannelWorld(server.database(), Clock.systemUTC());
  private static String token = "";

  @BeforeAll
  static void arrange() {
    world.advance(REVISION, "curl 8.5.0", "zlib 1.3");
    token = token(Role.OPERATOR);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String token(Role role) {
    return server
        .bean(ApiTokens.class)
        .issue(server.addAccount(role), Set.of(Scope.EVALUATION), Duration.ofDays(1))
        .secret();
  }

  private static Answer put(String secret, String channel, String revision, byte[] body) {
    String path = "/api/v1/channel/%s/evaluation?revision=%s".formatted(channel, revision);
    return server.anonymous().sendAsProgram("PUT", path, secret, body);
  }

  private static Answer put(byte[] body) {
    return put(token, CHANNEL, REVISION, body);
  }

  private static byte[] lines() {
    return EvaluationsTest.LINES.getBytes(UTF_8);
  }

  @Test
  void takesFindingsAndTellsWhatCameOfThem() {
    Answer answer = put(lines());
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"applied\":2", "\"unread\":1", "odd could not be evaluated");
    assertThat(world.patches("curl")).isEqualTo("CVE-2030-0001.patch");
    assertThat(put(lines()).body()).contains("\"changed\":0");
    assertThat(server.anonymous().get("/sources").body())
        .contains("Patches and sources", "of 2 packages, 1 attribute");
    assertThat(server.anonymous().get("/sources.json").body())
        .contains("\"revision\":\"%s\",\"known\":true".formatted(REVISION));
  }

  @Test
  void isRefusedWithoutAToken() {
    Answer answer =
        server.anonymous().send("PUT", "/api/v1/channel/%s/evaluation".formatted(CHANNEL));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(put("snowguard_made_up", CHANNEL, REVISION, lines()).status()).isEqualTo(401);
    assertThat(put(token(Role.TRIAGER), CHANNEL, REVISION, lines()).status()).isEqualTo(403);
  }

  @Test
  void isRefusedForAnotherRevision() {
    Answer answer = put(token, CHANNEL, NEXT_REVISION, lines());
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("the channel stands at " + REVISION);
    assertThat(answer.headers().get("content-type")).isEqualTo("application/problem+json");
    assertThat(put(token, "nixos-never", REVISION, lines()).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"main", "1111", "", "11111111111111111111111111111111111111111"})
  void needsAWholeRevision(String revision) {
    assertThat(put(token, CHANNEL, revision, lines()).status()).isEqualTo(400);
  }

  @Test
  void isRefusedWhenTooLarge() {
    Answer answer = put(new byte[LIMIT + 1]);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.body()).contains("100,000 bytes", "upload-limit");
  }

  @Test
  void isRefusedWhenUnreadable() {
    Answer answer = put("{\"attr\":\"curl\"}\nnot json\n".getBytes(UTF_8));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("line 2").doesNotContain("/tmp");
  }
}
