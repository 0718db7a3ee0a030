package org.snowguard.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.ingest.ImportRequested.ChannelFiles;
import org.snowguard.server.web.BadInput;

class ImportRequestedTest {

  @TempDir private Path directory;

  @Test
  void channelHasPackagesAndPerhapsSources() throws IOException {
    Path packages = Files.createFile(directory.resolve("packages.json"));
    Path sources = Files.createFile(directory.resolve("sources.jsonl"));
    ImportRequested parsed =
        ImportRequested.parse(
            List.of(directory),
            List.of(),
            List.of("nixos-unstable=" + packages + "," + sources, "nixos-26.05=" + packages));
    assertThat(parsed.cves()).containsExactly(directory);
    assertThat(parsed.channels())
        .containsExactly(
            new ChannelFiles("nixos-unstable", packages, sources),
            new ChannelFiles("nixos-26.05", packages, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nixos-unstable", "=packages.json", "nixos-unstable=", "a=/no/such/file"})
  void unusableChannelIsNamed(String channel) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> ImportRequested.parse(List.of(), List.of(), List.of(channel)))
        .withMessageContaining("--channel " + channel);
  }

  @Test
  void channelGivenTwiceIsRefused() throws IOException {
    String channel = "a=" + Files.createFile(directory.resolve("packages.json"));
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> ImportRequested.parse(List.of(), List.of(), List.of(channel, channel)))
        .withMessageContaining("\"a\" stands there twice");
  }
}
