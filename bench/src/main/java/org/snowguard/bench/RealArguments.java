package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.server.ServerProcess;

/** The arguments of {@code serve} for the real data: all records, unstable with sources, 18.03. */
final class RealArguments {

  private RealArguments() {}

  static List<String> all() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("--cves"));
    for (Path file : new RealData(ServerProcess.data()).cveFiles()) {
      arguments.add(file.toString());
    }
    arguments.addAll(channels());
    // The records end in January 2025: with today's boundary all of them would be backlog.
    arguments.addAll(List.of("--set", "snowguard.triage.backlog-before=2024-11-08"));
    return arguments;
  }

  static List<String> channels() {
    Path nixpkgs = ServerProcess.data().resolve("nixpkgs");
    return List.of(
        "--channel",
        "nixos-unstable="
            + nixpkgs.resolve("nixos-unstable-2026-07-14.packages.json.xz")
            + ","
            + nixpkgs.resolve("nixos-unstable-2026-07-14.sources.jsonl.xz"),
        "--channel",
        "nixos-18.03=" + nixpkgs.resolve("nixos-18.03-2018-05-30.packages.json.xz"));
  }

  /** Ends the benchmark, with a clear word, where the real data is absent. */
  static void require() {
    if (!Files.isDirectory(ServerProcess.data())) {
      Figure.skipped("the real data is not at " + ServerProcess.data());
      System.exit(0);
    }
  }
}
