package org.snowguard.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InputFilesTest {

  private static final Map<String, byte[]> RECORDS = Archives.records(30);

  @TempDir Path directory;

  static Stream<Arguments> archives() {
    byte[] tar = Archives.tar(RECORDS);
    byte[] zip = Archives.zip(RECORDS);
    return Stream.of(
        Arguments.of("a.tar", tar, ""),
        Arguments.of("a.tar.xz", Archives.xz(tar), ""),
        Arguments.of("a.txz", Archives.xz(tar), ""),
        Arguments.of("a.tar.gz", Archives.gzip(tar), ""),
        Arguments.of("a.tgz", Archives.gzip(tar), ""),
        Arguments.of("a.tar.zst", Archives.zstd(tar), ""),
        Arguments.of("a.tar.br", Archives.brotli(tar), ""),
        Arguments.of("a.zip", zip, ""),
        Arguments.of("a.zip.zip", Archives.zip(Map.of("cves.zip", zip)), "cves.zip!"),
        Arguments.of("a.zip.tar.xz", Archives.xz(Archives.tar(Map.of("b.zip", zip))), "b.zip!"),
        Arguments.of("a.tar.zip", Archives.zip(Map.of("b.tar", tar)), "b.tar!"),
        Arguments.of("a.zip.gz", Archives.gzip(zip), ""),
        // Bytes say more than names.
        Arguments.of("a.json", Archives.xz(tar), ""),
        Arguments.of("a", zip, ""),
        Arguments.of("a.zip", Archives.gzip(tar), ""),
        Arguments.of("a.tar.xz", tar, ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void givesAnArchivesEntriesInItsOrder(String name, byte[] content, String within)
      throws IOException {
    Reading reading = Reading.of(write(name, content));

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.labels())
        .containsExactlyElementsOf(RECORDS.keySet().stream().map(within::concat).toList());
    assertThat(reading.contents())
        .containsExactlyElementsOf(RECORDS.values().stream().map(InputFilesTest::text).toList());
  }

  static Stream<Arguments> singles() {
    byte[] content = Archives.bytes("{\"id\":\"" + "x".repeat(200_000) + "\"}");
    return Stream.of(
        Arguments.of("a.json", content, content),
        Arguments.of("a.json.xz", Archives.xz(content), content),
        Arguments.of("a.json.gz", Archives.gzip(content), content),
        Arguments.of("a.json.zst", Archives.zstd(content), content),
        Arguments.of("a.json.br", Archives.brotli(content), content),
        Arguments.of("a.json.br", content, content),
        Arguments.of("a.json.xz", content, content),
        Arguments.of("a.json", Archives.zstd(content), content),
        Arguments.of("a.json", new byte[0], new byte[0]),
        Arguments.of("a.json.xz", Archives.xz(Archives.gzip(content)), content));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("singles")
  void readsASingleFile(String name, byte[] written, byte[] content) throws IOException {
    Path file = write(name, written);
    Reading reading = Reading.of(file);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.labels()).containsExactly("");
    assertThat(reading.contents()).containsExactly(text(content));
  }

  @Test
  void readsADirectorySortedAndLeavesOutWhatIsHidden() throws IOException {
    write("b/CVE-2.json", Archives.bytes("2"));
    write("b/CVE-10.json", Archives.bytes("10"));
    write("a.json", Archives.bytes("a"));
    write("c/archive.tar.xz", Archives.xz(Archives.tar(Map.of("in.json", Archives.bytes("in")))));
    write(".git/objects/pack", Archives.bytes("hidden"));
    List<String> names = new ArrayList<>();

    InputFiles.reportingTo(problem -> names.add("problem " + problem))
        .forEach(directory, entry -> names.add(directory.relativize(Path.of(entry.name())) + ""));

    assertThat(names)
        .containsExactly("a.json", "b/CVE-10.json", "b/CVE-2.json", "c/archive.tar.xz!in.json");
  }

  @ParameterizedTest
  @CsvSource({
    "README.md, false",
    "CVE-1.json, true",
    "CVE-1.json.xz, true",
    "a.txt.gz, false",
  })
  void readsOnlyWantedNamesOfADirectory(String name, boolean wanted) throws IOException {
    byte[] content = Archives.bytes("{}");
    write(name, name.endsWith("z") ? Archives.xz(content) : content);
    List<String> read = new ArrayList<>();

    InputFiles.reportingTo(problem -> read.add(problem.toString()))
        .withNames(path -> path.endsWith(".json"))
        .forEach(directory, entry -> read.add("read"));

    assertThat(read).hasSize(wanted ? 1 : 0);
  }

  @Test
  void readsAFileThatIsNamedWhateverItsName() throws IOException {
    Path file = write("record", Archives.bytes("{}"));
    List<String> read = new ArrayList<>();

    InputFiles.reportingTo(problem -> read.add(problem.toString()))
        .withNames(path -> path.endsWith(".json"))
        .forEach(file, entry -> read.add(entry.name()));

    assertThat(read).containsExactly(file.toString());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("archives")
  void tellsProgressFromNothingToAll(String name, byte[] content, String within)
      throws IOException {
    Path file = write(name, content);
    List<Long> positions = new ArrayList<>();

    InputFiles.reportingTo(problem -> {})
        .withProgress(
            (input, read, total) -> {
              assertThat(input).isEqualTo(file);
              assertThat(total).isEqualTo(content.length);
              positions.add(read);
            })
        .forEach(file, entry -> {});

    assertThat(positions).allMatch(position -> position >= 0 && position <= content.length);
    assertThat(positions).last().isEqualTo((long) content.length);
  }

  @Test
  void letsTheConsumersOwnExceptionsThrough() throws IOException {
    Path file = write("a.zip", Archives.zip(RECORDS));
    assertThatThrownBy(
            () ->
                InputFiles.reportingTo(problem -> {})
                    .forEach(
                        file,
                        entry -> {
                          throw new IllegalStateException("mine");
                        }))
        .hasMessage("mine");
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private Path write(String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, content);
  }
}
