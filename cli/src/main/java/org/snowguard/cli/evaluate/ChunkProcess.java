package org.snowguard.cli.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.snowguard.formats.json.JsonLines;

/** One process of Nix at work on one chunk. */
final class ChunkProcess {
  static final String WHOLE_ATTRIBUTE = "attribute";

  private static final int STREAM_BUFFER = 1 << 16;
  private static final long CHECKS_PER_PATIENCE = 20;

  private final NixCommand nix;
  private final String mark;
  private final ScheduledExecutorService watch;
  private final NixMessage message = new NixMessage();
  private volatile long lastSign = System.nanoTime();
  private int index = -1;
  private String field = "";

  ChunkProcess(NixCommand nix, String mark, ScheduledExecutorService watch) {
    this.nix = nix;
    this.mark = "trace: " + mark + " ";
    this.watch = watch;
  }

  /** Hears of each attribute that was evaluated. */
  @FunctionalInterface
  interface Results {
    void done(int index, String json) throws IOException;
  }

  /**
   * @param markName the word that begins our lines, so that no trace of a package passes for one
   * @throws IOException when Nix gives up before it reaches an attribute
   */
  static ChunkEnd run(
      NixCommand nix,
      String markName,
      Path chunk,
      RunningProcesses running,
      ScheduledExecutorService watch,
      Results results)
      throws IOException {
    Process process = running.start(() -> nix.start(chunk, markName));
    try {
      return new ChunkProcess(nix, markName, watch).follow(process, results);
    } finally {
      running.end(process);
    }
  }

  private ChunkEnd follow(Process process, Results results) throws IOException {
    AtomicBoolean impatient = new AtomicBoolean();
    ScheduledFuture<?> watching = watchOver(process, impatient);
    try (JsonLines lines =
        new JsonLines(new BufferedInputStream(process.getErrorStream(), STREAM_BUFFER))) {
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        hear(new String(line, UTF_8), results);
      }
      int code = process.waitFor();
      return code == 0 ? new ChunkEnd.Completed() : died(code, impatient.get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("evaluating: interrupted", e);
    } finally {
      watching.cancel(false);
    }
  }

  private ScheduledFuture<?> watchOver(Process process, AtomicBoolean impatient) {
    long patience = nix.options().patience().toNanos();
    return watch.scheduleWithFixedDelay(
        () -> {
          if (System.nanoTime() - lastSign > patience) {
            impatient.set(true);
            RunningProcesses.kill(process);
          }
        },
        patience / CHECKS_PER_PATIENCE,
        patience / CHECKS_PER_PATIENCE,
        TimeUnit.NANOSECONDS);
  }

  private void hear(String line, Results results) throws IOException {
    if (!line.startsWith(mark)) {
      message.add(line);
      return;
    }
    String[] words = line.substring(mark.length()).split(" ", 3);
    if (words.length < 3) {
      return;
    }
    index = Integer.parseInt(words[1]);
    message.clear();
    if (words[0].equals("done")) {
      lastSign = System.nanoTime();
      results.done(index, words[2]);
    } else {
      field = words[2];
    }
  }

  private ChunkEnd died(int code, boolean impatient) throws IOException {
    String said = message.sentence(nix.options().nixpkgs().toString());
    if (index < 0) {
      throw new IOException(
          "evaluating %s: Nix gave up at once: %s"
              .formatted(nix.options().nixpkgs(), said == null ? "exit code " + code : said));
    }
    if (impatient) {
      return exhausted("took longer than %d s".formatted(nix.options().patience().toSeconds()));
    }
    if (message.isOutOfMemory()) {
      return exhausted("needs more memory than %d MiB".formatted(nix.options().heapMebibytes()));
    }
    return said == null
        ? exhausted("Nix ended without a word, with exit code " + code)
        : new ChunkEnd.Died(index, field, said, ChunkEnd.Cause.ERROR);
  }

  private ChunkEnd exhausted(String reason) {
    return new ChunkEnd.Died(index, field, reason, ChunkEnd.Cause.EXHAUSTION);
  }
}
