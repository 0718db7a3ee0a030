package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.server.ServerProcess;
import org.springframework.util.FileSystemUtils;

/**
 * The first fill with the real data, then a second start with the same arguments: {@code ./dev
 * bench import}. Leaves its database under {@code target/bench/data}, which {@code ./dev bench
 * pages} serves.
 */
public final class BenchImport {

  /** What the architecture asks for, in seconds. */
  private static final int FIRST_FILL_BUDGET = 30;

  private static final Duration LONGEST = Duration.ofMinutes(8);

  private BenchImport() {}

  /** Where the filled database stays. */
  static Path directory() {
    return ServerProcess.root().resolve("target/bench/data");
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    FileSystemUtils.deleteRecursively(directory());
    Files.createDirectories(directory());
    double seconds = fill();
    double again = startAgain();
    Figure.print("database", megabytes(directory()), "MB");
    Figure.summary(
        "import",
        String.format(
            Locale.ROOT,
            "first fill in %.1f s, %.2f of the budget of %d s for records; second start in %.1f s",
            seconds,
            seconds / FIRST_FILL_BUDGET,
            FIRST_FILL_BUDGET,
            again));
  }

  private static double fill() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.serve(directory(), RealArguments.all())) {
      double answers =
          print("pages_answer", server.await(ServerProcess.ANSWERS, LONGEST).at(), Duration.ZERO);
      Duration unstable = server.await("Stored nixos-unstable", LONGEST).at();
      print("packages_unstable", unstable, Duration.ofMillis((long) (answers * 1000)));
      Duration old = server.await("Stored nixos-18.03", LONGEST).at();
      print("packages_18_03", old, unstable);
      Duration records = server.await("Records of ", LONGEST).at();
      double fill = print("records", records, old);
      ServerProcess.Line done = server.await(ServerProcess.DONE, LONGEST);
      print("matching_with_index_and_storing", done.at(), records);
      print("all", done.at(), Duration.ZERO);
      Figure.print("peak_memory", server.peakMebibytes(), "MiB");
      server.find("Matched ").ifPresent(line -> Figure.note(line.text()));
      return fill;
    }
  }

  private static double startAgain() throws IOException, InterruptedException {
    try (ServerProcess server = ServerProcess.serve(directory(), RealArguments.all())) {
      double answers =
          print(
              "second_start_pages_answer",
              server.await(ServerProcess.ANSWERS, LONGEST).at(),
              Duration.ZERO);
      print("second_start_all", server.await(ServerProcess.DONE, LONGEST).at(), Duration.ZERO);
      return answers;
    }
  }

  private static double print(String figure, Duration at, Duration since) {
    double seconds = at.minus(since).toMillis() / 1000.0;
    Figure.print(figure, seconds, "s");
    return seconds;
  }

  private static long megabytes(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).mapToLong(BenchImport::size).sum() / 1_000_000;
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException vanished) {
      return 0;
    }
  }
}
