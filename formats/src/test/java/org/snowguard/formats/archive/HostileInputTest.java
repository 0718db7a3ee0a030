package org.snowguard.formats.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileInputTest {

  private static final byte[] GOOD = Archives.bytes("{\"good\":true}");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.json",
        "cves/../../a.json",
        "/etc/a.json",
        "C:/a.json",
        "cves\\a.json",
        "cves/..",
        "\u001b[31mred.json",
        "line\nbreak.json"
      })
  void skipsNamesThatLeadOutOrCannotBeShown(String name) throws IOException {
    byte[] tar = Archives.tar(Map.of(name, GOOD));
    byte[] zip =
        Archives.written(
            out -> {
              try (ZipOutputStream entries = new ZipOutputStream(out)) {
                for (String path : new String[] {name, "good.json"}) {
                  entries.putNextEntry(new ZipEntry(path));
                  entries.write(GOOD);
                }
              }
            });
    Reading ofTar = read("a.tar", tar);
    Reading ofZip = read("a.zip", zip);

    assertThat(ofTar.kinds()).containsExactly(InputProblem.Kind.UNSAFE_NAME);
    assertThat(ofZip.kinds()).containsExactly(InputProblem.Kind.UNSAFE_NAME);
    assertThat(ofTar.problems().getFirst().toString()).doesNotContainPattern("\\p{Cntrl}");
    assertThat(ofZip.labels()).containsExactly("good.json");
    assertThat(ofTar.labels()).isEmpty();
  }

  @Test
  void refusesLinksAndDevicesInATar() throws IOException {
    byte[] tar =
        Archives.written(
            out -> {
              try (TarArchiveOutputStream entries = new TarArchiveOutputStream(out)) {
                for (byte type :
                    new byte[] {
                      TarConstants.LF_SYMLINK,
                      TarConstants.LF_LINK,
                      TarConstants.LF_CHR,
                      TarConstants.LF_BLK,
                      TarConstants.LF_FIFO
                    }) {
                  TarArchiveEntry entry = new TarArchiveEntry("entry" + (char) type, type);
                  entry.setLinkName("/etc/passwd");
                  entries.putArchiveEntry(entry);
                  entries.closeArchiveEntry();
                }
                TarArchiveEntry good = new TarArchiveEntry("good.json");
                good.setSize(GOOD.length);
                entries.putArchiveEntry(good);
                entries.write(GOOD);
                entries.closeArchiveEntry();
              }
            });
    Reading reading = read("a.tar", tar);

    assertThat(reading.kinds()).hasSize(5).containsOnly(InputProblem.Kind.NOT_A_FILE);
    assertThat(reading.labels()).containsExactly("good.json");
  }

  @Test
  void refusesLinksInAZip() throws IOException {
    byte[] zip =
        Archives.written(
            out -> {
              try (ZipArchiveOutputStream entries = new ZipArchiveOutputStream(out)) {
                for (int i = 0; i < 9; i++) {
                  ZipArchiveEntry entry = new ZipArchiveEntry(i + ".json");
                  entry.setUnixMode(i == 4 ? 0120777 : 0100644);
                  entries.putArchiveEntry(entry);
                  entries.write(i == 4 ? Archives.bytes("/etc/passwd") : GOOD);
                  entries.closeArchiveEntry();
                }
              }
            });
    Reading reading = read("a.zip", zip);

    assertThat(reading.problems())
        .singleElement()
        .extracting(InputProblem::entry)
        .isEqualTo("4.json");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.NOT_A_FILE);
    assertThat(reading.labels()).hasSize(8).doesNotContain("4.json");
  }

  @Test
  void followsNoLinkWithinADirectoryButTheOneThatWasGiven() throws IOException {
    Path records = Files.createDirectories(directory.resolve("records"));
    Files.write(records.resolve("good.json"), GOOD);
    Files.createSymbolicLink(records.resolve("loop"), records);
    Files.createSymbolicLink(records.resolve("outside.json"), Path.of("/etc/passwd"));
    Path given = Files.createSymbolicLink(directory.resolve("given"), records);
    Reading reading = Reading.of(given);

    assertThat(reading.kinds()).hasSize(2).containsOnly(InputProblem.Kind.NOT_A_FILE);
    assertThat(reading.contents()).containsExactly(new String(GOOD, StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.tar.gz", "a.zip"})
  void stopsAfterTheLastAllowedEntry(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (int i = 0; i < 1500; i++) {
      entries.put("%04d.json".formatted(i), GOOD);
    }
    byte[] archive =
        name.endsWith("zip") ? Archives.zip(entries) : Archives.gzip(Archives.tar(entries));
    Reading reading = read(name, archive, Limits.DEFAULT.withEntries(1000));

    assertThat(reading.labels()).hasSize(1000).endsWith("0999.json");
    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_MUCH);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "2, true", "3, false", "30, false"})
  void opensArchivesWithinArchivesToADepth(int depth, boolean opened) throws IOException {
    byte[] nested = GOOD;
    for (int i = 0; i < depth; i++) {
      Map<String, byte[]> entries = new LinkedHashMap<>();
      entries.put(i == 0 ? "good.json" : "inner.zip", nested);
      nested = Archives.zip(entries);
    }
    Reading reading = read("a.zip", nested);

    assertThat(reading.labels()).hasSize(opened ? 1 : 0);
    assertThat(reading.kinds().contains(InputProblem.Kind.TOO_DEEP)).isEqualTo(!opened);
  }

  @Test
  void skipsAnEntryThatIsTooLargeAndReadsTheRest() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("exact.json", new byte[1000]);
    entries.put("large.json", new byte[1001]);
    entries.put("good.json", GOOD);
    Limits limits = Limits.DEFAULT.withBytesPerEntry(1000);

    for (Reading reading :
        new Reading[] {
          read("a.zip", Archives.zip(entries), limits),
          read("a.tar.xz", Archives.xz(Archives.tar(entries)), limits)
        }) {
      assertThat(reading.labels()).containsExactly("exact.json", "good.json");
      assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
    }
  }

  @Test
  void stopsAtTheTotal() throws IOException {
    byte[] tar = Archives.gzip(Archives.tar(Archives.records(100)));
    Reading reading = read("a.tar.gz", tar, Limits.DEFAULT.withTotalBytes(150_000));

    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_MUCH);
    assertThat(reading.labels()).isNotEmpty().hasSizeLessThan(100);
  }

  @Test
  void refusesAZipWithinAnArchiveThatIsTooLargeToCopy() throws IOException {
    byte[] zip = Archives.zip(Archives.records(100));
    byte[] outer = Archives.tar(Map.of("inner.zip", zip));
    Reading reading = read("a.tar", outer, Limits.DEFAULT.withSpooledBytes(zip.length - 1));

    assertThat(reading.kinds()).containsExactly(InputProblem.Kind.TOO_LARGE);
    assertThat(read("a.tar", outer, Limits.DEFAULT.withSpooledBytes(zip.length)).labels())
        .hasSize(100);
  }

  @Test
  void leavesNoTemporaryFile() throws IOException {
    byte[] zip = Archives.zip(Archives.records(10));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    long before = copies(temporary);
    read("a.zip.zip", Archives.zip(Map.of("inner.zip", zip)));
    read("b.zip.zip", Archives.zip(Map.of("inner.zip", Archives.cut(zip, 5))));

    assertThat(copies(temporary)).isEqualTo(before);
  }

  private static long copies(Path temporary) {
    try (var files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("snowguard-")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reading read(String name, byte[] content) throws IOException {
    return read(name, content, Limits.DEFAULT);
  }

  private Reading read(String name, byte[] content, Limits limits) throws IOException {
    return Reading.of(Files.write(directory.resolve(name), content), limits);
  }
}
