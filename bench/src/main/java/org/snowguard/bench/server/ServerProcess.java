package org.snowguard.bench.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code snowguard serve} as a process of its own, with its output and the time of each line. */
public final class ServerProcess implements AutoCloseable {

  /** Printed when pages answer. */
  public static final String ANSWERS = "Snowguard answers at ";

  /** Logged when everything given is imported and matched. */
  public static final String DONE = "Everything given is imported and matched";

  /** Logged when the work of a start broke off. */
  private static final String FAILED = "Failed: ";

  /** Enough of a stack trace to see the place. */
  private static final int ERROR_LINES = 12;

  private static final Duration STOPPING = Duration.ofSeconds(30);

  private final Process process;
  private final long startedAt = System.nanoTime();
  private final int port;
  private final List<Line> lines = new ArrayList<>();
  private boolean ended;

  /** A line of output with the time since the start. */
  public record Line(Duration at, String text) {}

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    Thread.ofVirtual().start(this::collect);
    // A benchmark that is interrupted leaves no server behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "end-server"));
  }

  /** Starts the script of the checkout with an embedded database in a directory. */
  public static ServerProcess serve(Path data, List<String> arguments) throws IOException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(root().resolve("snowguard").toString());
    command.addAll(List.of("serve", "--data", data.toString(), "--port", Integer.toString(port)));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new ServerProcess(process, port);
  }

  /** Runs another command of the script to its end and gives what it printed. */
  public static String run(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(root().resolve("snowguard").toString());
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }

  /** The checkout that this benchmark was built from. */
  public static Path root() {
    return Path.of(System.getProperty("snowguard.root", ".")).toAbsolutePath().normalize();
  }

  /** The real data beside the checkout. */
  public static Path data() {
    return Path.of(System.getProperty("snowguard.shared", "../shared"), "data")
        .toAbsolutePath()
        .normalize();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void collect() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String text = output.readLine(); text != null; text = output.readLine()) {
        add(text);
      }
    } catch (IOException | UncheckedIOException killed) {
      // A killed process leaves a broken pipe: the end of its output.
    }
    finish();
  }

  private synchronized void add(String text) {
    lines.add(new Line(Duration.ofNanos(System.nanoTime() - startedAt), text));
    notifyAll();
  }

  private synchronized void finish() {
    ended = true;
    notifyAll();
  }

  /** Waits for a line that contains a text. */
  public synchronized Line await(String text, Duration longest)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + longest.toNanos();
    while (true) {
      Optional<Line> found = find(text);
      if (found.isPresent()) {
        return found.get();
      }
      long left = deadline - System.nanoTime();
      if (ended || left <= 0 || find(FAILED).isPresent()) {
        throw new IOException(
            "the server did not print \"%s\" within %s; its last lines:%n%s"
                .formatted(text, longest, lastLines()));
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** The first line that contains a text, of those printed so far. */
  public synchronized Optional<Line> find(String text) {
    return lines.stream().filter(line -> line.text().contains(text)).findFirst();
  }

  /** All lines printed so far. */
  public synchronized List<String> text() {
    return lines.stream().map(Line::text).toList();
  }

  /** The first errors of the log, each with where it was thrown and what caused it. */
  public synchronized List<String> errors(int most) {
    List<String> found = new ArrayList<>();
    int errors = 0;
    for (int at = 0; at < lines.size() && errors < most; at++) {
      if (lines.get(at).text().contains(" ERROR ")) {
        errors++;
        List<Line> error = lines.subList(at, Math.min(lines.size(), at + ERROR_LINES));
        error.forEach(line -> found.add(line.text()));
      }
    }
    return found;
  }

  private String lastLines() {
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - 15), lines.size()).stream()
            .map(Line::text)
            .toList());
  }

  public int port() {
    return port;
  }

  /** The largest resident size so far, in MiB, as Linux counts it; 0 elsewhere. */
  public long peakMebibytes() {
    try (var status = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
      return status
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  /** As {@code kill -9}: no hook runs, nothing is flushed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, and insists after a while. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPPING.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
