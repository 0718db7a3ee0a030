package org.snowguard.localpg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmasterFileTest {
  @ParameterizedTest
  @CsvSource({
    "'ready   ', READY",
    "'standby ', READY",
    "starting, STARTING",
    "stopping, STOPPING",
  })
  void readsTheStateOfTheServer(String written, PostmasterFile.State state) {
    List<String> lines =
        List.of("4711", "/data", "1790000000", "5433", "", "127.0.0.1", " 3932168 7", written);

    assertThat(PostmasterFile.parse(lines)).contains(new PostmasterFile(4711, 5433, state));
  }

  @Test
  void aFileWithoutAStateYetBelongsToAServerThatIsStarting() {
    assertThat(PostmasterFile.parse(List.of("4711", "/data", "1790000000", "5433", "")))
        .contains(new PostmasterFile(4711, 5433, PostmasterFile.State.STARTING));
  }

  @Test
  void aFileThatIsBeingWrittenSaysNothing() {
    assertThat(PostmasterFile.parse(List.of())).isEmpty();
    assertThat(PostmasterFile.parse(List.of("4711", "/data"))).isEmpty();
  }
}
