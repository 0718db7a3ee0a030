package org.snowguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.load.Latencies;
import org.snowguard.bench.load.OpenModel;
import org.snowguard.bench.load.PageAddresses;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.bench.team.Audit;
import org.snowguard.bench.team.Team;
import org.springframework.util.FileSystemUtils;

/**
 * A team at work over the real data, that {@code ./dev bench import} left behind: {@code ./dev
 * bench team}. Half of the readers are signed in; of the decisions one in ten is tried by two
 * people at once, and one in five is an undo. At the end every acknowledged decision must stand in
 * the log and on its card. Works on a copy, so that the data stays as it was imported.
 */
public final class BenchTeam {

  private static final int READS_PER_SECOND = Integer.getInteger("snowguard.rate", 100);
  private static final int DECISIONS_PER_SECOND = 5;
  private static final int PEOPLE = 6;
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("snowguard.minutes", "5"));
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int P99_BUDGET_MILLIS = 50;

  private final Team team;
  private final URI base;
  private final HttpClient visitors;
  private final Map<String, List<String>> pages;
  private final List<String> kinds;

  private BenchTeam(Team team, URI base, HttpClient visitors, Map<String, List<String>> pages) {
    this.team = team;
    this.base = base;
    this.visitors = visitors;
    this.pages = pages;
    kinds = List.copyOf(pages.keySet());
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    if (!Files.isDirectory(BenchImport.directory())) {
      System.out.println("skipped: run ./dev bench import first, which fills the database");
      return;
    }
    Path data = copy(BenchImport.directory());
    try (ServerProcess server = ServerProcess.serve(data, RealArguments.all())) {
      server.await(ServerProcess.DONE, Duration.ofMinutes(5));
      run(server, data);
    } finally {
      FileSystemUtils.deleteRecursively(data);
    }
  }

  private static void run(ServerProcess server, Path data)
      throws IOException, InterruptedException {
    URI base = URI.create("http://127.0.0.1:" + server.port());
    try (HttpClient visitors =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Team team = Team.signedIn(server, data.toString(), PEOPLE)) {
      team.takeCards((int) (MINUTES * 60 * DECISIONS_PER_SECOND) + 100);
      Map<String, List<String>> pages = PageAddresses.of(visitors, base).ofTeam();
      BenchTeam bench = new BenchTeam(team, base, visitors, pages);
      bench.read(WARM_UP);
      Map<String, Latencies> reads = bench.work(Duration.ofMillis((long) (MINUTES * 60_000)));
      report(reads, team, team.audit(), server.peakMebibytes());
    }
  }

  /** With its owners, who are not ours where PostgreSQL runs as somebody else. */
  private static Path copy(Path imported) throws IOException, InterruptedException {
    Path copy = imported.resolveSibling("team");
    FileSystemUtils.deleteRecursively(copy);
    Process process =
        new ProcessBuilder("cp", "-a", imported.toString(), copy.toString()).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("copying " + imported + " to " + copy + " failed");
    }
    return copy;
  }

  /** Reads and decides at the same time; gives how long reads took. */
  private Map<String, Latencies> work(Duration length) throws InterruptedException {
    Thread deciding =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    OpenModel.run(DECISIONS_PER_SECOND, length, (index, due) -> team.act(due));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Map<String, Latencies> reads = read(length);
    deciding.join();
    return reads;
  }

  private Map<String, Latencies> read(Duration length) throws InterruptedException {
    Map<String, Latencies> answers = new ConcurrentHashMap<>();
    Random random = new Random(7);
    OpenModel.run(
        READS_PER_SECOND,
        length,
        (index, due) -> {
          String kind = kinds.get(index % kinds.size());
          List<String> paths = pages.getOrDefault(kind, List.of());
          String path = paths.get(random.nextInt(paths.size()));
          boolean signedIn = index / kinds.size() % 2 == 0;
          answers
              .computeIfAbsent(kind, k -> new Latencies())
              .add(due, signedIn ? isOkFor(index, path) : isOkForVisitors(path));
        });
    return answers;
  }

  private boolean isOkFor(int number, String path) throws InterruptedException {
    try {
      return isOk(team.anyone(number).get(path));
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isOkForVisitors(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30)).build();
    try {
      return isOk(visitors.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isOk(HttpResponse<?> answer) {
    return answer.statusCode() == 200;
  }

  private static void report(Map<String, Latencies> reads, Team team, Audit audit, long mebibytes) {
    new TreeMap<>(reads).forEach((kind, latencies) -> latencies.print(kind));
    Latencies all = Latencies.together(reads.values());
    Latencies decisions = team.latencies();
    all.print("reads");
    decisions.print("decisions");
    long errors = all.failed() + decisions.failed();
    Figure.print("collisions", team.collisions(), "count");
    Figure.print("conflicts", team.conflicts(), "count");
    Figure.print("peak_memory", mebibytes, "MiB");
    audit.lost().stream().limit(20).forEach(lost -> System.out.println("# " + lost));
    System.out.printf(
        Locale.ROOT,
        "team: %d reads/s p99 %.1f ms, %d decisions/s p99 %.1f ms (budget %d ms);"
            + " acknowledged %d lost %d, conflicts %d in %d collisions, errors %d%n",
        READS_PER_SECOND,
        all.percentile(0.99),
        DECISIONS_PER_SECOND,
        decisions.percentile(0.99),
        P99_BUDGET_MILLIS,
        audit.decisions(),
        audit.lost().size(),
        team.conflicts(),
        team.collisions(),
        errors);
    if (errors > 0 || !audit.lost().isEmpty() || team.conflicts() < team.collisions()) {
      throw new IllegalStateException("the team met errors, or a decision is lost: see above");
    }
  }
}
