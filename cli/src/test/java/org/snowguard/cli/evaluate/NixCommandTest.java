package org.snowguard.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
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
}
