package org.snowguard.localpg;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The server process of one cluster. To be used only by who holds the owner lock, so that nobody
 * else starts or stops the same server meanwhile.
 */
final class Postmaster {
  /** A recovery reads at most max_wal_size of log; this is for very slow disks. */
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  private static final Duration STOP_LIMIT = Duration.ofMinutes(1);
  private static final Duration ORPHAN_LIMIT = Duration.ofSeconds(30);

  private final PostgresBinaries binaries;
  private final ServerUser user;
  private final DataFiles files;
  private final Durability durability;
  private final ServerProcesses processes;
  private final ServerLog log;

  Postmaster(PostgresBinaries binaries, ServerUser user, DataFiles files, Durability durability) {
    this.binaries = binaries;
    this.user = user;
    this.files = files;
    this.durability = durability;
    this.processes = new ServerProcesses(files.data());
    this.log = new ServerLog(files.log());
  }

  /** How one attempt to start ended. */
  private sealed interface Attempt {
    record Ready(int port) implements Attempt {}

    /** Something stood in the way that goes away or that the next attempt avoids. */
    record TryAgain() implements Attempt {}

    record Failed(String log) implements Attempt {}
  }

  /** Makes the server run with our settings, attaching to one that does, and returns its port. */
  int ensureRunning() throws IOException {
    long start = System.nanoTime();
    while (true) {
      Optional<Attempt> attached = attach();
      switch (attached.isPresent() ? attached.get() : launch()) {
        case Attempt.Ready(int port) -> {
          Files.writeString(files.port(), port + "\n");
          return port;
        }
        case Attempt.Failed(String lines) -> throw startFailure(lines);
        case Attempt.TryAgain() -> {
          if (System.nanoTime() - start > ORPHAN_LIMIT.toNanos()) {
            throw startFailure(log.sinceStart());
          }
        }
      }
    }
  }

  /** A server whose owner was killed: kept if it is the one that we would start. */
  private Optional<Attempt> attach() throws IOException {
    Optional<PostmasterFile> found = processes.running();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    PostmasterFile server = found.get();
    if (server.state() == PostmasterFile.State.STOPPING || !isAsWeWouldStartIt(server.port())) {
      stop();
      return Optional.empty();
    }
    boolean ready = awaitReady(() -> true);
    return Optional.of(ready ? new Attempt.Ready(server.port()) : new Attempt.TryAgain());
  }

  private boolean isAsWeWouldStartIt(int port) throws IOException {
    Path options = files.data().resolve("postmaster.opts");
    return Files.exists(options)
        && Files.readString(options).startsWith(binaries.program("postgres") + " ")
        && Files.exists(files.settings())
        && Files.readString(files.settings())
            .equals(ServerSettings.postgresqlConf(files, port, durability));
  }

  private Attempt launch() throws IOException {
    Path pidFile = PostmasterFile.in(files.data());
    if (Files.exists(pidFile)) {
      processes.endOrphans();
      // PostgreSQL would take any living process with this id for the server.
      Files.deleteIfExists(pidFile);
    }
    int port = freePort();
    replace(files.settings(), ServerSettings.postgresqlConf(files, port, durability));
    replace(files.accessRules(), ServerSettings.accessRules());
    if (!Files.exists(files.localSettings())) {
      replace(files.localSettings(), "# Settings of your own; they win over postgresql.conf.\n");
    }
    log.beginStart();
    Process starter = Command.launch(files.root(), user.wrap(startCommand()), log.file());
    if (awaitReady(starter::isAlive)) {
      return new Attempt.Ready(port);
    }
    String lines = log.sinceStart();
    return isPassing(lines) ? new Attempt.TryAgain() : new Attempt.Failed(lines);
  }

  private static boolean isPassing(String lines) {
    boolean gaveUp = lines.contains("FATAL:") || lines.contains("PANIC:");
    boolean wasKilled = lines.contains("starting PostgreSQL") && !gaveUp;
    return wasKilled
        || lines.contains("pre-existing shared memory block")
        || lines.contains("could not create any TCP/IP sockets")
        || lines.contains("lock file \"postmaster.pid\" already exists");
  }

  /** pg_ctl takes the server out of our process group, so that Ctrl-C reaches only us. */
  private List<String> startCommand() {
    String settings = files.settings().toString().replace("'", "'\\''");
    return List.of(
        binaries.program("pg_ctl").toString(),
        "start",
        "--silent",
        "--wait",
        "--timeout=" + START_LIMIT.toSeconds(),
        "--pgdata=" + files.data(),
        "--options=-c config_file='" + settings + "'");
  }

  /** Waits until the server is ready; gives up when neither it nor its starter lives. */
  private boolean awaitReady(BooleanSupplier starterLives) {
    Waiting.until(
        START_LIMIT,
        () -> {
          boolean mayStillCome = starterLives.getAsBoolean();
          return isReady() || (!mayStillCome && processes.running().isEmpty());
        });
    return isReady();
  }

  Optional<ProcessHandle> process() {
    return processes.running().flatMap(server -> ProcessHandle.of(server.pid()));
  }

  private boolean isReady() {
    return processes
        .running()
        .filter(server -> server.state() == PostmasterFile.State.READY)
        .isPresent();
  }

  /** Ends sessions, writes a checkpoint and ends. Returns when the server is gone. */
  void stop() throws IOException {
    stop("fast");
    if (processes.running().isPresent()) {
      stop("immediate");
    }
    if (processes.running().isPresent()) {
      throw new LocalPostgresException(
          "PostgreSQL on %s does not stop (process %d). End it with `kill -QUIT`; the next start recovers."
              .formatted(files.root(), processes.running().orElseThrow().pid()));
    }
  }

  /** Ends at once without a checkpoint: for data that nobody needs again. */
  void abandon() throws IOException {
    stop("immediate");
  }

  private void stop(String mode) throws IOException {
    if (processes.running().isEmpty()) {
      return;
    }
    Command.run(
        files.root(),
        user.wrap(
            List.of(
                binaries.program("pg_ctl").toString(),
                "stop",
                "--silent",
                "--no-wait",
                "--mode=" + mode,
                "--pgdata=" + files.data())));
    Waiting.until(STOP_LIMIT, () -> processes.running().isEmpty());
  }

  /** The port of last time if it is free, so that what people noted down stays right. */
  private int freePort() throws IOException {
    if (Files.exists(files.port())) {
      try {
        int remembered = Integer.parseInt(Files.readString(files.port()).strip());
        if (isFree(remembered)) {
          return remembered;
        }
      } catch (NumberFormatException e) {
        // A torn write of a note that we can do without.
      }
    }
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static void replace(Path file, String content) throws IOException {
    Path written = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(written, content);
    Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-r--r--"));
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private LocalPostgresException startFailure(String lines) {
    return new LocalPostgresException(
        """
        PostgreSQL did not start on %s, run as %s. Mend what its log names and start again; the \
        data are untouched. The end of %s:
        %s\
        """
            .formatted(files.root(), user, log.file(), lines.indent(2).stripTrailing()));
  }
}
