package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snowguard.bench.evaluation.ChildCost;
import org.snowguard.bench.evaluation.GeneratedTree;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.bench.matching.Heap;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.cli.evaluate.EvaluationOptions;
import org.snowguard.cli.evaluate.EvaluationProgress;
import org.snowguard.cli.evaluate.EvaluationReport;
import org.snowguard.cli.evaluate.EvaluationReport.EvaluationProblem;
import org.springframework.util.FileSystemUtils;

/**
 * Deep evaluation of a generated tree: time, memory of Nix, and whether every planted difficulty is
 * reported: {@code ./dev bench evaluate}. Properties: {@code snowguard.packages}, {@code
 * snowguard.jobs}, {@code snowguard.chunk}, {@code snowguard.seed}.
 */
public final class BenchEvaluate {
  private BenchEvaluate() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createTempDirectory("snowguard-evaluate");
    try {
      GeneratedTree tree =
          GeneratedTree.write(
              Files.createDirectory(directory.resolve("tree")),
              Integer.getInteger("snowguard.packages", 20_000),
              Long.getLong("snowguard.seed", 1L));
      if (!measure(tree, directory.resolve("out.jsonl"))) {
        System.exit(1);
      }
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private static boolean measure(GeneratedTree tree, Path out) throws IOException {
    EvaluationOptions options =
        new EvaluationOptions(
            tree.directory(),
            EvaluationOptions.DEFAULT_SYSTEM,
            Integer.getInteger("snowguard.jobs", Runtime.getRuntime().availableProcessors()),
            Integer.getInteger("snowguard.chunk", EvaluationOptions.DEFAULT_CHUNK),
            EvaluationOptions.DEFAULT_HEAP_MEBIBYTES,
            EvaluationOptions.DEFAULT_PATIENCE);
    Heap.resetPeak();
    Stopwatch watch = new Stopwatch();
    EvaluationReport report;
    try (ChildCost nix = new ChildCost();
        Evaluation evaluation = Evaluation.prepare(System.getenv("PATH"), options, out)) {
      report = evaluation.run(EvaluationProgress.NONE);
      Stopwatch.Seconds time = watch.stop();
      Figure.print("evaluating", time.clock(), "s");
      Figure.print("evaluating_processors", nix.processorSeconds(), "s");
      Figure.print("packages_per_second", report.packages() / time.clock(), "1/s");
      Figure.print("memory_of_nix_together", nix.peakTogether(), "MiB");
      Figure.print("memory_of_one_process", nix.peakOfOne(), "MiB");
      Figure.print("own_heap", Heap.peakMebibytes(), "MiB");
    }
    Figure.print("jobs", options.jobs(), "count");
    Figure.print("packages", report.packages(), "count");
    Figure.print("processes", report.processes(), "count");
    Figure.print("failed", report.failed(), "count");
    Figure.print("partial", report.partial(), "count");
    Figure.print("output", Files.size(out) / (double) (1 << 20), "MiB");
    return verify(tree, report);
  }

  private static boolean verify(GeneratedTree tree, EvaluationReport report) {
    Set<String> reported =
        report.problems().stream()
            .map(EvaluationProblem::attribute)
            .collect(Collectors.toCollection(TreeSet::new));
    long found = tree.difficult().stream().filter(reported::contains).count();
    long whole = report.packages() - report.partial();
    Figure.print("difficulties_planted", tree.difficult().size(), "count");
    Figure.print("difficulties_reported", found, "count");
    Figure.print("problems_of_others", reported.size() - found, "count");
    Figure.print("packages_whole", whole, "count");
    Figure.summary(
        "evaluate",
        String.format(
            Locale.ROOT,
            "%,d of %,d packages whole, %d of %d planted difficulties reported, %d others",
            whole,
            tree.packages(),
            found,
            tree.difficult().size(),
            reported.size() - found));
    return reported.equals(tree.difficult()) && whole == tree.packages();
  }
}
