package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.server.PostgresProcess;
import org.snowguard.bench.server.ServerProcess;
import org.springframework.util.FileSystemUtils;

/**
 * Kills an import with -9 at ten random moments, half of them the service, half its PostgreSQL,
 * lets the next start complete it, and compares the digest with that of an undisturbed run: {@code
 * ./dev bench kills}. Property {@code snowguard.seed} repeats a run.
 */
public final class BenchKills {

  private static final int KILLS = 10;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  private BenchKills() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    Random random = new Random(Long.getLong("snowguard.seed", 1L));
    Path base = ServerProcess.root().resolve("target/bench/kills");
    FileSystemUtils.deleteRecursively(base);
    Path calm = Files.createDirectories(base.resolve("calm"));
    Path killed = Files.createDirectories(base.resolve("killed"));
    long undisturbed = complete(calm).toMillis();
    Figure.print("undisturbed", undisturbed / 1000.0, "s");
    for (int kill = 0; kill < KILLS; kill++) {
      // Up to a tenth at a time: the moments spread over the whole import, which goes on in
      // between.
      long after = 1_500 + random.nextLong(Math.max(1, undisturbed / 4));
      disturb(killed, kill % 2 == 0, after);
    }
    complete(killed);
    String expected = digest(calm);
    String found = digest(killed);
    boolean equal = expected.equals(found);
    Figure.print("kills", KILLS, "processes");
    Figure.print("digests_different", equal ? 0 : 1, "count");
    Figure.summary(
        "kills",
        String.format(Locale.ROOT, "%d kills, digests %s", KILLS, equal ? "equal" : "DIFFERENT"));
    if (!equal) {
      System.err.println("undisturbed:\n" + expected + "\nkilled:\n" + found);
      System.exit(1);
    }
  }

  private static Duration complete(Path data) throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.serve(data, inputs())) {
      return server.await(ServerProcess.DONE, LONGEST).at();
    }
  }

  private static void disturb(Path data, boolean service, long afterMillis)
      throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.serve(data, inputs())) {
      TimeUnit.MILLISECONDS.sleep(afterMillis);
      boolean done = server.find(ServerProcess.DONE).isPresent();
      Figure.note(
          String.format(
              Locale.ROOT,
              "kill -9 of %s after %d ms%s",
              service ? "the service" : "PostgreSQL",
              afterMillis,
              done ? ", the import was over" : ""));
      if (service) {
        server.kill();
      } else {
        PostgresProcess.kill(data.resolve("postgres"));
        server.kill();
      }
    }
  }

  /** A part of the real data that an import takes some ten seconds for. */
  private static List<String> inputs() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--cves"));
    new RealData(ServerProcess.data())
        .cveFiles().stream()
            .filter(file -> file.getFileName().toString().startsWith("deltas"))
            .map(Path::toString)
            .forEach(arguments::add);
    Path nixpkgs = ServerProcess.data().resolve("nixpkgs");
    arguments.addAll(
        List.of(
            "--channel",
            "nixos-18.03=" + nixpkgs.resolve("nixos-18.03-2018-05-30.packages.json.xz")));
    return arguments;
  }

  private static String digest(Path data) throws IOException, InterruptedException {
    return ServerProcess.run(List.of("digest", "--data", data.toString()));
  }
}
