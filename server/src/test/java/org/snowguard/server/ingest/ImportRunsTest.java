package org.snowguard.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;

class ImportRunsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T14:00:00Z");
  private final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);

  @BeforeEach
  void empty() {
    database.jdbi().useHandle(handle -> handle.execute("truncate import_run cascade"));
  }

  private List<String> open() {
    return runs.latest().stream()
        .filter(run -> run.finishedAt() == null)
        .map(ImportRun::input)
        .toList();
  }

  @Test
  void runOverAnotherInputGoesOn() {
    long file = runs.begin("cve-list", "cves.zip", "1");
    long releases = runs.begin("cve-list", "https://releases.example/", "2");
    assertThat(open()).containsExactlyInAnyOrder("cves.zip", "https://releases.example/");
    runs.finish(releases, ImportCounts.NONE, List.of());
    assertThat(runs.isReadToItsEnd("cve-list")).isFalse();
    runs.finish(file, ImportCounts.NONE, List.of());
    assertThat(runs.isReadToItsEnd("cve-list")).isTrue();
    assertThat(runs.latest()).noneMatch(run -> run.error() != null);
  }

  @Test
  void runOverTheSameInputWasCutOff() {
    runs.begin("cve-list", "cves.zip", "1");
    long again = runs.begin("cve-list", "cves.zip", "1");
    runs.finish(again, ImportCounts.NONE, List.of());
    assertThat(open()).isEmpty();
  }

  @Test
  void runOverOtherFilesWasCutOff() {
    runs.begin("cve-list", "cves.zip", "1");
    runs.begin("cve-list", "https://releases.example/", "2");
    runs.begin("cve-list", "cves.zip deltas", "3");
    assertThat(open()).containsExactlyInAnyOrder("cves.zip deltas", "https://releases.example/");
  }

  @Test
  void runThatNobodyClosedForADayWasCutOff() {
    runs.begin("cve-list", "gone.zip", "1");
    clock.advance(Duration.ofDays(1).plusSeconds(1));
    runs.begin("cve-list", "https://releases.example/", "2");
    assertThat(open()).containsExactly("https://releases.example/");
  }
}
