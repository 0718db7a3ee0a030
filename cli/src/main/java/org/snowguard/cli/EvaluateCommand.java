package org.snowguard.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.cli.evaluate.EvaluationOptions;
import org.snowguard.cli.evaluate.EvaluationReport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snowguard evaluate}: patches, sources and metadata of every package, by plain Nix. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Evaluates every package of a checkout of nixpkgs: patches, sources, metadata, identifiers.",
      "Needs Nix, and nothing else; builds, fetches and instantiates nothing.",
      "Writes JSON lines for --sources and --packages of match: docs/evaluate.md."
    },
    footer = {
      "",
      "Example:",
      "  snowguard evaluate --nixpkgs ~/nixpkgs --out nixos-unstable.sources.jsonl.gz"
    })
final class EvaluateCommand implements Callable<Integer> {

  private static final double NANOS = 1e9;

  @Option(
      names = "--nixpkgs",
      required = true,
      paramLabel = "DIR",
      description = "A checkout of nixpkgs, or another tree of packages with a default.nix.")
  private Path nixpkgs = Path.of("");

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "What to write; compressed when it ends in .gz. It appears when it is whole.")
  private Path out = Path.of("");

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "Processes of Nix at a time; as many as there are processors unless given.")
  private int jobs = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--system",
      paramLabel = "SYSTEM",
      description = "The platform whose packages are asked for: ${DEFAULT-VALUE} unless given.")
  private String system = EvaluationOptions.DEFAULT_SYSTEM;

  @Option(
      names = "--chunk",
      paramLabel = "N",
      description =
          "Attributes that one process evaluates at most, ${DEFAULT-VALUE} unless given: fewer"
              + " take less memory and more time.")
  private int chunk = EvaluationOptions.DEFAULT_CHUNK;

  @Option(
      names = "--memory",
      paramLabel = "MIB",
      description =
          "What one process may take, in MiB, ${DEFAULT-VALUE} unless given; where it is not"
              + " enough, the rest of its chunk begins afresh.")
  private int memory = EvaluationOptions.DEFAULT_HEAP_MEBIBYTES;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "How long one attribute may take: ${DEFAULT-VALUE} unless given.")
  private long timeout = EvaluationOptions.DEFAULT_PATIENCE.toSeconds();

  @ArgGroup(exclusive = false, heading = "%nBringing the file to a server, too:%n")
  private @Nullable Destination destination;

  /** Where the file is brought. */
  static final class Destination {
    @Option(
        names = "--upload",
        required = true,
        paramLabel = "URL",
        description = "The server's own address.")
    private URI server = URI.create("");

    @Option(
        names = "--token-file",
        required = true,
        paramLabel = "FILE",
        description = "Holds an API token: snowguard account token add NAME --scope evaluation.")
    private Path tokenFile = Path.of("");

    @Option(
        names = "--channel",
        required = true,
        paramLabel = "NAME",
        description = "The channel that was evaluated.")
    private String channel = "";

    @Option(
        names = "--revision",
        paramLabel = "COMMIT",
        description = "The commit that was evaluated; what .git-revision of DIR says unless given.")
    private @Nullable String revision;

    EvaluationUpload prepare(Path tree) throws IOException {
      return EvaluationUpload.prepare(server, tokenFile, channel, revision, tree);
    }
  }

  @Option(names = "--quiet", description = "No progress, no summary; problems are still told.")
  private boolean quiet;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    requirePositive(Map.of("--jobs", jobs, "--chunk", chunk, "--memory", memory));
    requirePositive(Map.of("--timeout", timeout));
    EvaluationOptions options =
        new EvaluationOptions(nixpkgs, system, jobs, chunk, memory, Duration.ofSeconds(timeout));
    EvaluationUpload upload = destination == null ? null : destination.prepare(nixpkgs);
    PrintWriter err = spec.commandLine().getErr();
    long start = System.nanoTime();
    EvaluationReport report;
    String searchPath = System.getenv().getOrDefault("PATH", "");
    try (Evaluation evaluation = Evaluation.prepare(searchPath, options, out)) {
      Thread atInterrupt = Thread.ofPlatform().unstarted(() -> close(evaluation));
      Runtime.getRuntime().addShutdownHook(atInterrupt);
      try (Progress progress = Progress.onTerminal(quiet)) {
        report = evaluation.run(progress.attributes("Evaluating"));
      } finally {
        removeHook(atInterrupt);
      }
    }
    Problems problems = new Problems(err);
    report.problems().forEach(problem -> problems.report(problem.toString()));
    problems.summarise();
    if (!quiet) {
      err.println(summary(report, (System.nanoTime() - start) / NANOS));
    }
    if (upload != null) {
      err.println(upload.send(out));
    }
    return 0;
  }

  private void requirePositive(Map<String, ? extends Number> values) {
    values.forEach(
        (name, value) -> {
          if (value.longValue() < 1) {
            throw new ParameterException(
                spec.commandLine(), "%s %s: give a number above 0".formatted(name, value));
          }
        });
  }

  private String summary(EvaluationReport report, double seconds) {
    return String.format(
        Locale.ROOT,
        "evaluated %,d packages in %.1f s with %d processes of Nix; %,d attributes failed, of %,d"
            + " packages a part; %,d are no packages: %s",
        report.packages(),
        seconds,
        report.processes(),
        report.failed(),
        report.partial(),
        report.others(),
        out);
  }

  private static void close(Evaluation evaluation) {
    try {
      evaluation.close();
    } catch (IOException e) {
      System.err.println("interrupted, and could not clean up: " + e.getMessage());
    }
  }

  /** While the machine already stops, the hook stays. */
  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
