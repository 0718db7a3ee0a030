package org.snowguard.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DamagedInputTest {

  private static final int MUTATIONS = 500;
  private static final long SEED = 20260714;
  private static final Map<String, byte[]> RECORDS = Archives.records(60);
  private static final List<String> CONTENTS =
      RECORDS.values().stream().map(c -> new String(c, StandardCharsets.UTF_8)).toList();

  @TempDir Path directory;

  static Map<String, byte[]> forms() {
    byte[] tar = Archives.tar(RECORDS);
    byte[] zip = Archives.zip(RECORDS);
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("a.tar", tar);
    forms.put("a.tar.xz", Archives.xz(tar));
    forms.put("a.tar.gz", Archives.gzip(tar));
    forms.put("a.tar.zst", Archives.zstd(tar));
    forms.put("a.tar.br", Archives.brotli(tar));
    forms.put("a.zip", zip);
    forms.put("a.zip.zip", Archives.zip(Map.of("cves.zip", zip)));
    return forms;
  }

  static Stream<Arguments> cuts() {
    return forms().entrySet().stream()
        .flatMap(
            form ->
                IntStream.range(0, 10)
                    .mapToObj(tenths -> Arguments.of(form.getKey(), tenths, form.getValue())));
  }

  @ParameterizedTest(name = "{0} cut to {1} tenths")
  @MethodSource("cuts")
  void givesWhatStandsBeforeTheCutAndReportsIt(String name, int tenths, byte[] whole)
      throws IOException {
    Reading reading = read(name, Archives.cut(whole, tenths));

    assertThat(reading.problems()).isNotEmpty();
    assertThat(reading.kinds()).containsOnly(InputProblem.Kind.CORRUPT);
    assertThat(reading.contents()).isEqualTo(CONTENTS.subList(0, reading.contents().size()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("storedForms")
  void losesNothingThatStandsBeforeTheCut(String name, byte[] whole) throws IOException {
    Reading reading = read(name, Archives.cut(whole, 5));

    // Contents grow smaller towards the end, so half of the bytes hold less than half of them.
    assertThat(reading.contents()).hasSizeGreaterThan(20);
  }

  static Stream<Arguments> storedForms() {
    Map<String, byte[]> forms = forms();
    return Stream.of("a.tar", "a.zip", "a.zip.zip")
        .map(name -> Arguments.of(name, forms.get(name)));
  }

  static Stream<Arguments> mutated() {
    return forms().entrySet().stream().map(form -> Arguments.of(form.getKey(), form.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutated")
  void survivesAnyByte(String name, byte[] whole) {
    Random random = new Random(SEED);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          int untouched = 0;
          for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutated = whole.clone();
            int flips = 1 + random.nextInt(3);
            for (int flip = 0; flip < flips; flip++) {
              mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
            }
            Reading reading = read(name, mutated);
            assertThat(reading.contents().size()).isLessThanOrEqualTo(CONTENTS.size());
            untouched += reading.contents().equals(CONTENTS) ? 1 : 0;
          }
          assertThat(untouched).isLessThan(MUTATIONS);
        });
  }

  @Test
  void skipsOneDamagedEntryOfAZipAndReadsTheRest() throws IOException {
    byte[] zip = Archives.zip(RECORDS);
    // Within the deflated content of an entry in the middle.
    for (int i = 0; i < 8; i++) {
      zip[zip.length / 3 + i] ^= 0x55;
    }
    Reading reading = read("a.zip", zip);

    assertThat(reading.problems()).isNotEmpty();
    assertThat(reading.contents()).hasSizeBetween(CONTENTS.size() - 2, CONTENTS.size() - 1);
  }

  @Test
  void reportsWhatDoesNotExist() {
    Reading reading = Reading.of(directory.resolve("absent.tar.xz"));

    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.UNREADABLE);
    assertThat(reading.problems().getFirst().toString()).contains("absent.tar.xz", "check that");
  }

  @Test
  void readsOnInADirectoryAfterADamagedFile() throws IOException {
    Files.write(directory.resolve("a.tar.xz"), Archives.bytes("no archive"));
    Files.write(directory.resolve("b.json"), Archives.bytes("{}"));
    Reading reading = Reading.of(directory);

    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.CORRUPT);
    assertThat(reading.contents()).containsExactly("{}");
  }

  private Reading read(String name, byte[] content) throws IOException {
    return Reading.of(Files.write(directory.resolve(name), content));
  }
}
