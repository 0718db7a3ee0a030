package org.snowguard.server.ingest.osv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.StoredProblem;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.OsvFeed;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.vulnerability.Vulnerabilities;

class OsvSourceTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T14:00:00Z");
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  private final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  private final FakeService service = new FakeService();
  private final OsvFeed python = new OsvFeed(service, "/osv/PyPI/");
  private final OsvFeed actions = new OsvFeed(service, "/osv/GitHub Actions/");
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  private final Sources sources =
      new Sources(
          List.of(source("PyPI"), source("GitHub Actions")),
          database.jdbi(),
          () -> {},
          () -> 0L,
          clock);

  private OsvSource source(String ecosystem) {
    return new OsvSource(service.uri("/osv"), ecosystem, fetch, vulnerabilities, runs, clock);
  }

  @BeforeEach
  void arrange() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate source_state, vulnerability, advisory, import_run cascade"));
    python.put("PYSEC-2024-1", "2026-11-01T00:00:00Z", "One");
    python.put("PYSEC-2024-2", "2026-11-02T00:00:00Z", "Two");
    python.put("MAL-2026-1", "2026-11-03T00:00:00Z", "Malicious");
    python.publish();
    actions.put("GHSA-aaaa-bbbb-cccc", "2026-11-01T00:00:00Z", "Three");
    actions.publish();
  }

  @AfterEach
  void close() {
    fetch.close();
    service.close();
  }

  private void run() throws InterruptedException {
    JobRuns.once(sources.jobs().getFirst(), database.jdbi(), clock);
  }

  private SourceStatus status() {
    return sources.list().getFirst();
  }

  private long downloads(String part) {
    return service.asked().stream().filter(asked -> asked.path().contains(part)).count();
  }

  @Test
  void archiveThenTheRecordsThatChanged() throws InterruptedException {
    run();
    assertThat(status().error()).isNull();
    assertThat(status().counts().read()).isEqualTo(2);
    assertThat(vulnerabilities.count()).isEqualTo(2);
    long before = changes.last(ChangeStreams.VULNERABILITY);
    python.put("PYSEC-2024-2", "2026-11-20T13:00:00Z", "Two, and more is known");
    python.put("PYSEC-2026-3", "2026-11-20T13:30:00Z", "New");
    python.put("PYSEC-2024-1", "2026-11-20T13:40:00Z", "One");
    python.publish();
    run();
    assertThat(status().counts().read()).isEqualTo(3);
    assertThat(status().counts().changed()).isEqualTo(2);
    assertThat(vulnerabilities.countChangedAfter(before)).isEqualTo(2);
    assertThat(downloads("all.zip")).isEqualTo(1);
    assertThat(downloads(".json")).isEqualTo(3);
    run();
    assertThat(downloads(".json")).isEqualTo(3);
  }

  @Test
  void withdrawnRecordIsRejected() throws InterruptedException {
    run();
    python.withdraw("PYSEC-2024-1", "2026-11-20T13:00:00Z");
    python.publish();
    run();
    assertThat(vulnerabilities.find("PYSEC-2024-1").orElseThrow().state()).isEqualTo("rejected");
    assertThat(vulnerabilities.find("PYSEC-2024-2").orElseThrow().state()).isEqualTo("published");
  }

  @Test
  void manyChangesAreReadFromTheArchive() throws InterruptedException {
    run();
    clock.advance(Duration.ofHours(2));
    for (int number = 0; number < 230; number++) {
      python.put("PYSEC-2026-" + (1000 + number), "2026-11-20T13:00:00Z", "Many");
    }
    python.publish();
    run();
    assertThat(vulnerabilities.count()).isEqualTo(232);
    assertThat(downloads("all.zip")).isEqualTo(2);
    assertThat(downloads(".json")).isZero();
    run();
    assertThat(downloads("all.zip")).isEqualTo(2);
  }

  @Test
  void archiveIsReadAgainEachWeek() throws InterruptedException {
    run();
    // Comes late, with a date that was passed long ago.
    python.put("PYSEC-2024-9", "2026-10-01T12:00:00Z", "Late");
    python.publish();
    run();
    assertThat(vulnerabilities.find("PYSEC-2024-9")).isEmpty();
    clock.advance(Duration.ofDays(7));
    run();
    assertThat(vulnerabilities.find("PYSEC-2024-9")).isPresent();
  }

  @Test
  void runThatIsCutOffGoesOnWhereItWas() throws InterruptedException {
    run();
    for (int number = 100; number < 200; number++) {
      python.put("PYSEC-2026-" + number, "2026-11-20T13:00:00.%dZ".formatted(number), "Many");
    }
    python.publish();
    service.fail("/osv/PyPI/PYSEC-2026-170.json", FakeService.Fault.SERVER_ERROR);
    run();
    assertThat(status().error()).contains("PYSEC-2026-170").contains("1 of 100");
    assertThat(vulnerabilities.find("PYSEC-2026-199")).isPresent();
    assertThat(status().ever().changed()).isEqualTo(101);
    long before = downloads(".json");
    run();
    assertThat(status().error()).contains("PYSEC-2026-170");
    assertThat(downloads(".json") - before).isEqualTo(1);
    service.mend("/osv/PyPI/PYSEC-2026-170.json");
    run();
    assertThat(vulnerabilities.count()).isEqualTo(102);
    assertThat(status().error()).isNull();
  }

  @Test
  void serviceThatFailsAllTheTimeIsLeftAlone() throws InterruptedException {
    run();
    for (int number = 100; number < 200; number++) {
      python.put("PYSEC-2026-" + number, "2026-11-20T13:00:00.%dZ".formatted(number), "Many");
      if (number >= 130) {
        service.fail("/osv/PyPI/PYSEC-2026-" + number + ".json", FakeService.Fault.SERVER_ERROR);
      }
    }
    python.publish();
    run();
    assertThat(downloads(".json")).isEqualTo(40);
    assertThat(vulnerabilities.count()).isEqualTo(32);
    for (int number = 130; number < 200; number++) {
      service.mend("/osv/PyPI/PYSEC-2026-" + number + ".json");
    }
    run();
    assertThat(vulnerabilities.count()).isEqualTo(102);
  }

  @Test
  void archiveThatIsOlderThanTheListingLosesNothing() throws InterruptedException {
    run();
    clock.advance(Duration.ofHours(2));
    for (int number = 0; number < 230; number++) {
      python.put("PYSEC-2026-" + (1000 + number), "2026-11-20T13:00:00Z", "Many");
    }
    python.publish();
    python.put("PYSEC-2026-3", "2026-11-20T13:30:00Z", "Not in the archive yet");
    python.publishRecords();
    python.publishListing();
    run();
    assertThat(downloads("all.zip")).isEqualTo(2);
    assertThat(vulnerabilities.find("PYSEC-2026-3")).isEmpty();
    run();
    assertThat(vulnerabilities.find("PYSEC-2026-3")).isPresent();
    assertThat(downloads("all.zip")).isEqualTo(2);
  }

  @Test
  void manyChangesThatTheArchiveDoesNotHaveAreReadSomeAtATime() throws InterruptedException {
    run();
    for (int number = 0; number < 230; number++) {
      python.put("PYSEC-2026-" + (1000 + number), "2026-11-20T13:00:00Z", "Many");
    }
    python.publishRecords();
    python.publishListing();
    run();
    assertThat(vulnerabilities.count()).isEqualTo(202);
    run();
    assertThat(vulnerabilities.count()).isEqualTo(232);
    assertThat(downloads("all.zip")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T13:00:00Z, of the moment up to which was read",
    "2026-11-20T00:00:00Z, of the day before",
  })
  void changeThatIsListedLateIsRead(String modified) throws InterruptedException {
    run();
    python.put("PYSEC-2026-3", "2026-11-20T13:00:00Z", "In time");
    python.publish();
    run();
    python.put("PYSEC-2026-4", modified, "Late");
    python.publish();
    run();
    assertThat(vulnerabilities.find("PYSEC-2026-4")).isPresent();
    assertThat(downloads(".json")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"PYSEC-2024-1\",\"modi",
        "{\"id\":\"PYSEC-2024-7\",\"modified\":\"2026-11-20T13:00:00Z\"}",
        "{\"id\":\"PYSEC-2024-1\",\"modified\":\"2026-11-01T00:00:00Z\",\"summary\":\"Old\"}",
        "{}",
      })
  void answerThatIsNotWhatWasListedIsAskedForAgain(String answer) throws InterruptedException {
    run();
    python.putRaw("PYSEC-2024-1", "2026-11-20T13:00:00Z", answer);
    python.publishRecords();
    python.publishListing();
    run();
    assertThat(status().error()).isNull();
    assertThat(runs.problems(null, 10))
        .extracting(StoredProblem::entry)
        .containsExactly("PYSEC-2024-1.json");
    python.put("PYSEC-2024-1", "2026-11-20T13:00:00Z", "One, and more is known");
    python.publishRecords();
    run();
    assertThat(vulnerabilities.find("PYSEC-2024-1").orElseThrow().title())
        .isEqualTo("One, and more is known");
    assertThat(runs.countProblems()).isZero();
    long before = downloads("modified_id.csv");
    run();
    assertThat(downloads("modified_id.csv")).isEqualTo(before + 1);
    assertThat(downloads(".json")).isEqualTo(2);
  }

  @Test
  void recordThatIsGoneOrMalformedIsToldAndStopsNoOther() throws InterruptedException {
    run();
    python.put("PYSEC-2026-5", "2026-11-20T13:00:00Z", "Listed only");
    python.publishListing();
    python.putRaw("PYSEC-2024-1", "2026-11-20T13:10:00Z", "{\"id\": ");
    python.putRaw("PYSEC-2024-2", "2026-11-20T13:15:00Z", "{\"id\":\"PYSEC-2024-2\"} {}");
    python.put("PYSEC-2026-6", "2026-11-20T13:20:00Z", "Good");
    python.publish();
    service.gone("/osv/PyPI/PYSEC-2026-5.json");
    run();
    assertThat(status().error()).isNull();
    assertThat(status().counts().unreadable()).isEqualTo(3);
    assertThat(vulnerabilities.find("PYSEC-2026-6")).isPresent();
    assertThat(vulnerabilities.find("PYSEC-2024-1").orElseThrow().title()).isEqualTo("One");
    assertThat(runs.problems(null, 10))
        .extracting(StoredProblem::entry)
        .containsExactlyInAnyOrder("PYSEC-2026-5.json", "PYSEC-2024-1.json", "PYSEC-2024-2.json");
  }

  @Test
  void problemStaysUntilItsRecordIsReadWell() throws InterruptedException {
    run();
    python.putRaw("PYSEC-2026-5", "2026-11-20T13:00:00Z", "{");
    python.publish();
    run();
    python.put("PYSEC-2026-6", "2026-11-20T13:20:00Z", "Good");
    python.publish();
    run();
    assertThat(runs.countProblems()).isEqualTo(1);
    python.put("PYSEC-2026-5", "2026-11-20T13:30:00Z", "Mended");
    python.publish();
    run();
    assertThat(runs.countProblems()).isZero();
  }

  @Test
  void ecosystemThatFailsStopsNoOther() throws InterruptedException {
    service.fail("/osv/PyPI/all.zip", FakeService.Fault.TRUNCATED);
    run();
    JobRuns.once(sources.jobs().getLast(), database.jdbi(), clock);
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(sources.list().getLast().name()).isEqualTo("osv-github-actions");
    assertThat(sources.list().getLast().health()).isEqualTo(SourceStatus.Health.GOOD);
    assertThat(vulnerabilities.find("GHSA-aaaa-bbbb-cccc")).isPresent();
  }

  @Test
  void changeInTheFutureHidesNone() throws InterruptedException {
    python.put("PYSEC-2024-1", "2099-01-01T00:00:00Z", "From the future");
    python.publish();
    run();
    python.put("PYSEC-2026-3", "2026-11-20T14:05:00Z", "New");
    python.publish();
    clock.advance(Duration.ofMinutes(6));
    run();
    assertThat(vulnerabilities.find("PYSEC-2026-3")).isPresent();
    python.put("PYSEC-2026-4", "2026-11-20T15:30:00Z", "Newer");
    python.publish();
    clock.advance(Duration.ofHours(2));
    run();
    assertThat(vulnerabilities.find("PYSEC-2026-4")).isPresent();
  }

  @Test
  void bombIsRefused() throws InterruptedException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int entry = 0; entry < 3; entry++) {
        zip.putNextEntry(new ZipEntry("PYSEC-2024-" + entry + ".json"));
        zip.write(new byte[60 << 20]);
      }
    }
    service.put("/osv/PyPI/all.zip", "application/zip", bytes.toByteArray());
    run();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(status().error()).contains("cannot be unpacked to its end");
    assertThat(vulnerabilities.count()).isZero();
  }
}
