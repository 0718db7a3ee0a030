package org.snowguard.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snowguard.world.github.FakeGitHub;

/** A server that knows an invented world and stands to a GitHub of our own. */
final class TeamServer implements AutoCloseable {

  private final String baseUrl;
  private final InventedWorld world;
  private final List<String> arguments;
  private Program program;

  private TeamServer(String baseUrl, InventedWorld world, List<String> arguments, Program program) {
    this.baseUrl = baseUrl;
    this.world = world;
    this.arguments = List.copyOf(arguments);
    this.program = program;
  }

  /** Starts it on an empty directory; GitHub tells it what happens when it happens. */
  static TeamServer start(FakeGitHub gitHub, Path directory)
      throws IOException, InterruptedException {
    InventedWorld world = InventedWorld.in(directory.resolve("files"));
    int port = freePort();
    String baseUrl = "http://localhost:" + port;
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", String.valueOf(port)));
    arguments.addAll(List.of("--data", directory.resolve("data").toString()));
    arguments.addAll(world.arguments());
    Map<String, String> settings = gitHub.settings(directory.resolve("secrets"), "live");
    settings.put("snowguard.web.base-url", baseUrl);
    settings.put("snowguard.triage.backlog-before", "2020-01-01");
    settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
    gitHub.webhooks().to(URI.create(baseUrl + "/webhooks/github"), FakeGitHub.WEBHOOK_SECRET);
    gitHub.webhooks().atOnce(true);
    Program program = Program.start(0, arguments);
    program.awaitMatched();
    return new TeamServer(baseUrl, world, arguments, program);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  /** A channel gets the version of the library without flaws: a new snapshot, read at a start. */
  void fix(String channel) throws IOException, InterruptedException {
    world.channel(channel, InventedWorld.FIXED);
    program.close();
    program = Program.start(0, arguments);
    program.awaitMatched();
  }

  @Override
  public void close() {
    program.close();
  }
}
