package org.snowguard.server.publication.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;

class DumpTest {

  private static final String PACKAGES = "packages.jsonl.gz";

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private TriageWorld world;
  private Dump dump;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(DATABASE);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    dump = Dump.in(world.jdbi, world.transactions, world.clock);
  }

  @AfterEach
  void close() throws IOException {
    dump.close();
  }

  private Dump.Copy packages() {
    return dump.copy(PACKAGES).orElseThrow();
  }

  private static String text(Dump.Copy copy) throws IOException {
    try (InputStream file = new GZIPInputStream(Files.newInputStream(copy.file()))) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  @Test
  void copyIsGivenAgainUntilItIsOld() throws IOException {
    Dump.Copy first = packages();
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    assertThat(packages()).isEqualTo(first);
    world.clock.advance(Dump.FRESH);
    Dump.Copy second = packages();
    assertThat(text(second)).contains("\"curl\"").isNotEqualTo(text(first));
    assertThat(second.sha256()).isNotEqualTo(first.sha256());
  }

  @Test
  void copyBeforeStaysForWhoIsAboutToOpenIt() {
    Dump.Copy first = packages();
    world.clock.advance(Dump.FRESH);
    packages();
    assertThat(first.file()).exists();
    world.clock.advance(Dump.FRESH);
    Dump.Copy third = packages();
    assertThat(first.file()).doesNotExist();
    assertThat(third.sha256()).as("equal lines give equal bytes").isEqualTo(first.sha256());
  }

  @Test
  void allWhoAskAtOnceGetOneCopy() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Dump.Copy> ask = this::packages;
      List<Future<Dump.Copy>> asked = threads.invokeAll(List.of(ask, ask, ask, ask));
      for (Future<Dump.Copy> one : asked) {
        assertThat(one.get()).isEqualTo(asked.getFirst().get());
      }
    }
  }

  @Test
  void copyIsMadeAnewWhereSomethingCleanedUp() throws IOException {
    Dump.Copy first = packages();
    Path directory = Objects.requireNonNull(first.file().getParent());
    Files.delete(first.file());
    Dump.Copy second = packages();
    assertThat(second.file()).as("the file alone was gone").exists().hasParent(directory);

    Files.delete(second.file());
    Files.delete(directory);
    assertThat(text(packages())).as("its directory too").contains("\"zlib\"");
    assertThat(dump.copy("vulnerabilities.jsonl.gz")).as("another part").isPresent();
  }

  @Test
  void nothingStaysWhenItEnds() throws IOException {
    Path directory = Objects.requireNonNull(packages().file().getParent());
    dump.close();
    assertThat(directory).doesNotExist();
    assertThat(dump.copy("nothing.jsonl.gz")).isEmpty();
  }
}
