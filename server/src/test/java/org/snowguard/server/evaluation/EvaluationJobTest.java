package org.snowguard.server.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.snowguard.server.evaluation.ChannelWorld.NEXT_REVISION;
import static org.snowguard.server.evaluation.ChannelWorld.REVISION;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.job.JobStopped;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.HttpFetch;
import org.springframework.util.unit.DataSize;

/**
 * The job against a service that serves expressions as NixOS does, with the Nix of this machine.
 */
class EvaluationJobTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String PATH = "/nixos-unstable/nixexprs.tar.xz";
  private static final String OTHER = "nixpkgs-unstable";
  private static final String SEARCH_PATH = System.getenv().getOrDefault("PATH", "");

  private static final String TREE =
      """
      { ... }:
      let
        simple = name: more: { type = "derivation"; name = "${name}-1.0"; inherit (more) patches; };
      in {
        curl = simple "curl" { patches = [ ./CVE-2030-0001.patch ]; };
        zlib = simple "zlib" { patches = [ ]; };
        throws = throw "gone";
      }
      """;

  /** Takes hours, and neither memory nor stack. */
  private static final String ENDLESS_TREE =
      """
      { ... }:
      let fib = n: if n < 2 then n else fib (n - 1) + fib (n - 2);
      in { curl = { type = "derivation"; name = "curl-${toString (fib 60)}"; }; }
      """;

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final ChannelWorld world = new ChannelWorld(database, clock);
  private final FakeService service = new FakeService();
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);

  @BeforeEach
  void empty() {
    world.empty();
  }

  @AfterEach
  void close() {
    fetch.close();
    service.close();
  }

  private EvaluationJob job(String searchPath) {
    return new EvaluationJob(
        world.evaluations(EvaluationMeans.NIX),
        new ChannelExpressions(service.uri("/").toString() + "{channel}/nixexprs.tar.xz", fetch),
        new EvaluationSettings(
            null, "x86_64-linux", 1, 512, 100, directory, DataSize.ofMegabytes(1)),
        searchPath,
        clock);
  }

  private Instant run() throws InterruptedException {
    return JobRuns.once(job(SEARCH_PATH), database.jdbi(), clock);
  }

  private void publish(String revision, String tree) {
    service.put(PATH, "application/x-xz", ChannelWorld.expressions(revision, tree));
  }

  private EvaluationStatus status() {
    return statuses().getFirst();
  }

  private List<EvaluationStatus> statuses() {
    return world.evaluations(EvaluationMeans.NIX).list();
  }

  private long asked() {
    return service.asked().stream().filter(asked -> asked.path().equals(PATH)).count();
  }

  private static void needsNix() {
    assumeTrue(
        Evaluation.isPossible(SEARCH_PATH),
        "skipped: nix-instantiate not found on the PATH (Debian: apt install nix-bin)");
  }

  private void assertNothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void learnsPatchesOfTheNewestRevisionOnce() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, TREE);
    assertThat(run()).isEqualTo(clock.instant().plus(EvaluationJob.EVERY));
    assertThat(world.patches("curl")).isEqualTo("CVE-2030-0001.patch");
    assertThat(world.patches("zlib")).isEmpty();
    assertThat(status().known()).isTrue();
    assertThat(status().packages()).isEqualTo(2);
    assertThat(status().unread()).isEqualTo(1);
    assertNothingIsLeft();
    run();
    assertThat(asked()).isEqualTo(1);
  }

  @Test
  void waitsUntilExpressionsAreOfTheChannelsRevision() throws Exception {
    needsNix();
    world.advance(NEXT_REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, TREE);
    run();
    assertThat(status().words()).startsWith("waits").contains(REVISION);
    assertThat(status().failing()).isFalse();
    run();
    assertThat(asked()).isEqualTo(1);
    publish(NEXT_REVISION, TREE);
    clock.advance(EvaluationJob.LAG);
    run();
    assertThat(status().known()).isTrue();
    assertNothingIsLeft();
  }

  @Test
  void whatIsNoLongerPublishedOfAChannelPastItsEndIsNotWaitedFor() throws Exception {
    needsNix();
    world.advanceOther("nixos-18.03", REVISION, "curl 1.0", "zlib 1.0");
    String beside = "/nixos-18.03/git-revision";
    service.put(beside, "text/plain", NEXT_REVISION.getBytes(UTF_8));
    run();
    assertThat(status().words()).startsWith("given up").contains(NEXT_REVISION);
    service.put(beside, "text/plain", REVISION.getBytes(UTF_8));
    clock.advance(Duration.ofDays(30));
    run();
    assertThat(service.asked()).hasSize(1);
  }

  @Test
  void expressionsOfAnotherRevisionAreNotFetchedWhereAFileTellsIt() throws Exception {
    needsNix();
    world.advance(NEXT_REVISION, "curl 1.0", "zlib 1.0");
    publish(NEXT_REVISION, TREE);
    publishBeside(REVISION);
    run();
    assertThat(asked()).isZero();
    assertThat(status().words()).startsWith("waits").contains(REVISION);
    publishBeside(NEXT_REVISION);
    clock.advance(EvaluationJob.LAG);
    run();
    assertThat(asked()).isEqualTo(1);
    assertThat(status().known()).isTrue();
  }

  private void publishBeside(String revision) {
    service.put("/nixos-unstable/git-revision", "text/plain", revision.getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource({"PT1M,PT15M", "PT1H,PT1H", "PT48H,PT6H"})
  void waitsLongerTheLongerItHasWaited(Duration stood, Duration wait) throws Exception {
    needsNix();
    world.advance(NEXT_REVISION, "curl 1.0", "zlib 1.0");
    publishBeside(REVISION);
    clock.advance(stood);
    run();
    assertThat(status().retryAt()).isEqualTo(clock.instant().plus(wait));
  }

  @Test
  void expressionsMustAmountToTheirChecksumWhereOneIsPublished() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, TREE);
    service.put(PATH + ".sha256", "text/plain", "0".repeat(64).getBytes(UTF_8));
    assertThat(JobRuns.failureOf(job(SEARCH_PATH), database.jdbi(), clock)).contains("SHA-256");
    assertThat(status().failing()).isTrue();
    assertThat(status().words()).contains("SHA-256");
    assertThat(world.isKnown()).isFalse();
  }

  @Test
  void anErrorOnOurSideCostsOneChannelOnly() throws Exception {
    needsNix();
    int odd = world.advance(REVISION, "curl 1.0", "zlib 1.0").id();
    publish(REVISION, TREE);
    other(REVISION);
    execute(
        "alter table evaluation add constraint odd check (channel_id <> "
            + odd
            + " or origin is null)");
    try {
      run();
    } finally {
      execute("alter table evaluation drop constraint odd");
    }
    assertThat(statuses()).extracting(EvaluationStatus::known).containsExactly(false, true);
    assertThat(status().words()).startsWith("an error on our side");
    assertThat(status().retryAt()).isEqualTo(clock.instant().plus(EvaluationJob.FIRST_RETRY));
  }

  private static void execute(String statement) {
    database.jdbi().useHandle(handle -> handle.execute(statement));
  }

  /** A channel that comes after the first. */
  private void other(String revision) {
    world.advanceOther(OTHER, revision, "curl 1.0", "zlib 1.0");
    service.put(
        "/" + OTHER + "/nixexprs.tar.xz",
        "application/x-xz",
        ChannelWorld.expressions(revision, TREE));
  }

  @Test
  void evaluatesWhereChannelsStandAfterItHasEvaluatedOthers() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, TREE);
    other(REVISION);
    service.whenAsked(PATH, () -> other(NEXT_REVISION));
    run();
    assertThat(statuses()).extracting(EvaluationStatus::known).containsExactly(true, true);
    assertThat(statuses().getLast().revision()).isEqualTo(NEXT_REVISION);
  }

  @Test
  void findingsOfARevisionThatIsPassedAreNoFailure() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, TREE);
    service.whenAsked(PATH, () -> world.advance(NEXT_REVISION, "curl 1.0", "zlib 1.1"));
    run();
    assertThat(status().failing()).isFalse();
    assertThat(status().words()).startsWith("waits").contains(REVISION);
  }

  @Test
  void failureIsToldBackedOffFromAndGivenUpUntilTheChannelAdvances() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0", "zlib 1.0");
    publish(REVISION, "{ ... }: abort \"this tree gives up\"");
    run();
    assertThat(status().words()).contains("this tree gives up").doesNotContain("given up");
    assertThat(status().failing()).isTrue();
    assertThat(status().retryAt()).isEqualTo(clock.instant().plus(EvaluationJob.FIRST_RETRY));
    assertNothingIsLeft();
    for (int failures = 1; failures < EvaluationJob.MOST_TRIES; failures++) {
      clock.advance(EvaluationJob.wait(failures));
      run();
    }
    assertThat(asked()).isEqualTo(EvaluationJob.MOST_TRIES);
    assertThat(status().words()).startsWith("given up until the channel advances");
    clock.advance(Duration.ofDays(30));
    run();
    assertThat(asked()).isEqualTo(EvaluationJob.MOST_TRIES);

    world.advance(NEXT_REVISION, "curl 1.0", "zlib 1.0");
    publish(NEXT_REVISION, TREE);
    run();
    assertThat(status().known()).isTrue();
  }

  @Test
  void untrustedAnswersAreNotUnpacked() throws Exception {
    needsNix();
    world.advance(REVISION, "curl 1.0");
    publish(REVISION, TREE);
    service.fail(PATH, FakeService.Fault.HTML);
    run();
    assertThat(status().words()).contains("HTML");
    clock.advance(EvaluationJob.wait(1));
    service.fail(PATH, FakeService.Fault.TRUNCATED);
    run();
    assertThat(status().words()).contains(PATH).doesNotContain(directory.toString());
    assertThat(world.isKnown()).isFalse();
    assertNothingIsLeft();
  }

  @Test
  void withoutNixItFetchesNothing() throws Exception {
    world.advance(REVISION, "curl 1.0");
    publish(REVISION, TREE);
    JobRuns.once(job(directory.toString()), database.jdbi(), clock);
    assertThat(asked()).isZero();
    assertThat(world.isKnown()).isFalse();
  }

  @Test
  void endsItsProcessesWithTheNode() throws Exception {
    needsNix();
    CompletableFuture<Instant> done = new CompletableFuture<>();
    Thread node = evaluateEndlessly(done);
    node.interrupt();
    node.join();
    assertEnded(done, InterruptedException.class);
  }

  @Test
  void endsItsProcessesWhenItIsPaused() throws Exception {
    needsNix();
    CompletableFuture<Instant> done = new CompletableFuture<>();
    Thread node = evaluateEndlessly(done);
    database.jdbi().useHandle(handle -> handle.execute("update job set paused = true"));
    ChannelWorld.await(
        () -> {
          clock.advance(Duration.ofSeconds(2));
          return done.isDone();
        });
    node.join();
    assertEnded(done, JobStopped.class);
  }

  private Thread evaluateEndlessly(CompletableFuture<Instant> done) {
    world.advance(REVISION, "curl 1.0");
    publish(REVISION, ENDLESS_TREE);
    Thread node =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    done.complete(run());
                  } catch (InterruptedException | RuntimeException e) {
                    done.completeExceptionally(e);
                  }
                });
    ChannelWorld.await(() -> processes() > 0 || done.isDone());
    return node;
  }

  private void assertEnded(CompletableFuture<Instant> done, Class<? extends Exception> because)
      throws IOException {
    assertThat(done)
        .failsWithin(Duration.ofSeconds(20))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(because);
    ChannelWorld.await(() -> processes() == 0);
    assertNothingIsLeft();
    assertThat(status().failing()).isFalse();
  }

  private static long processes() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(child -> child.info().command().orElse("").contains("nix"))
        .count();
  }

  @Test
  void leftoversOfKilledNodesAreRemoved() throws Exception {
    Path old = Files.createDirectory(directory.resolve("snowguard-evaluation-1"));
    Files.writeString(old.resolve("file"), "left");
    Files.setLastModifiedTime(old, FileTime.from(clock.instant().minus(Duration.ofDays(2))));
    Files.writeString(directory.resolve("other"), "kept");
    JobRuns.once(job(directory.toString()), database.jdbi(), clock);
    assertThat(old).doesNotExist();
    assertThat(directory.resolve("other")).exists();
  }
}
