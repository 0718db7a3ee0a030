package org.snowguard.localpg;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Runs programs of the operating system and of PostgreSQL in an environment known to us. */
final class Command {
  /**
   * What a child may inherit. Everything else stays out: PGDATA, PGPORT and their like change what
   * PostgreSQL's programs do, LD_LIBRARY_PATH which libraries they load. The NIX_LD variables let
   * foreign binaries start on NixOS.
   */
  private static final Set<String> INHERITED = Set.of("PATH", "NIX_LD", "NIX_LD_LIBRARY_PATH");

  private Command() {}

  record Result(int exitCode, String output) {
    boolean succeeded() {
      return exitCode == 0;
    }
  }

  static Result run(Path directory, List<String> command) {
    return run(directory, command, "");
  }

  /** Runs to the end, with the text as standard input, and returns both output streams as one. */
  static Result run(Path directory, List<String> command, String input) {
    try {
      Process process = prepare(directory, command).redirectErrorStream(true).start();
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException ignored) {
        // The child left without reading its input; its exit code and output say why.
      }
      try (InputStream stdout = process.getInputStream()) {
        String output = new String(stdout.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new Result(process.waitFor(), output);
      }
    } catch (IOException e) {
      return new Result(127, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalPostgresException("Interrupted while running " + command.getFirst(), e);
    }
  }

  /** Starts a program whose output, and that of its children, is appended to a file. */
  static Process launch(Path directory, List<String> command, Path log) throws IOException {
    return prepare(directory, command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static ProcessBuilder prepare(Path directory, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    Map<String, String> inherited = new TreeMap<>(builder.environment());
    inherited.keySet().retainAll(INHERITED);
    builder.environment().clear();
    builder.environment().putAll(inherited);
    builder.environment().put("LC_ALL", "C");
    return builder;
  }
}
