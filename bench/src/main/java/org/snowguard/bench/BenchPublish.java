package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.publish.Killed;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.github.outbox.FastClock;
import org.snowguard.server.github.outbox.Publications;
import org.snowguard.world.github.Call;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.GitHubFault;
import org.snowguard.world.github.Issue;
import org.springframework.util.FileSystemUtils;

/**
 * A thousand publications to a GitHub where a fifth of all requests fails, by two nodes of which
 * the one that delivers is killed five times, on a clock that runs sixty times as fast: {@code
 * ./dev bench publish}. Ends with {@code publish: issues 1000 doubled 0 lost 0}, and fails on
 * anything else or if GitHub's limits were exceeded. Property {@code snowguard.publications} makes
 * it smaller.
 */
public final class BenchPublish {

  private static final int PUBLICATIONS = Integer.getInteger("snowguard.publications", 1000);
  private static final int TIMES = 60;
  private static final int KILLS = 5;
  private static final double FAULTS = 0.2;
  private static final Duration LONGEST = Duration.ofMinutes(9);

  /** What may happen to any request; the hour's end, which costs a quarter of it, comes apart. */
  private static final List<GitHubFault> OFTEN =
      List.of(
          GitHubFault.DROP_BEFORE,
          GitHubFault.DROP_AFTER,
          GitHubFault.ERROR_BEFORE,
          GitHubFault.ERROR_AFTER,
          GitHubFault.SECONDARY_LIMIT,
          GitHubFault.SLOW,
          GitHubFault.HTML,
          GitHubFault.TRUNCATED,
          GitHubFault.STALE_LIST);

  private final FakeGitHub gitHub;
  private final Publications publications;

  private BenchPublish(FakeGitHub gitHub, Publications publications) {
    this.gitHub = gitHub;
    this.publications = publications;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path base = ServerProcess.root().resolve("target/bench/publish");
    FileSystemUtils.deleteRecursively(base);
    Files.createDirectories(base);
    Instant begun = Clock.systemUTC().instant();
    FastClock clock = new FastClock(begun, TIMES);
    boolean isWell;
    try (LocalPostgres postgres =
            LocalPostgres.start(LocalPostgresConfig.at(base.resolve("postgres")));
        FakeGitHub gitHub = FakeGitHub.open(clock)) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      String url = address(postgres);
      database.setUrl(url);
      new Schema(database).migrate();
      Jdbi jdbi = Jdbi.create(database).installPlugin(new PostgresPlugin());
      Path key = base.resolve("key.pem");
      Files.writeString(key, gitHub.app().privateKey());
      List<String> node =
          List.of(
              url,
              gitHub.api().toString(),
              FakeGitHub.NIXPKGS,
              gitHub.app().clientId(),
              key.toString(),
              begun.toString(),
              String.valueOf(TIMES));
      BenchPublish bench =
          new BenchPublish(gitHub, new Publications(jdbi, FakeGitHub.NIXPKGS, clock));
      try (Killed nodes = new Killed(2, node, base.resolve("nodes.log"))) {
        isWell = bench.run(nodes, clock);
      }
    }
    System.exit(isWell ? 0 : 1);
  }

  private static String address(LocalPostgres postgres) {
    String url = postgres.jdbcUrl();
    return url
        + (url.contains("?") ? "&" : "?")
        + "user="
        + postgres.user()
        + "&password="
        + postgres.password();
  }

  private boolean run(Killed nodes, Clock clock) throws IOException, InterruptedException {
    long seed = Long.getLong("snowguard.seed", ThreadLocalRandom.current().nextLong(1_000_000));
    Figure.print("seed", seed, "number");
    gitHub.faults().slowBy(Duration.ofMillis(50));
    gitHub.faults().some(FAULTS, seed, OFTEN);
    gitHub.faults().next(GitHubFault.PRIMARY_LIMIT, "POST", "/issues$");
    Instant start = clock.instant();
    long real = System.nanoTime();
    publications.put(PUBLICATIONS);
    Random random = new Random(seed);
    int nextKill = killAt(random, 0);
    while (publications.delivered() < PUBLICATIONS
        && System.nanoTime() - real < LONGEST.toNanos()) {
      // Anywhere in the way of one delivery, which takes some hundredths of a second.
      Thread.sleep(random.nextInt(5, 60));
      if (nodes.kills() < KILLS && gitHub.nixpkgs().issues().size() >= nextKill) {
        nodes.kill(publications.deliverer());
        nextKill = killAt(random, nodes.kills());
      }
    }
    Figure.print("took", Duration.between(start, clock.instant()).toMinutes(), "min_on_its_clock");
    Figure.print("took_really", (System.nanoTime() - real) / 1e9, "s");
    return report(nodes);
  }

  private static int killAt(Random random, int kills) {
    int part = PUBLICATIONS / (KILLS + 1);
    return part * kills + random.nextInt(1, Math.max(2, part));
  }

  private boolean report(Killed nodes) {
    Set<String> titles = new HashSet<>();
    int issues = 0;
    for (Issue issue : gitHub.nixpkgs().issues()) {
      issues++;
      titles.add(issue.title());
    }
    long written = publications.delivered();
    int refused = gitHub.limits().refused();
    List<Instant> writes = writes();
    int inSecond = mostWithin(writes, Duration.ofSeconds(1));
    int inMinute = mostWithin(writes, Duration.ofMinutes(1));
    int inHour = mostWithin(writes, Duration.ofHours(1));
    gitHub.faults().met().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(met -> Figure.print("fault_" + met.getKey().text(), met.getValue(), "requests"));
    Figure.print("requests", gitHub.calls().size(), "requests");
    Figure.print("kills", nodes.kills(), "processes");
    Figure.print("refused_for_limits", refused, "requests");
    Figure.print("most_writes_in_a_second", inSecond, "requests");
    Figure.print("most_writes_in_a_minute", inMinute, "requests");
    Figure.print("most_writes_in_an_hour", inHour, "requests");
    Figure.print("said_to_be_delivered", written, "publications");
    int doubled = issues - titles.size();
    int lost = PUBLICATIONS - titles.size();
    Figure.summary("publish", "issues %d doubled %d lost %d".formatted(issues, doubled, lost));
    return doubled == 0
        && lost == 0
        && written == PUBLICATIONS
        && refused == 0
        && inSecond == 1
        && inMinute <= 80
        && inHour <= 500
        && nodes.kills() == KILLS;
  }

  /** When content was written, as GitHub's clock says; a token is none. */
  private List<Instant> writes() {
    return gitHub.calls().stream()
        .filter(call -> call.method().equals("POST") && call.path().endsWith("/issues"))
        .map(Call::at)
        .sorted()
        .toList();
  }

  private static int mostWithin(List<Instant> times, Duration time) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < times.size(); last++) {
      while (!times.get(first).plus(time).isAfter(times.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
