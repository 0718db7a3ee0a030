package org.snowguard.contract;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.cli.Snowguard;

/** The demo's records and packages, which are ours, as input of the commands. */
final class Demo {

  static final Path DIRECTORY =
      Path.of(System.getProperty("snowguard.root", ".."), "server/src/main/resources/demo");
  static final List<String> CHANNELS = List.of("nixos-unstable", "nixos-26.05", "nixos-25.11");

  private Demo() {}

  /**
   * Lines that {@code snowguard match} prints for some records against all of the demo's channels.
   */
  static List<String> match(Path... records) {
    List<String> arguments = new ArrayList<>(List.of("match", "--quiet", "--cves"));
    for (Path path : records) {
      arguments.add(path.toString());
    }
    for (String channel : CHANNELS) {
      arguments.add("--packages=" + DIRECTORY.resolve(channel + ".packages.json"));
    }
    for (String channel : List.of("nixos-unstable", "nixos-26.05")) {
      arguments.add("--sources=" + DIRECTORY.resolve(channel + ".sources.jsonl"));
    }
    return run(arguments.toArray(String[]::new));
  }

  /** Standard output of a command that succeeds. */
  static List<String> run(String... arguments) {
    PrintStream before = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8)) {
      System.setOut(out);
      int exitCode = Snowguard.run(arguments);
      if (exitCode != 0) {
        throw new AssertionError(
            "snowguard " + String.join(" ", arguments) + " ended with " + exitCode);
      }
    } finally {
      System.setOut(before);
    }
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
