package org.snowguard.cli.evaluate;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The processes that must not outlive us. */
final class RunningProcesses {
  private final Set<Process> running = new HashSet<>();
  private long started;
  private boolean stopped;

  @FunctionalInterface
  interface Start {
    Process start() throws IOException;
  }

  synchronized Process start(Start start) throws IOException {
    if (stopped) {
      throw new IOException("evaluating: interrupted");
    }
    Process process = start.start();
    running.add(process);
    started++;
    return process;
  }

  void end(Process process) {
    kill(process);
    synchronized (this) {
      running.remove(process);
    }
  }

  /** Ends all, for good: none starts after this. */
  synchronized void stop() {
    stopped = true;
    running.forEach(RunningProcesses::kill);
  }

  /** With the processes that it started itself. */
  static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  synchronized long started() {
    return started;
  }
}
