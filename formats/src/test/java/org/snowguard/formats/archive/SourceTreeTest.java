package org.snowguard.formats.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTreeTest {

  @TempDir private Path directory;
  private Path into = Path.of("");

  /** A name ends in a slash for a directory, and holds an arrow for a link. */
  private static byte[] tar(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String name : names) {
        String[] link = name.split(" (->|=>) ", 2);
        if (link.length == 2) {
          byte kind = name.contains("=>") ? TarConstants.LF_LINK : TarConstants.LF_SYMLINK;
          TarArchiveEntry entry = new TarArchiveEntry(link[0], kind, true);
          entry.setLinkName(link[1]);
          tar.putArchiveEntry(entry);
        } else {
          byte[] content = name.endsWith("/") ? new byte[0] : ("of " + name).getBytes(UTF_8);
          TarArchiveEntry entry = new TarArchiveEntry(name, true);
          entry.setSize(content.length);
          tar.putArchiveEntry(entry);
          tar.write(content);
        }
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  @BeforeEach
  void makeDirectory() throws IOException {
    into = Files.createDirectory(directory.resolve("into"));
  }

  private Path unpack(Limits limits, byte[] archive) throws IOException {
    Path file = directory.resolve("tree.tar.xz");
    Files.write(file, archive);
    return SourceTree.unpack(file, into, limits, ProgressListener.NONE);
  }

  private Path unpack(String... names) throws IOException {
    return unpack(Limits.DEFAULT, Archives.xz(tar(names)));
  }

  /** Everything below the test's directory, but for the archive. */
  private List<String> written() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> directory.relativize(path).toString())
          .filter(path -> !path.equals("tree.tar.xz"))
          .sorted()
          .toList();
    }
  }

  @Test
  void unpacksFilesWithOrWithoutTheirDirectories() throws IOException {
    Path root = unpack("./nixos-1/", "./nixos-1/default.nix", "nixos-1/pkgs/deep/one.nix");
    assertThat(root).isEqualTo(into.toRealPath().resolve("nixos-1"));
    assertThat(root.resolve("pkgs/deep/one.nix")).hasContent("of nixos-1/pkgs/deep/one.nix");
    assertThat(written())
        .containsExactly("into/nixos-1/default.nix", "into/nixos-1/pkgs/deep/one.nix");
  }

  @ParameterizedTest
  @CsvSource({"nixpkgs,.", "lib/.version,../.version", "lib/there,deep/./down", "a/b/c,../../x"})
  void keepsLinksThatStayInside(String name, String target) throws IOException {
    Path root = unpack("tree/default.nix", "tree/" + name + " -> " + target);
    assertThat(Files.readSymbolicLink(root.resolve(name))).hasToString(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree/out -> /etc/passwd",
        "tree/out -> ../../secret",
        "tree/out -> down/../../../secret",
        "tree/down/out -> ../../../secret",
      })
  void leavesOutLinksThatCouldLeadOut(String link) throws IOException {
    Files.writeString(directory.resolve("secret"), "kept");
    unpack("tree/default.nix", link);
    assertThat(written()).containsExactly("into/tree/default.nix", "secret");
  }

  @Test
  void hardLinksAreFilesOfTheSameContent() throws IOException {
    Path root = unpack("./tree/a", "tree/deep/b => ./tree/a", "tree/c -> a", "tree/d => tree/c");
    assertThat(root.resolve("deep/b")).isRegularFile().hasContent("of ./tree/a");
    assertThat(Files.readSymbolicLink(root.resolve("d"))).hasToString("a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tree/out => ../secret",
        "tree/out => /etc/passwd",
        "tree/out => tree",
        "tree/out => tree/none",
        "tree/out => tree/here/secret",
        "tree/out => "
      })
  void refusesHardLinksToWhatIsNoFileBefore(String link) throws IOException {
    Files.writeString(directory.resolve("secret"), "kept");
    assertThatIOException()
        .isThrownBy(() -> unpack("tree/default.nix", "tree/here -> .", link))
        .withMessageContaining("tree/out")
        .withMessageContaining("no file before it");
    assertThat(into.resolve("tree/out")).doesNotExist();
  }

  @Test
  void refusesWhatIsNeitherFileNorDirectoryNorLink() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      tar.putArchiveEntry(new TarArchiveEntry("tree/device", TarConstants.LF_CHR));
      tar.closeArchiveEntry();
    }
    assertThatIOException()
        .isThrownBy(() -> unpack(Limits.DEFAULT, Archives.xz(bytes.toByteArray())))
        .withMessageContaining("tree/device")
        .withMessageContaining("neither");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../outside",
        "tree/../../outside",
        "/tmp/snowguard-outside",
        "tree/..",
        "tree\\..\\outside",
        "tree/\u0001"
      })
  void refusesNamesThatLeadOut(String name) throws IOException {
    assertThatIOException()
        .isThrownBy(() -> unpack("tree/default.nix", name))
        .withMessageContaining("nothing of it is used");
    assertThat(written()).containsExactly("into/tree/default.nix");
    assertThat(Path.of("/tmp/snowguard-outside")).doesNotExist();
  }

  @Test
  void writesThroughNoLink() {
    assertThatIOException()
        .isThrownBy(() -> unpack("tree/a/", "tree/b -> a", "tree/b/file"))
        .withMessageContaining("stands for two things");
    assertThat(into.resolve("tree/a/file")).doesNotExist();
  }

  @Test
  void overwritesNothing() {
    assertThatIOException()
        .isThrownBy(() -> unpack("tree/a", "tree/a"))
        .withMessageContaining("stands for two things");
  }

  @Test
  void stopsAtItsLimits() throws IOException {
    byte[] archive = Archives.xz(tar("tree/a", "tree/b", "tree/c"));
    assertThatIOException()
        .isThrownBy(() -> unpack(Limits.DEFAULT.withEntries(2), archive))
        .withMessageContaining("2 entries");
  }

  @Test
  void stopsAtItsBytes() throws IOException {
    byte[] archive = Archives.xz(tar("tree/a", "tree/b", "tree/c"));
    assertThatIOException()
        .isThrownBy(() -> unpack(Limits.DEFAULT.withTotalBytes(2_000), archive))
        .withMessageContaining("2000 bytes");
  }

  @Test
  void damageIsTold() throws IOException {
    byte[] archive = Archives.xz(tar("tree/a", "tree/b"));
    archive[archive.length / 2] ^= 0x55;
    assertThatIOException().isThrownBy(() -> unpack(Limits.DEFAULT, archive));
  }

  @ParameterizedTest
  @CsvSource({"one/a,two/b", "a,b"})
  void needsOneDirectory(String first, String second) {
    assertThatIOException()
        .isThrownBy(() -> unpack(first, second))
        .withMessageContaining("one directory is needed");
  }

  @Test
  void endsWhenItsListenerSaysSo() throws IOException {
    Path file = directory.resolve("tree.tar.xz");
    Files.write(file, Archives.xz(tar("tree/a", "tree/b")));
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                SourceTree.unpack(
                    file,
                    into,
                    Limits.DEFAULT,
                    (archive, done, total) -> {
                      throw new IllegalStateException("stopped");
                    }));
    assertThat(written()).hasSize(1);
  }
}
