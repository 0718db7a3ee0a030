package org.snowguard.server.publication.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.PublicWorld;
import org.snowguard.server.publication.Published;
import org.snowguard.server.suggestion.TriageWorld;

class StaticExportTest {

  private static final String DRAFT_TITLE = "Hidden-draft-title";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @TempDir Path directory;

  private TriageWorld world;
  private Published published;
  private StaticExport export;

  @BeforeEach
  void arrange() {
    PublicWorld open = new PublicWorld(DATABASE);
    world = open.triage;
    published = open.published;
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    export = StaticExport.in(world.jdbi, world.transactions, URI.create("https://example.org"));
    publish("CVE-2024-0001", "NIXPKGS-2026-0001");
    publish("CVE-2024-0002", "NIXPKGS-2026-0002");
  }

  private void publish(String id, String publicId) {
    world.publish(world.draft(id, "zlib"), publicId);
    published.refresh();
  }

  private Path current(String path) {
    return directory.resolve("current").resolve(path);
  }

  private Set<String> files() throws IOException {
    Path root = directory.resolve("current").toRealPath();
    try (Stream<Path> all = Files.walk(root)) {
      Set<String> files = new HashSet<>();
      all.filter(Files::isRegularFile).forEach(file -> files.add(root.relativize(file).toString()));
      return files;
    }
  }

  @Test
  void writesEverythingPublic() throws IOException {
    StaticExport.Done done = export.writeTo(directory);
    assertThat(Files.getPosixFilePermissions(directory.resolve("current").toRealPath()))
        .as("whoever serves it is not who wrote it")
        .contains(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
    assertThat(files())
        .contains(
            "index.json",
            "issues/NIXPKGS-2026-0001.json",
            "osv/x_NIXPKGS-2026-0002.json",
            "osv/all.zip",
            "osv/modified_id.csv",
            "openvex/nixos-unstable.openvex.json",
            "openvex/nixos-unstable.automatic-not-reviewed.openvex.json",
            "feed/issues.atom",
            "dump/vulnerabilities.jsonl.gz",
            "dump/packages.jsonl.gz",
            "dump/status.jsonl.gz",
            "dump/suggestions.automatic-not-reviewed.jsonl.gz")
        .hasSize(done.files() + 1);
    Set<String> packed = new HashSet<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(current("osv/all.zip")))) {
      ZipEntry entry;
      while ((entry = zip.getNextEntry()) != null) {
        assertThat(zip.readAllBytes())
            .isEqualTo(Files.readAllBytes(current("osv/" + entry.getName())));
        packed.add(entry.getName());
      }
    }
    assertThat(packed).hasSize(2);
  }

  @Test
  void nothingOfDraftsIsInIt() throws IOException {
    long draft = world.draft("CVE-2024-0003", "zlib");
    world.jdbi.useHandle(
        handle -> handle.execute("update issue set title = ? where id = ?", DRAFT_TITLE, draft));
    published.refresh();
    export.writeTo(directory);
    for (String file : files()) {
      String text = text(file);
      assertThat(text).as(file).doesNotContain(DRAFT_TITLE, "alice", "\"draft\"");
    }
    assertThat(text("dump/vulnerabilities.jsonl.gz")).contains("CVE-2024-0003");
  }

  /** What only a draft concerned has none: its name alone would tell of the draft. */
  @Test
  void everythingThatPublicIssuesConcernedHasAFeed() throws IOException {
    long draft = world.draft("CVE-2024-0003", "zlib");
    long issue = world.issues.findPublic("NIXPKGS-2026-0001").orElseThrow().id();
    happened(
        issue,
        "told",
        "package zlib++",
        "package ../secret",
        "channel nixos-unstable",
        "issue " + issue);
    happened(draft, "not told", "package secret", "channel nixos-26.05", "issue " + draft);
    export.writeTo(directory);
    assertThat(files().stream().filter(file -> file.startsWith("feed/")))
        .containsExactlyInAnyOrder(
            "feed/issues.atom",
            "feed/package/zlib++.atom",
            "feed/package/%2E.%2Fsecret.atom",
            "feed/channel/nixos-unstable.atom",
            "feed/issue/NIXPKGS-2026-0001.atom");
    assertThat(text("feed/package/zlib++.atom")).contains(">told<").doesNotContain("not told");
  }

  private void happened(long issue, String title, String... topics) {
    world.jdbi.useHandle(
        handle -> {
          handle.execute(
              """
              insert into happening (key, kind, issue_id, link, title, words, at)
              values (?, 'published', ?, '/issues', ?, 'words', now())
              """,
              title,
              issue,
              title);
          for (String topic : topics) {
            handle.execute(
                """
                insert into happening_topic (happening_id, kind, key)
                select max(id), split_part(?, ' ', 1), split_part(?, ' ', 2) from happening
                """,
                topic,
                topic);
          }
        });
  }

  private String text(String file) throws IOException {
    try (InputStream in = Files.newInputStream(current(file))) {
      InputStream plain = file.endsWith(".gz") ? new GZIPInputStream(in) : in;
      return new String(plain.readAllBytes(), UTF_8);
    }
  }

  @Test
  void whatDidNotChangeIsTheSameFile() throws IOException {
    export.writeTo(directory);
    Object first = Files.readAttributes(current("issues/NIXPKGS-2026-0001.json"), "unix:ino");
    Path before = directory.resolve("current").toRealPath();
    assertThat(export.writeTo(directory).isNothingNew()).isTrue();
    assertThat(directory.resolve("current").toRealPath()).isEqualTo(before);

    world.clock.advance(Duration.ofHours(1));
    publish("CVE-2024-0004", "NIXPKGS-2026-0003");
    StaticExport.Done done = export.writeTo(directory);
    assertThat(done.changed()).isLessThan(done.files());
    assertThat(directory.resolve("current").toRealPath()).isNotEqualTo(before);
    assertThat(before).as("whoever reads it now reads on").exists();
    assertThat(Files.readAttributes(current("issues/NIXPKGS-2026-0001.json"), "unix:ino"))
        .isEqualTo(first);
    assertThat(text("osv/modified_id.csv").lines().findFirst().orElseThrow())
        .endsWith(",x_NIXPKGS-2026-0003");
  }

  @Test
  void unfinishedOneIsNeverShownAndIsCleanedUp() throws IOException {
    export.writeTo(directory);
    Path shown = directory.resolve("current").toRealPath();
    Path left = Files.createDirectories(directory.resolve("releases/unfinished-1/osv"));
    Files.writeString(left.resolve("half.json"), "{");
    world.clock.advance(Duration.ofHours(1));
    publish("CVE-2024-0004", "NIXPKGS-2026-0003");
    export.writeTo(directory);
    assertThat(left).doesNotExist();
    world.clock.advance(Duration.ofHours(1));
    publish("CVE-2024-0005", "NIXPKGS-2026-0004");
    export.writeTo(directory);
    assertThat(shown).as("two are kept").doesNotExist();
  }
}
