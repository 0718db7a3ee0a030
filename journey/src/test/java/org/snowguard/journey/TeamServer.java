package org.snowguard.journey;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.world.github.FakeGitHub;

/** A server that knows an invented world and stands to a GitHub of our own. */
final class TeamServer implements AutoCloseable {

  private final String baseUrl;
  private final @Nullable Program program;

  private TeamServer(String baseUrl, @Nullable Program program) {
    this.baseUrl = baseUrl;
    this.program = program;
  }

  /** None yet. */
  static TeamServer none() {
    return new TeamServer("", null);
  }

  /** Starts it on an empty directory; GitHub has to know its address before it starts. */
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
    Program program = Program.start(1, arguments);
    program.awaitMatched();
    return new TeamServer(baseUrl, program);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String baseUrl() {
    return baseUrl;
  }

  @Override
  public void close() {
    if (program != null) {
      program.close();
    }
  }
}
