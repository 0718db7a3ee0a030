package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class PostgresBinariesTest {
  @TempDir Path cache;

  @Test
  void twoProcessesUnpackOnceAndABrokenCopyIsReplaced() throws Exception {
    Files.createDirectories(cache.resolve("unpacking-4711").resolve("bin"));
    try (ChildJvm first = ChildJvm.run(UnpackProgram.class, cache);
        ChildJvm second = ChildJvm.run(UnpackProgram.class, cache)) {
      Path home = Path.of(first.await("unpacked"));
      assertThat(second.await("unpacked")).isEqualTo(home.toString());
      assertThat(directories()).containsExactly(home);

      Files.delete(home.resolve("bin").resolve("initdb"));
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(cache);

      assertThat(binaries.home()).isEqualTo(home);
      assertThat(binaries.program("initdb")).isExecutable();
      assertThat(binaries.majorVersion()).isEqualTo(18);
      assertThat(
              Command.run(cache, List.of(binaries.program("postgres").toString(), "--version"))
                  .output())
          .startsWith("postgres (PostgreSQL) 18.");
    }
  }

  private List<Path> directories() throws IOException {
    return Directories.childrenStartingWith(cache, "").stream().filter(Files::isDirectory).toList();
  }
}
