package org.snowguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.postgresql.ds.PGSimpleDataSource;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.load.Latencies;
import org.snowguard.bench.load.PageLoad;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.bench.status.MadeIssues;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.app.schema.Schema;
import org.springframework.util.FileSystemUtils;

/**
 * Statuses of 5,000 issues in 8 channels: how long it takes to compute them all, and pages over
 * them in the open model: {@code ./dev bench status}. Fails if a request does.
 */
public final class BenchStatus {

  private static final int ISSUES = Integer.getInteger("snowguard.issues", 5_000);
  private static final int CHANNELS = 8;
  private static final int RATE = Integer.getInteger("snowguard.rate", 50);
  private static final int SECONDS = Integer.getInteger("snowguard.seconds", 60);
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final double P99_BUDGET_MILLIS = 50;

  private static final Map<String, List<String>> PAGES =
      Map.ofEntries(
          entry(
              "work list",
              "/remediation",
              "/remediation?list=fixed_upstream",
              "/remediation?list=fixed_upstream&channel=nixos-unstable",
              "/remediation?project=package7",
              "/remediation?list=backport_needed"),
          entry(
              "dwell time",
              "/metrics/dwell-time",
              "/metrics/dwell-time?start=notified",
              "/metrics/dwell-time?channel=nixos-unstable",
              "/metrics/dwell-time?severity=high"),
          entry("overdue", "/metrics/overdue"),
          entry("release matrix", "/release-matrix", "/release-matrix?severity=high"),
          entry(
              "channel",
              "/channel/nixos-unstable",
              "/channel/nixos-25.05",
              "/channel/nixos-unstable/issues"),
          entry("package", "/package/package7", "/package/package77"),
          entry("project", "/project/package7", "/project/package77"),
          entry("vulnerability", "/vulnerability/CVE-2026-10007", "/vulnerability/CVE-2026-12345"),
          entry(
              "issue",
              "/issue/NIXPKGS-2026-10007",
              "/issue/NIXPKGS-2026-12345",
              "/issue/NIXPKGS-2026-14000"),
          entry("issues", "/issues", "/issues?project=package7"),
          entry("maintainer", "/maintainer/maintainer7", "/maintainer/maintainer17"),
          entry("backports", "/backports"),
          entry("API", "/api/v1/status?channel=nixos-unstable", "/api/v1/status?limit=100"));

  private BenchStatus() {}

  private static Map.Entry<String, List<String>> entry(String kind, String... pages) {
    return Map.entry(kind, List.of(pages));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path base = ServerProcess.root().resolve("target/bench/status");
    FileSystemUtils.deleteRecursively(base);
    Files.createDirectories(base);
    boolean isWell;
    try (LocalPostgres postgres =
        LocalPostgres.start(LocalPostgresConfig.at(base.resolve("postgres")))) {
      PGSimpleDataSource database = new PGSimpleDataSource();
      String url = address(postgres);
      database.setUrl(url);
      new Schema(database).migrate();
      MadeIssues issues = new MadeIssues(Jdbi.create(database).installPlugin(new PostgresPlugin()));
      issues.fill(ISSUES, CHANNELS);
      isWell = measure(url, issues);
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

  private static boolean measure(String url, MadeIssues issues)
      throws IOException, InterruptedException {
    Path data = ServerProcess.root().resolve("target/bench/status/data");
    try (ServerProcess server = ServerProcess.serve(data, List.of("--database-url", url));
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      server.await(ServerProcess.ANSWERS, Duration.ofMinutes(2));
      if (!isFilled(issues)) {
        return false;
      }
      URI base = URI.create("http://127.0.0.1:" + server.port());
      PageLoad load = new PageLoad(PAGES, RATE, PageLoad.visitor(client, base));
      Latencies first = Latencies.together(load.run(WARM_UP).values());
      Figure.print("warm_up", WARM_UP.toSeconds(), "s");
      Figure.print("warm_up_p99", first.percentile(0.99), "ms");
      Map<String, Latencies> answers = load.run(Duration.ofSeconds(SECONDS));
      Figure.print("peak_memory", server.peakMebibytes(), "MiB");
      server.errors(1).forEach(error -> System.out.println("# " + error));
      return report(answers);
    }
  }

  /** Waits for the statuses, and then for what a server makes of so many new issues at once. */
  private static boolean isFilled(MadeIssues issues) throws InterruptedException {
    long rows = (long) ISSUES * CHANNELS;
    long started = System.nanoTime();
    boolean isInTime = isSoon(started, () -> issues.rows() >= rows);
    Figure.print("statuses", issues.rows(), "rows");
    Figure.print("computed_and_written", (System.nanoTime() - started) / 1e9, "s");
    boolean isSettled = isInTime && isSoon(started, () -> issues.isSettled(ISSUES, CHANNELS));
    Figure.print("published_and_told", (System.nanoTime() - started) / 1e9, "s");
    if (!isSettled) {
      System.out.printf("the server has not done its work after %s%n", LONGEST);
    }
    return isSettled;
  }

  private static boolean isSoon(long started, BooleanSupplier state) throws InterruptedException {
    while (!state.getAsBoolean()) {
      if (System.nanoTime() - started > LONGEST.toNanos()) {
        return false;
      }
      Thread.sleep(200);
    }
    return true;
  }

  private static boolean report(Map<String, Latencies> answers) {
    new TreeMap<>(answers).forEach((kind, latencies) -> latencies.print(kind));
    double worst =
        answers.values().stream().mapToDouble(kind -> kind.percentile(0.99)).max().orElse(0);
    Figure.printOfBudget("worst_p99", worst, P99_BUDGET_MILLIS, "ms");
    return answers.values().stream().allMatch(kind -> kind.failed() == 0);
  }
}
