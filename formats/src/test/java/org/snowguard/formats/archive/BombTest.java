package org.snowguard.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BombTest {

  private static final long TEN_GIGABYTES = 10_000_000_000L;

  /** What a zip says of its size need not be so. */
  private static final long DECLARED = 1000;

  private static final byte[] GOOD = Archives.bytes("{\"good\":true}");
  private static final byte[] NOTHING = new byte[0];

  @TempDir Path directory;

  static Stream<Arguments> singles() {
    return Stream.of(
        Arguments.of("a.json.xz", Bombs.zeros(Archives::xz, NOTHING, TEN_GIGABYTES)),
        Arguments.of("a.json.gz", Bombs.zeros(Archives::gzip, NOTHING, TEN_GIGABYTES)),
        Arguments.of("a.json.zst", Bombs.zeros(Archives::zstd, NOTHING, TEN_GIGABYTES)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("singles")
  void refusesASingleFileOfZeros(String name, byte[] bomb) throws IOException {
    Reading reading = read(name, bomb);

    assertThat(reading.labels()).isEmpty();
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
  }

  static Stream<Arguments> tars() {
    byte[] head = Bombs.tarHead("bomb.json", GOOD, TEN_GIGABYTES);
    return Stream.of(
        Arguments.of("a.tar.xz", Bombs.zeros(Archives::xz, head, TEN_GIGABYTES)),
        Arguments.of("a.tar.gz", Bombs.zeros(Archives::gzip, head, TEN_GIGABYTES)),
        Arguments.of("a.tar.zst", Bombs.zeros(Archives::zstd, head, TEN_GIGABYTES)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tars")
  void keepsWhatStoodBeforeTheZerosOfATar(String name, byte[] bomb) throws IOException {
    Reading reading = read(name, bomb);

    assertThat(reading.labels()).containsExactly("good.json");
    assertThat(reading.kinds())
        .containsExactly(InputProblem.Kind.TOO_LARGE, InputProblem.Kind.SUSPICIOUS_RATIO);
  }

  @Test
  void stopsInTheZerosBehindTheEndOfATar() throws IOException {
    byte[] tar = Archives.tar(Map.of("good.json", GOOD));
    Reading reading = read("a.tar.xz", Bombs.zeros(Archives::xz, tar, TEN_GIGABYTES));

    assertThat(reading.labels()).containsExactly("good.json");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.SUSPICIOUS_RATIO);
  }

  @Test
  void skipsAZipsEntryOfZeros() throws IOException {
    byte[] zeros = Bombs.deflated(NOTHING, TEN_GIGABYTES);
    Reading reading = read("a.zip", Bombs.zip("bomb.json", zeros, DECLARED));

    assertThat(reading.labels()).containsExactly("good.json");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
  }

  @Test
  void copiesNoZipOfZerosWithinAZip() throws IOException {
    byte[] zeros = Bombs.deflated(new byte[] {'P', 'K', 3, 4}, TEN_GIGABYTES);
    Reading reading =
        read(
            "a.zip",
            Bombs.zip("bomb.zip", zeros, DECLARED),
            Limits.DEFAULT.withSpooledBytes(100 << 20));

    assertThat(reading.labels()).containsExactly("good.json");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
  }

  @Test
  void readsAsManyOfAMillionNamesAsAllowed() throws IOException {
    Reading reading = read("a.zip", Bombs.zipOfNames(1_000_000), Limits.DEFAULT.withEntries(2000));

    assertThat(reading.labels()).hasSize(2000).startsWith("00000000", "00000001");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_MUCH);
  }

  @Test
  void refusesANameOfManyMegabytes() throws IOException {
    Reading reading = read("a.tar.xz", Archives.xz(Bombs.tarOfLongName(8 << 20)));

    assertThat(reading.labels()).isEmpty();
    assertThat(reading.problems()).singleElement().asString().contains("header of an entry");
  }

  @Test
  void refusesADictionaryBeyondTheMemoryAllowed() throws IOException {
    byte[] tar = Archives.tar(Map.of("good.json", GOOD));
    Reading reading = read("a.tar.xz", Bombs.xzOfLargeDictionary(tar));

    assertThat(reading.labels()).isEmpty();
    assertThat(reading.problems()).singleElement().asString().contains("MiB of memory");
  }

  @Test
  void refusesAWindowBeyondTheMemoryAllowed() throws IOException {
    byte[] zstd = Archives.zstd(GOOD);
    // Descriptor of the window: an exponent of 21 is 2^31 bytes (RFC 8878, 3.1.1.1.2).
    zstd[5] = (byte) (21 << 3);
    Reading reading = read("a.json.zst", zstd);

    assertThat(reading.labels()).isEmpty();
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
  }

  @Test
  void opensNoCompressionAHundredTimesOver() throws IOException {
    byte[] nested = GOOD;
    for (int i = 0; i < 100; i++) {
      nested = Archives.gzip(nested);
    }
    Reading reading = read("a.json.gz", nested);

    assertThat(reading.labels()).isEmpty();
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_DEEP);
  }

  private Reading read(String name, byte[] content) throws IOException {
    return read(name, content, Limits.DEFAULT);
  }

  private Reading read(String name, byte[] content, Limits limits) throws IOException {
    return Reading.of(Files.write(directory.resolve(name), content), limits);
  }
}
