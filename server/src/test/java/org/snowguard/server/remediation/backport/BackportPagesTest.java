package org.snowguard.server.remediation.backport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.Role;
import org.snowguard.world.github.FakeGitHub;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is left to do on releases, as people and programs read it. */
class BackportPagesTest {

  private static final int WANTED = 60;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final TestServer SERVER =
      TestServer.start(Map.of("snowguard.github.repository", FakeGitHub.NIXPKGS))
          .withoutBackgroundWork();

  private BackportWorld world;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() throws Exception {
    world = new BackportWorld(SERVER.database());
    for (int number = 1; number < WANTED; number++) {
      world.pulls.open("anvil: 1.3 -> 1.4", "CVE-2024-0001");
    }
    world.fix("anvil: 1.3 -> 1.4", "master", "a".repeat(40));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static JsonNode json(String path) {
    TestClient.Answer answer = SERVER.anonymous().get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void allAreReadPageByPage() {
    String page = SERVER.anonymous().get("/backports").body();
    assertThat(page)
        .contains("60 found", "Next page", "git fetch https://github.com/NixOS/nixpkgs");

    Set<Integer> numbers = new HashSet<>();
    JsonNode list = json("/backports.json");
    while (!list.path("next").isNull()) {
      list.path("items").forEach(one -> numbers.add(one.path("pull").path("number").asInt()));
      assertThat(list.path("total").asInt()).isEqualTo(WANTED);
      list = json("/backports.json?after=" + LocalPath.query(list.path("next").asString()));
    }
    list.path("items").forEach(one -> numbers.add(one.path("pull").path("number").asInt()));
    assertThat(numbers).hasSize(WANTED);
    assertThat(SERVER.anonymous().get("/backports?after=x").status()).isEqualTo(400);
  }

  @Test
  void aProjectsPageTellsItsPolicyToo() {
    assertThat(SERVER.anonymous().get("/project/anvil/backports").body())
        .contains("60 found", "/project/anvil/backports?after=");
    TestClient team = SERVER.signIn(Role.SECURITY_TEAM);
    assertThat(team.submit("/project/anvil/backport-policy", Map.of("policy", "minor")).status())
        .isEqualTo(303);
    JsonNode page = json("/project/anvil/backports.json");
    assertThat(page.path("policy").asString()).isEqualTo("MINOR");
    assertThat(page.path("items").size()).isEqualTo(50);
    assertThat(page.path("total").asInt()).isEqualTo(WANTED);
  }
}
