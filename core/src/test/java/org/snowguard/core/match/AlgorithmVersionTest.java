package org.snowguard.core.match;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlgorithmVersionTest {

  /** A data file that is not listed would change matches without a new version. */
  @Test
  void everyDataFileCounts() throws IOException {
    Path root = Path.of("src/main/resources/org/snowguard/core");
    try (Stream<Path> files = Files.walk(root)) {
      List<String> shipped =
          files
              .filter(Files::isRegularFile)
              .map(file -> root.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      assertThat(AlgorithmVersion.DATA_FILES).isEqualTo(shipped);
    }
  }

  @Test
  void readsAsNumberAndData() {
    assertThat(AlgorithmVersion.shipped().text()).matches(Matcher.ALGORITHM + "-[0-9a-f]{8}");
    assertThat(AlgorithmVersion.shipped()).isEqualTo(AlgorithmVersion.shipped());
  }
}
