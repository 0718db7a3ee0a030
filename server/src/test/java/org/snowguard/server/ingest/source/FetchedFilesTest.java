package org.snowguard.server.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestServer;

class FetchedFilesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path place;

  private Path left(String name, Duration age) throws IOException {
    Path file = Files.writeString(place.resolve(name), "half a file");
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    return file;
  }

  @Test
  void whatKilledNodesLeftIsRemovedAndNothingElse() throws IOException {
    Path old = left("snowguard-fetch-1.tmp", Duration.ofHours(25));
    Path running = left("snowguard-fetch-2.tmp", Duration.ofHours(23));
    Path foreign = left("fetch-3.tmp", Duration.ofDays(400));
    Path directory = Files.createDirectory(place.resolve("snowguard-fetch-4"));
    Path outside = Files.createDirectory(place.resolve("other"));
    Files.writeString(outside.resolve("kept"), "kept");
    Files.writeString(directory.resolve("packages.json.br"), "half a file");
    Files.createSymbolicLink(directory.resolve("link"), outside);
    Files.setLastModifiedTime(directory, FileTime.from(NOW.minus(Duration.ofDays(2))));
    FetchedFiles.removeOlderThan(Duration.ofDays(1), NOW, place);
    assertThat(old).doesNotExist();
    assertThat(directory).doesNotExist();
    assertThat(running).exists();
    assertThat(foreign).exists();
    assertThat(outside.resolve("kept")).exists();
  }

  @Test
  void placeThatIsNotThereIsNoReasonToFail() {
    FetchedFiles.removeOlderThan(Duration.ofDays(1), NOW, place.resolve("absent"));
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void startOfAServerRemovesThem() throws IOException {
    Path file = FetchedFiles.file();
    Path directory = FetchedFiles.directory();
    FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
    Files.setLastModifiedTime(file, longAgo);
    Files.setLastModifiedTime(directory, longAgo);
    try (TestServer server = TestServer.start(Map.of())) {
      assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
    }
    assertThat(file).doesNotExist();
    assertThat(directory).doesNotExist();
  }
}
