package org.snowguard.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NixCommandTest {

  @Test
  void withoutNixSaysHowToInstallIt(@TempDir Path empty) {
    assertThatThrownBy(() -> NixCommand.find(empty.toString()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nix-instantiate")
        .hasMessageContaining("apt install nix-bin");
  }

  /** An end that the kernel makes for us when we are killed. */
  @Test
  void nixEndsWhenNobodyIsThereAnyMore(@TempDir Path directory) throws Exception {
    String searchPath = System.getenv().getOrDefault("PATH", "");
    assumeTrue(
        Evaluation.isPossible(searchPath),
        "skipped: nix-instantiate not found on the PATH (Debian: apt install nix-bin)");
    Path tree = Files.createDirectory(directory.resolve("tree"));
    Files.writeString(
        tree.resolve("default.nix"),
        """
        let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2);
        in { endless = { type = "derivation"; name = "endless-${toString (fib 60)}"; }; }
        """);
    Path chunk = directory.resolve("chunk.json");
    Files.writeString(chunk, "[{\"path\":[\"endless\"],\"skip\":[],\"bare\":false}]");
    EvaluationOptions options =
        new EvaluationOptions(
            tree.toRealPath(), "x86_64-linux", 1, 1, 512, EvaluationOptions.DEFAULT_PATIENCE);
    Process process =
        NixCommand.in(directory.toRealPath(), NixCommand.find(searchPath), options)
            .start(chunk, "mark");
    try (BufferedReader said = process.errorReader()) {
      assertThat(said.readLine()).contains("mark at 0");
      List<ProcessHandle> nix = process.descendants().toList();
      assertThat(nix).isNotEmpty();
      process.getOutputStream().close();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      for (ProcessHandle each : nix) {
        each.onExit().get(1, TimeUnit.MINUTES);
      }
    } finally {
      RunningProcesses.kill(process);
    }
  }
}
