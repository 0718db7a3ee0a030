package org.snowguard.cli.evaluate;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The call of Nix: it reads the tree and our expression alone, builds nothing, writes no derivation
 * and fetches nothing.
 *
 * @param expressions directory that holds our expressions
 */
record NixCommand(Path program, Path expressions, EvaluationOptions options) {
  private static final List<String> EXPRESSIONS = List.of("chunk.nix", "sources.nix");

  /**
   * Nix does not notice that nobody listens any more. So a shell waits for the end of what it is
   * given to read, which comes when we die, however we do, and ends Nix.
   */
  private static final String WITH_US =
      """
      exec 3<&0
      "$@" 3<&- </dev/null &
      nix=$!
      (read -r _ <&3; kill -9 "$nix") >/dev/null 2>&1 &
      listener=$!
      exec 3<&-
      wait "$nix"
      code=$?
      kill -9 "$listener" 2>/dev/null
      exit "$code"
      """;

  static boolean isOn(String searchPath) {
    return lookFor(searchPath).isPresent();
  }

  private static Optional<Path> lookFor(String searchPath) {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .map(directory -> Path.of(directory.isEmpty() ? "." : directory, "nix-instantiate"))
        .filter(Files::isExecutable)
        .map(Path::toAbsolutePath)
        .findFirst();
  }

  /**
   * @throws IOException when there is no Nix on the path
   */
  static Path find(String searchPath) throws IOException {
    return lookFor(searchPath).orElseThrow(NixCommand::notThere);
  }

  private static IOException notThere() {
    return new IOException(
        """
        looking for nix-instantiate on the PATH: it is not there. Install Nix (Debian, Ubuntu: \
        apt install nix-bin; others: https://nixos.org/download), or evaluate where Nix is and \
        bring the file here\
        """);
  }

  static NixCommand in(Path directory, Path program, EvaluationOptions options) throws IOException {
    for (String name : EXPRESSIONS) {
      try (InputStream in = NixCommand.class.getResourceAsStream(name)) {
        Files.copy(Objects.requireNonNull(in, name), directory.resolve(name));
      }
    }
    return new NixCommand(program, directory, options);
  }

  Process start(Path chunk, String mark) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/sh",
            "-c",
            WITH_US,
            "sh",
            program.toString(),
            "--eval",
            "--strict",
            "--readonly-mode",
            "--option",
            "restrict-eval",
            "true",
            "--option",
            "allow-import-from-derivation",
            "false",
            "-I",
            "nixpkgs=" + options.nixpkgs(),
            "-I",
            "snowguard=" + expressions,
            expressions.resolve("chunk.nix").toString(),
            "--argstr",
            "nixpkgs",
            options.nixpkgs().toString(),
            "--argstr",
            "system",
            options.system(),
            "--argstr",
            "chunk",
            chunk.toString(),
            "--argstr",
            "mark",
            mark);
    Map<String, String> environment = builder.environment();
    // Neither the caller's packages nor the form of messages under systemd shall matter.
    environment.keySet().removeIf(name -> name.startsWith("NIX_") || name.equals("IN_SYSTEMD"));
    environment.put("GC_MAXIMUM_HEAP_SIZE", options.heapMebibytes() + "M");
    // One process a processor: each collects its garbage alone.
    environment.put("GC_MARKERS", "1");
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
