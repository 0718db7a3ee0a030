package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a server writes about itself into {@code postmaster.pid} (PostgreSQL's {@code
 * utils/pidfile.h}). The file of a server that was killed stays behind.
 */
record PostmasterFile(long pid, int port, State state) {
  private static final int PORT_LINE = 3;
  private static final int STATE_LINE = 7;

  enum State {
    STARTING,
    READY,
    STOPPING
  }

  static Path in(Path data) {
    return data.resolve("postmaster.pid");
  }

  /** Empty when there is none, or when its server has only begun to write it. */
  static Optional<PostmasterFile> read(Path data) throws IOException {
    try {
      return parse(Files.readAllLines(in(data)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  static Optional<PostmasterFile> parse(List<String> lines) {
    if (lines.size() <= PORT_LINE) {
      return Optional.empty();
    }
    String state = lines.size() > STATE_LINE ? lines.get(STATE_LINE).strip() : "starting";
    return Optional.of(
        new PostmasterFile(
            Long.parseLong(lines.getFirst().strip()),
            Integer.parseInt(lines.get(PORT_LINE).strip()),
            switch (state) {
              case "ready", "standby" -> State.READY;
              case "stopping" -> State.STOPPING;
              default -> State.STARTING;
            }));
  }
}
