package org.snowguard.bench.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.bench.replay.Followed;
import org.snowguard.bench.server.PostgresProcess;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;

/** Servers on one PostgreSQL that none of them owns. */
final class Site implements AutoCloseable {

  private static final Duration TO_START = Duration.ofMinutes(2);
  private static final Pattern DIGEST = Pattern.compile("(\\S+)\\s+(\\d+) ([0-9a-f]{64})");

  private final Path directory;
  private final Path config;
  private final LocalPostgres postgres;
  private final List<ServerProcess> nodes = new ArrayList<>();
  private final Followed followed;

  /**
   * A line of the digest.
   *
   * @param rows how many the table has
   */
  record Digest(long rows, String sha256) {}

  private Site(Path directory, LocalPostgres postgres, Map<String, String> settings)
      throws IOException {
    this.directory = directory;
    this.postgres = postgres;
    config = directory.resolve("snowguard.properties");
    followed = new Followed(Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    Map<String, String> all = new TreeMap<>(settings);
    String separator = postgres.jdbcUrl().contains("?") ? "&" : "?";
    all.put(
        "snowguard.database.url",
        "%s%suser=%s&password=%s"
            .formatted(postgres.jdbcUrl(), separator, postgres.user(), postgres.password()));
    all.put("snowguard.database.connections", "10");
    // Made-up records are older than every supported release, and shall be seen all the same.
    all.put("snowguard.triage.backlog-before", "2000-01-01");
    StringBuilder text = new StringBuilder();
    all.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Files.writeString(config, text);
  }

  static Site open(Path directory, int nodes, Map<String, String> settings)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    LocalPostgres postgres =
        LocalPostgres.start(LocalPostgresConfig.at(directory.resolve("postgres")));
    Site site = new Site(directory, postgres, settings);
    for (int node = 0; node < nodes; node++) {
      site.nodes.add(site.start());
    }
    return site;
  }

  private ServerProcess start() throws IOException, InterruptedException {
    ServerProcess process = ServerProcess.serve(directory, List.of("--config", config.toString()));
    process.await(ServerProcess.ANSWERS, TO_START);
    return process;
  }

  Followed followed() {
    return followed;
  }

  /** As {@code kill -9}, and starts another in its place. */
  void killNode(int node) throws IOException, InterruptedException {
    nodes.get(node).kill();
    log(node);
    nodes.set(node, start());
  }

  /** Its owner, this process, starts it again. */
  void killPostgres() throws IOException, InterruptedException {
    PostgresProcess.kill(postgres.dataDirectory());
    Followed.await("PostgreSQL answers again", TO_START, followed::isReachable);
  }

  Map<String, Digest> digest() throws IOException, InterruptedException {
    String text = ServerProcess.run(List.of("digest", "--config", config.toString()));
    Map<String, Digest> digest = new TreeMap<>();
    Matcher lines = DIGEST.matcher(text);
    while (lines.find()) {
      digest.put(lines.group(1), new Digest(Long.parseLong(lines.group(2)), lines.group(3)));
    }
    if (digest.isEmpty()) {
      throw new IOException("no digest in: " + text);
    }
    return digest;
  }

  private void log(int node) throws IOException {
    Path file = directory.resolve("node-%d-%d.log".formatted(node, System.nanoTime()));
    Files.write(file, nodes.get(node).text());
  }

  void stopNodes() throws IOException {
    for (int node = 0; node < nodes.size(); node++) {
      nodes.get(node).close();
      log(node);
    }
    nodes.clear();
  }

  @Override
  public void close() throws IOException {
    try {
      stopNodes();
    } finally {
      postgres.close();
    }
  }
}
