package org.snowguard.server.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.snowguard.server.evaluation.ChannelWorld.CHANNEL;
import static org.snowguard.server.evaluation.ChannelWorld.NEXT_REVISION;
import static org.snowguard.server.evaluation.ChannelWorld.REVISION;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.evaluation.Evaluations.Due;
import org.snowguard.server.evaluation.Evaluations.Origin;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class EvaluationsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  static final String LINES =
      """
      {"attr":"curl","name":"curl-8.5.0","version":"8.5.0","patches":[{"name":"CVE-2030-0001.patch","urls":[]}]}
      {"attr":"odd","error":"evaluation aborted"}
      {"attr":"zlib","name":"zlib-1.3","version":"1.3","patches":[]}
      """;

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final ChannelWorld world = new ChannelWorld(database, clock);
  private final Evaluations evaluations = world.evaluations(EvaluationMeans.OFF);

  @BeforeEach
  void empty() {
    world.empty();
  }

  private EvaluationTaken take(Channel channel, String revision, byte[] content)
      throws IOException {
    Path file = directory.resolve("upload");
    Files.write(file, content);
    return evaluations.take(channel, revision, file, "the file", Origin.UPLOAD);
  }

  private EvaluationTaken take(Channel channel, String lines) throws IOException {
    return take(channel, REVISION, lines.getBytes(UTF_8));
  }

  @Test
  void findingsBecomeKnowledgeOfTheSnapshot() throws IOException {
    Channel channel = world.advance(REVISION, "curl 8.5.0", "zlib 1.3", "unseen 1");
    EvaluationTaken taken = take(channel, LINES);
    assertThat(taken)
        .isEqualTo(
            new EvaluationTaken(
                CHANNEL,
                REVISION,
                3,
                2,
                0,
                0,
                1,
                2,
                List.of("line 2: odd could not be evaluated: evaluation aborted")));
    assertThat(world.isKnown()).isTrue();
    assertThat(world.patches("curl")).isEqualTo("CVE-2030-0001.patch");
    assertThat(world.patches("zlib")).isEmpty();
    assertThat(world.patches("unseen")).isEqualTo("unknown");
    assertThat(evaluations.list())
        .singleElement()
        .isEqualTo(
            new EvaluationStatus(
                CHANNEL, REVISION, true, false, "known", 2, 1, clock.instant(), null));
    assertThat(world.runs.problems(null, 10))
        .singleElement()
        .extracting(problem -> problem.reason())
        .isEqualTo("odd could not be evaluated: evaluation aborted");
  }

  @Test
  void theSameOnceMoreChangesNothingHoweverItIsCompressed() throws IOException {
    Channel channel = world.advance(REVISION, "curl 8.5.0", "zlib 1.3");
    take(channel, LINES);
    String fingerprint = world.channels.current(channel).orElseThrow().sourcesFingerprint();
    for (byte[] same :
        new byte[][] {LINES.getBytes(UTF_8), xz(LINES), Zstd.compress(LINES.getBytes(UTF_8))}) {
      assertThat(take(channel, REVISION, same).changed()).isZero();
      assertThat(world.channels.current(channel).orElseThrow().sourcesFingerprint())
          .isEqualTo(fingerprint);
    }
  }

  private static byte[] xz(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XZOutputStream out = new XZOutputStream(bytes, new LZMA2Options(0))) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void linesOfNixEvalJobsAreTaken() throws IOException {
    Channel channel = world.advance(REVISION, "curl 8.5.0");
    take(
        channel,
        """
        {"attr":"curl","attrPath":["curl"],"drvPath":"/nix/store/x-curl-8.5.0.drv","name":"curl-8.5.0",\
        "system":"x86_64-linux","extraValue":{"patches":[{"name":"one.patch","urls":[]}],"version":"8.5.0"}}
        """);
    assertThat(world.patches("curl")).isEqualTo("one.patch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"curl":{"name":"curl-8.5.0","pname":"curl","version":"8.5.0","system":"x86_64-linux"}} | tells no package's patches
          {"attr":"curl","name":"curl-8.5.0","drvPath":"/nix/store/x.drv"} | --apply
          not json | line 1
          {"attr":"other","patches":[]} | 0 of the 2 packages
          <!doctype html> | tells no package's patches
          """)
  void unusableFileIsRefusedAndChangesNothing(String content, String words) {
    Channel channel = world.advance(REVISION, "curl 8.5.0", "zlib 1.3");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> take(channel, content))
        .withMessageContaining(words)
        .withMessageContaining("the file")
        .satisfies(
            refused -> {
              assertThat(refused.kind()).isEqualTo(BadInput.Kind.UNREADABLE);
              assertThat(refused.getMessage()).doesNotContain(directory.toString());
            });
    assertThat(world.isKnown()).isFalse();
  }

  @Test
  void cutOffFileIsRefused() throws IOException {
    Channel channel = world.advance(REVISION, "curl 8.5.0", "zlib 1.3");
    byte[] whole = xz(LINES);
    byte[] half = Arrays.copyOf(whole, whole.length - 20);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> take(channel, REVISION, half))
        .withMessageContaining("breaks off");
  }

  @Test
  void findingsOfAnotherRevisionAreRefused() {
    Channel channel = world.advance(REVISION, "curl 8.5.0", "zlib 1.3");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> evaluations.requireStandingAt(CHANNEL, NEXT_REVISION))
        .withMessageContaining(REVISION);
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> take(channel, NEXT_REVISION, LINES.getBytes(UTF_8)));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> evaluations.requireStandingAt("nixos-never", REVISION));
    assertThat(world.isKnown()).isFalse();
  }

  private static String lines(int packages) {
    return IntStream.range(0, packages)
        .mapToObj(
            "{\"attr\":\"p%d\",\"version\":\"1\",\"patches\":[{\"name\":\"a.patch\"}]}\n"
                ::formatted)
        .collect(Collectors.joining());
  }

  private static String[] packages(int count) {
    return IntStream.range(0, count).mapToObj("p%d 1"::formatted).toArray(String[]::new);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aPartDoesNotReplaceAWholeNorWhatIsKeptOfIt(boolean isKept) throws IOException {
    String revision = isKept ? NEXT_REVISION : REVISION;
    Channel channel = world.advance(REVISION, packages(20));
    take(channel, lines(20));
    world.advance(revision, packages(20));
    byte[] part = lines(17).getBytes(UTF_8);
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> take(channel, revision, part))
        .withMessageContaining("17 of the 20 packages")
        .withMessageContaining("20 are known already");
    assertThat(world.patches("p19")).isEqualTo("a.patch");
    assertThat(take(channel, revision, lines(18).getBytes(UTF_8)).applied()).isEqualTo(18);
  }

  @Test
  void channelsPastTheirEndAreDueUntilTheirLastRevisionIsKnown() throws IOException {
    Channel past = world.advanceOther("nixos-18.03", REVISION, "curl 8.5.0", "zlib 1.3");
    assertThat(past.supported()).isFalse();
    assertThat(evaluations.due()).extracting(Due::channel).containsExactly(past);
    assertThat(evaluations.list()).extracting(EvaluationStatus::channel).contains("nixos-18.03");
    take(past, LINES);
    assertThat(evaluations.due()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          -60, false, to be evaluated
          60, false, to be evaluated
          -60, true, waits: evaluating is paused
          -6000, false, waits for an upload
          """)
  void saysWhatOtherNodesDo(int due, boolean paused, String words) {
    world.advance(REVISION, "curl 8.5.0");
    database
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into job (name, title, paused) values ('evaluation', 'Patches', ?)",
                  paused);
              handle.execute("delete from scheduled_tasks");
              handle.execute(
                  "insert into scheduled_tasks (task_name, task_instance, execution_time, picked,"
                      + " version) values ('evaluation', 'only', ?, false, 1)",
                  clock.instant().plusSeconds(due));
            });
    assertThat(world.evaluations(EvaluationMeans.NO_NIX).list().getFirst().words())
        .startsWith(words);
  }

  @Test
  void failureOfAPassedRevisionChangesNothing() {
    world.advance(REVISION, "curl 8.5.0");
    Due passed = evaluations.due().getFirst();
    world.advance(NEXT_REVISION, "curl 8.5.0");
    Due due = evaluations.due().getFirst();
    evaluations.failed(due, 1, "no answer", clock.instant().plus(Duration.ofHours(1)));
    evaluations.failed(passed, 1, "too late", clock.instant());
    assertThat(evaluations.due()).isEmpty();
    assertThat(evaluations.list().getFirst().words()).isEqualTo("no answer");
  }

  @Test
  void saysWhenNoPackagesAreHere() {
    world.channels.register(CHANNEL);
    assertThat(evaluations.list().getFirst().words()).contains("none of the channel's packages");
  }

  @ParameterizedTest
  @CsvSource({
    "OFF, this server evaluates nothing itself",
    "NO_NIX, no nix-instantiate on this machine",
    "NIX, to be evaluated"
  })
  void saysWhatItWaitsFor(EvaluationMeans means, String words) {
    world.advance(REVISION, "curl 8.5.0");
    assertThat(world.evaluations(means).list())
        .singleElement()
        .satisfies(status -> assertThat(status.words()).contains(words));
  }
}
