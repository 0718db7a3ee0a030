package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The files under nix/, as far as they can be tried without nixpkgs: see nix/README.md. */
class NixModuleTest {

  private static final Path ROOT = Path.of(System.getProperty("snowguard.root", ".."));

  @Test
  void theModuleTheFlakeAndThePackageAreEvaluated() throws IOException, InterruptedException {
    assumeTrue(
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "nix-instantiate"))),
        "skipped: nix-instantiate not found on the PATH (Debian: apt install nix-bin)");
    Process nix =
        new ProcessBuilder("nix-instantiate", "--eval", "--strict", "nix/test.nix")
            .directory(ROOT.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(nix.getInputStream().readAllBytes(), UTF_8);
    assertThat(nix.waitFor()).as(said).isZero();
    assertThat(said.lines().toList()).contains("true");
  }

  /** The package has a script of its own, for it knows neither Maven nor a checkout. */
  @Test
  void thePackageStartsTheSameJarForEachCommand() throws IOException {
    assertThat(commands("nix/package.nix")).isNotEmpty().isEqualTo(commands("snowguard"));
  }

  private static String commands(String file) throws IOException {
    return Files.readAllLines(ROOT.resolve(file)).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("serve |"))
        .findFirst()
        .orElse("");
  }
}
