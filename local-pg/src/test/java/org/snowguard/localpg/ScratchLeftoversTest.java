package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ScratchLeftoversTest {
  @TempDir Path directory;

  @BeforeEach
  void letTheServerIn() throws IOException {
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ChildJvm scratch() throws IOException {
    return ChildJvm.run(
        List.of(),
        ChildJvm.testClassPath(),
        List.of("-Djava.io.tmpdir=" + directory),
        ScratchProgram.class);
  }

  @Test
  void whatAKilledProcessLeftIsDeletedByTheNextAndNobodyElsesServer() throws Exception {
    try (ChildJvm living = scratch();
        ChildJvm killed = scratch()) {
      living.await("ready");
      killed.await("ready");
      killed.kill();
      assertThat(directories()).hasSize(2);

      try (ChildJvm next = scratch()) {
        next.await("ready");
        assertThat(directories()).as("of the living and the next").hasSize(2);
        next.end();
      }

      assertThat(directories()).hasSize(1);
      living.end();
      assertThat(directories()).isEmpty();
    }
  }

  private List<Path> directories() throws IOException {
    return Directories.childrenStartingWith(directory, "snowguard-scratch-");
  }
}
