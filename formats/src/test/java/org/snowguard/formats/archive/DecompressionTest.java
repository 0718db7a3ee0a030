package org.snowguard.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DecompressionTest {

  private static final byte[] CONTENT =
      Archives.bytes("{\"packages\":\"" + "package ".repeat(50_000) + "\"}");

  @TempDir Path directory;

  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("packages.json", CONTENT),
        Arguments.of("packages.json.xz", Archives.xz(CONTENT)),
        Arguments.of("packages.json.gz", Archives.gzip(CONTENT)),
        Arguments.of("packages.json.zst", Archives.zstd(CONTENT)),
        Arguments.of("packages.json.br", Archives.brotli(CONTENT)),
        // As a download that undid the compression of the transfer leaves it.
        Arguments.of("packages.json.br", CONTENT),
        Arguments.of("packages", Archives.xz(CONTENT)));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("forms")
  void givesTheContentAndTellsProgress(String name, byte[] written) throws IOException {
    Path file = write(name, written);
    List<Long> positions = new ArrayList<>();
    byte[] read;
    try (InputStream in =
        Decompression.open(
            file, Limits.DEFAULT, (input, bytes, total) -> positions.add(total - bytes))) {
      read = in.readAllBytes();
    }

    assertThat(read).isEqualTo(CONTENT);
    assertThat(positions).isNotEmpty().last().isEqualTo(0L);
  }

  @Test
  void readsWhatABrotliEncoderMade() throws IOException {
    String encoded =
        "G8MB0KwOeHNXqJlhxBXdOhm+6giV3iwwe31apOyNbg6lvaVOkVW2iMQ0CJnbHXDIAfPBWoCBBmABc41g8nKl"
            + "OsBWEs6JSA7Fvvibcig2";
    Path file = write("record.json.br", Base64.getDecoder().decode(encoded));
    try (InputStream in = Decompression.open(file)) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("{\"id\":\"CVE-2024-0001\",\"text\":\"" + "one two three ".repeat(30) + "\"}");
    }
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("forms")
  void endsAtTheBound(String name, byte[] written) throws IOException {
    Path file = write(name, written);
    Limits exact = Limits.DEFAULT.withBytesPerStream(CONTENT.length);
    Limits less = Limits.DEFAULT.withBytesPerStream(CONTENT.length - 1);

    assertThat(drain(file, exact)).isEqualTo(CONTENT.length);
    assertThatThrownBy(() -> drain(file, less))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("forms")
  void failsWithNothingButAnIoException(String name, byte[] written) throws IOException {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      byte[] mutated = written.clone();
      mutated[random.nextInt(Math.min(mutated.length, 200))] = (byte) random.nextInt(256);
      Path file = write(name, mutated);
      try {
        assertThat(drain(file, Limits.DEFAULT)).isNotNegative();
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  @Test
  void failsWhereTheFileIsCutShort() throws IOException {
    for (String name : new String[] {"a.xz", "a.gz", "a.zst", "a.br"}) {
      byte[] whole =
          switch (name) {
            case "a.xz" -> Archives.xz(CONTENT);
            case "a.gz" -> Archives.gzip(CONTENT);
            case "a.zst" -> Archives.zstd(CONTENT);
            default -> Archives.brotli(CONTENT);
          };
      for (int tenths = 1; tenths < 10; tenths++) {
        Path file = write(name, Archives.cut(whole, tenths));
        assertThatThrownBy(() -> drain(file, Limits.DEFAULT)).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void saysThatAnArchiveIsNotOneFile() throws IOException {
    Path zip = write("a.json", Archives.zip(Map.of("packages.json", CONTENT)));
    assertThatThrownBy(() -> drain(zip, Limits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("a.json", "ZIP", "unpack it");
  }

  @Test
  void stopsAtASuspiciousRatio() throws IOException {
    Path bomb = write("a.json.xz", Bombs.zeros(Archives::xz, new byte[0], 10_000_000_000L));
    assertThatThrownBy(() -> drain(bomb, Limits.DEFAULT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("times its size");
  }

  private static long drain(Path file, Limits limits) throws IOException {
    try (InputStream in = Decompression.open(file, limits, ProgressListener.NONE)) {
      return in.transferTo(OutputStream.nullOutputStream());
    }
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(directory.resolve(name), content);
  }
}
