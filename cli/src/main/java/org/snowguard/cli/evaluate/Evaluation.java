package org.snowguard.cli.evaluate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.snowguard.cli.evaluate.EvaluationReport.EvaluationProblem;

/**
 * Evaluates a tree of packages into a file, one line an attribute, sorted. Closing it at any time,
 * from any thread, ends its processes and leaves nothing behind but a finished file.
 */
public final class Evaluation implements AutoCloseable {
  /** What packages throw is told in full for so many; the rest are counted and named. */
  private static final int MESSAGES = 20;

  private static final Duration TO_END = Duration.ofSeconds(10);

  private final EvaluationOptions options;
  private final Path out;
  private final Path work;
  private final RunningProcesses running = new RunningProcesses();
  private final ExecutorService workers;
  private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
  private final ChunkRun chunks;
  private final SortedParts parts;
  private final Deque<AttributePath> pending = new ArrayDeque<>(List.of(AttributePath.ROOT));
  private final TreeSet<EvaluationProblem> problems = new TreeSet<>();
  private long packages;
  private long failed;
  private long partial;
  private long others;

  private Evaluation(Path program, EvaluationOptions options, Path out, Path work)
      throws IOException {
    this.options = options;
    this.out = out;
    this.work = work;
    this.parts = new SortedParts(work);
    this.workers = Executors.newFixedThreadPool(options.jobs());
    this.chunks =
        new ChunkRun(
            NixCommand.in(work, program, options),
            work,
            running,
            watch,
            new AtomicInteger(MESSAGES));
  }

  /**
   * Whether there is a Nix.
   *
   * @param searchPath where it is looked for, as in {@code PATH}
   */
  public static boolean isPossible(String searchPath) {
    return NixCommand.isOn(searchPath);
  }

  /**
   * @param searchPath where Nix is looked for, as in {@code PATH}
   * @param file what to write; compressed when it ends in {@code .gz}
   * @throws IOException when there is no Nix, no tree or no place for the file
   */
  public static Evaluation prepare(String searchPath, EvaluationOptions options, Path file)
      throws IOException {
    if (!Files.exists(options.nixpkgs().resolve("default.nix"))) {
      throw new IOException(
          "evaluating %s: there is no default.nix in it; name a checkout of nixpkgs"
              .formatted(options.nixpkgs()));
    }
    Path program = NixCommand.find(searchPath);
    Path out = file.toAbsolutePath();
    Path parent = out.getParent();
    if (parent == null || !Files.isDirectory(parent) || Files.isDirectory(out)) {
      throw new IOException(
          "writing %s: it must be a file in a directory that is there".formatted(file));
    }
    EvaluationOptions real =
        new EvaluationOptions(
            options.nixpkgs().toRealPath(),
            options.system(),
            options.jobs(),
            options.chunk(),
            options.heapMebibytes(),
            options.patience());
    // Beside the file, so that it can be renamed into place.
    Path work = Files.createTempDirectory(parent.toRealPath(), ".snowguard-evaluate-");
    return new Evaluation(program, real, out, work);
  }

  /**
   * Evaluates everything and writes the file.
   *
   * @throws IOException when the tree as a whole cannot be evaluated, or has no packages
   */
  public EvaluationReport run(EvaluationProgress progress) throws IOException {
    evaluateAll(progress);
    if (packages == 0) {
      throw new IOException(
          "evaluating %s: no package was found in it%s"
              .formatted(options.nixpkgs(), problems.isEmpty() ? "" : ": " + problems.first()));
    }
    write();
    return new EvaluationReport(
        packages, failed, partial, others, running.started(), List.copyOf(problems));
  }

  private void evaluateAll(EvaluationProgress progress) throws IOException {
    CompletionService<ChunkFindings> done = new ExecutorCompletionService<>(workers);
    int busy = 0;
    long known = 1;
    while (busy > 0 || !pending.isEmpty()) {
      while (busy < options.jobs() && !pending.isEmpty()) {
        List<AttributePath> chunk = nextChunk();
        done.submit(() -> chunks.evaluate(chunk));
        busy++;
      }
      progress.progress(packages + failed + others, known);
      ChunkFindings findings = next(done);
      if (findings == null) {
        continue;
      }
      busy--;
      absorb(findings);
      known += findings.entered().size();
    }
    progress.progress(packages + failed + others, known);
  }

  /** At the end the last attributes are shared out, so that no processor waits. */
  private List<AttributePath> nextChunk() {
    int size = Math.min(options.chunk(), Math.ceilDiv(pending.size(), options.jobs()));
    List<AttributePath> chunk = new ArrayList<>(size);
    while (chunk.size() < size) {
      chunk.add(pending.removeFirst());
    }
    return chunk;
  }

  /** Null if there is nothing new for a second. */
  private static @Nullable ChunkFindings next(CompletionService<ChunkFindings> done)
      throws IOException {
    try {
      Future<ChunkFindings> chunk = done.poll(1, TimeUnit.SECONDS);
      return chunk == null ? null : chunk.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("evaluating: interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private void absorb(ChunkFindings findings) throws IOException {
    parts.add(findings.lines());
    pending.addAll(findings.entered());
    packages += findings.packages();
    failed += findings.failed();
    partial += findings.partial();
    others += findings.others();
    problems.addAll(findings.problems());
    while (problems.size() > EvaluationReport.MAX_PROBLEMS) {
      problems.removeLast();
    }
  }

  private void write() throws IOException {
    Path unfinished = work.resolve("out");
    try (OutputStream to =
        new BufferedOutputStream(compressed(Files.newOutputStream(unfinished)))) {
      parts.merge(to);
    }
    Files.move(
        unfinished, out, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private OutputStream compressed(OutputStream plain) throws IOException {
    return out.toString().endsWith(".gz") ? new GZIPOutputStream(plain) : plain;
  }

  @Override
  public void close() throws IOException {
    running.stop();
    workers.shutdownNow();
    watch.shutdownNow();
    awaitWorkers();
    if (Files.exists(work)) {
      try (Stream<Path> files = Files.list(work)) {
        for (Path file : files.toList()) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(work);
    }
  }

  /** Without their processes they end soon; until then they may still write. */
  private void awaitWorkers() {
    try {
      if (!workers.awaitTermination(TO_END.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("a worker did not end within " + TO_END);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
