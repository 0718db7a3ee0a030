package org.snowguard.server.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.snowguard.server.evaluation.ChannelWorld.CHANNEL;
import static org.snowguard.server.evaluation.ChannelWorld.REVISION;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.web.Conflict;

/** The whole server, following one channel: from its address to the patches of its packages. */
class EvaluatingServerTest {

  private static final String PACKAGES =
      "{\"version\":2,\"packages\":{\"curl\":{\"name\":\"curl-1.0\",\"pname\":\"curl\",\"version\":\"1.0\"}}}";

  private static final String TREE =
      """
      { ... }: {
        curl = { type = "derivation"; name = "curl-1.0"; patches = [ ./CVE-2030-0001.patch ]; };
      }
      """;

  @Test
  void followsAChannelToItsPatches() {
    assumeTrue(
        Evaluation.isPossible(System.getenv().getOrDefault("PATH", "")),
        "skipped: nix-instantiate not found on the PATH (Debian: apt install nix-bin)");
    try (FakeService service = new FakeService()) {
      String channel = "/" + CHANNEL + "/";
      service.put(channel + "git-revision", "text/plain", REVISION.getBytes(UTF_8));
      service.put(channel + "packages.json.br", "application/json", PACKAGES.getBytes(UTF_8));
      service.put(
          channel + "nixexprs.tar.xz",
          "application/x-xz",
          ChannelWorld.expressions(REVISION, TREE));
      String root = service.uri("/").toString();
      Map<String, String> settings =
          Map.of(
              "snowguard.sources.channels", root + "{channel}/git-revision",
              "snowguard.sources.channel-names", CHANNEL,
              "snowguard.evaluation.expressions", root + "{channel}/nixexprs.tar.xz");
      try (TestServer server = TestServer.start(settings)) {
        ChannelWorld world = new ChannelWorld(server.database(), Clock.systemUTC());
        ChannelWorld.await(
            () -> world.channels.find(CHANNEL).flatMap(world.channels::current).isPresent());
        startNow(server);
        ChannelWorld.await(world::isKnown);
        assertThat(world.patches("curl")).isEqualTo("CVE-2030-0001.patch");
        assertThat(server.anonymous().get("/sources").body())
            .contains("Patches and sources of each channel");
      }
    }
  }

  /** Unless it is at it already. */
  private static void startNow(TestServer server) {
    try {
      server.bean(Jobs.class).start("evaluation", server.addAccount().number());
    } catch (Conflict running) {
      assertThat(running).hasMessageContaining("running");
    }
  }
}
