package org.snowguard.server.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.vulnerability.Records;

class CveListSourceTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  private final List<IncomingRecord> taken = new ArrayList<>();
  private RecordSink sink =
      batch -> {
        taken.addAll(batch);
        return new RecordSink.Taken(batch.size(), 0);
      };

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate import_run cascade"));
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, UTF_8);
  }

  private void read() throws IOException {
    new CveListSource(sink, runs, new RunningWork(clock, RunningWork.NOWHERE))
        .read(List.of(directory));
  }

  private ImportRun run() {
    return runs.latest().getFirst();
  }

  @Test
  void onlyTheLatestOfAnIdIsHandedOn() throws IOException {
    write("a/CVE-2024-0001.json", Records.json("CVE-2024-0001", "2024-06-02T00:00:00Z", "new"));
    write("b/CVE-2024-0001.json", Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "old"));
    write("b/CVE-2024-0002.json", Records.json("CVE-2024-0002", "2024-06-01T00:00:00Z", "other"));
    read();
    assertThat(taken)
        .extracting(incoming -> incoming.record().description())
        .containsExactly("new", "other");
    assertThat(run().read()).isEqualTo(3);
    assertThat(run().superseded()).isEqualTo(1);
  }

  @Test
  void badRecordIsToldAndTheRestGoesOn() throws IOException {
    write("CVE-2024-0001.json", "{ not json");
    write("CVE-2024-0002.json", Records.json("CVE-2024-0002", "2024-06-01T00:00:00Z", "good"));
    read();
    assertThat(taken).hasSize(1);
    assertThat(run().unreadable()).isEqualTo(1);
    assertThat(runs.problems(null, 10))
        .singleElement()
        .satisfies(problem -> assertThat(problem.entry()).endsWith("CVE-2024-0001.json"));
  }

  @Test
  void unchangedInputIsNotReadAgain() throws IOException {
    write("CVE-2024-0001.json", Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "one"));
    read();
    read();
    assertThat(taken).hasSize(1);
    write("CVE-2024-0002.json", Records.json("CVE-2024-0002", "2024-06-01T00:00:00Z", "two"));
    read();
    assertThat(taken).hasSize(3);
  }

  @Test
  void runThatWasCutOffIsDoneAgain() throws IOException {
    write("CVE-2024-0001.json", Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "one"));
    RecordSink working = sink;
    sink =
        batch -> {
          throw new IllegalStateException("the database went away");
        };
    assertThatIllegalStateException().isThrownBy(this::read);
    assertThat(run().error()).contains("the database went away");
    sink = working;
    read();
    assertThat(taken).hasSize(1);
    assertThat(run().error()).isNull();
  }

  @Test
  void mendedInputLosesItsProblem() throws IOException {
    write("CVE-2024-0001.json", "{");
    read();
    assertThat(runs.countProblems()).isEqualTo(1);
    write("CVE-2024-0001.json", Records.json("CVE-2024-0001", "2024-06-01T00:00:00Z", "mended"));
    read();
    assertThat(runs.countProblems()).isZero();
  }
}
