package org.snowguard.bench.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.snowguard.server.github.outbox.DeliveringNode;

/** Processes that deliver; one that is killed is replaced by another. */
public final class Killed implements AutoCloseable {

  private final List<String> arguments;
  private final Path log;
  private final List<Process> nodes = new ArrayList<>();
  private int kills;

  /**
   * @param arguments of each node
   * @param log takes what all of them say
   */
  public Killed(int number, List<String> arguments, Path log) throws IOException {
    this.arguments = List.copyOf(arguments);
    this.log = log;
    for (int node = 0; node < number; node++) {
      nodes.add(start());
    }
  }

  private Process start() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeliveringNode.class.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Kills the process that delivers, without a word of warning, and starts another. */
  public void kill(long deliverer) throws IOException, InterruptedException {
    for (int index = 0; index < nodes.size(); index++) {
      Process node = nodes.get(index);
      if (node.pid() == deliverer) {
        node.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        nodes.set(index, start());
        kills++;
        return;
      }
    }
  }

  public int kills() {
    return kills;
  }

  /** Whether all processes are there. */
  public boolean isAlive() {
    return nodes.stream().allMatch(Process::isAlive);
  }

  @Override
  public void close() {
    nodes.forEach(Process::destroyForcibly);
  }
}
