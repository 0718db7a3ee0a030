package org.snowguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.load.Latencies;
import org.snowguard.bench.load.OpenModel;
import org.snowguard.bench.load.PageAddresses;
import org.snowguard.bench.load.PageLoad;
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
  private static final Duration WARM_UP = Duration.ofSeconds(60);
  private static final int P99_BUDGET_MILLIS = 50;
  private static final int MOST_ERRORS = 5;

  private BenchTeam() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    if (!Files.isDirectory(BenchImport.directory())) {
      Figure.skipped("run ./dev bench import first, which fills the database");
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
      PageLoad reads = reads(team, base, visitors, pages);
      reads.run(WARM_UP);
      Map<String, Latencies> answers =
          work(team, reads, Duration.ofMillis((long) (MINUTES * 60_000)));
      server.errors(MOST_ERRORS).forEach(Figure::note);
      report(answers, team, team.audit(), server.peakMebibytes());
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

  /** Half of the reads are by people of the team: each kind in turn with each half. */
  private static PageLoad reads(
      Team team, URI base, HttpClient visitors, Map<String, List<String>> pages) {
    PageLoad.Reader visitor = PageLoad.visitor(visitors, base);
    return new PageLoad(
        pages,
        READS_PER_SECOND,
        (index, path) ->
            index / pages.size() % 2 == 0
                ? team.anyone(index).get(path)
                : visitor.get(index, path));
  }

  /** Reads and decides at the same time; gives how long reads took. */
  private static Map<String, Latencies> work(Team team, PageLoad reads, Duration length)
      throws InterruptedException {
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
    Map<String, Latencies> answers = reads.run(length);
    deciding.join();
    return answers;
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
    audit.lost().stream().limit(20).forEach(Figure::note);
    Figure.summary(
        "team",
        String.format(
            Locale.ROOT,
            "%d reads/s p99 %.1f ms, %d decisions/s p99 %.1f ms (budget %d ms);"
                + " acknowledged %d lost %d, conflicts %d in %d collisions, errors %d",
            READS_PER_SECOND,
            all.percentile(0.99),
            DECISIONS_PER_SECOND,
            decisions.percentile(0.99),
            P99_BUDGET_MILLIS,
            audit.decisions(),
            audit.lost().size(),
            team.conflicts(),
            team.collisions(),
            errors));
    if (errors > 0 || !audit.lost().isEmpty() || team.conflicts() < team.collisions()) {
      throw new IllegalStateException("the team met errors, or a decision is lost: see above");
    }
  }
}
