package org.snowguard.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.web.BadInput;

class FindingsTest {

  private static final byte[] LINES = EvaluationsTest.LINES.getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;

  private Findings of(byte[] content, long most) throws IOException {
    return Findings.of(Files.write(directory.resolve("upload"), content), "the file", most);
  }

  @Test
  void takesAsMuchAsItMay() throws IOException {
    assertThat(of(Zstd.compress(LINES), LINES.length).read().lines()).containsKeys("curl", "zlib");
  }

  @Test
  void refusesMoreHoweverItIsCompressed() {
    for (byte[] same : new byte[][] {LINES, Zstd.compress(LINES)}) {
      assertThatExceptionOfType(BadInput.class)
          .isThrownBy(() -> of(same, LINES.length - 1))
          .withMessageContaining("the file")
          .withMessageContaining("more than %d bytes unpacked", LINES.length - 1)
          .satisfies(refused -> assertThat(refused.kind()).isEqualTo(BadInput.Kind.TOO_LARGE));
    }
  }
}
