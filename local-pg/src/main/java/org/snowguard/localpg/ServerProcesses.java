package org.snowguard.localpg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the processes that serve one data directory. */
final class ServerProcesses {
  private final Path data;

  ServerProcesses(Path data) {
    this.data = data;
  }

  /**
   * The running server. A process id alone proves nothing: after a restart of the machine or of a
   * container it may belong to anybody, so the process must also have been started for this
   * directory.
   */
  Optional<PostmasterFile> running() {
    try {
      return PostmasterFile.read(data)
          .filter(file -> commandLine(file.pid()).contains(data.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Ends what a killed server left running on this directory: a busy backend notices the death of
   * its server late, and PostgreSQL refuses to start before the last one is gone. To be called only
   * while no server runs.
   */
  void endOrphans() {
    ProcessHandle.allProcesses()
        .filter(process -> process.pid() != ProcessHandle.current().pid())
        .filter(process -> worksInside(process.pid()))
        .filter(process -> commandLine(process.pid()).startsWith("postgres: "))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Linux only; elsewhere, or where we may not look, waiting for the orphans has to do. */
  private boolean worksInside(long pid) {
    try {
      return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
          .equals(data.toRealPath());
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  /** Empty for a process that ended, also for one that nobody has collected yet (a zombie). */
  private static String commandLine(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException e) {
      return ProcessHandle.of(pid).flatMap(process -> process.info().commandLine()).orElse("");
    }
  }
}
