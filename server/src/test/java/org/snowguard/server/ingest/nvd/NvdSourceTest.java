package org.snowguard.server.ingest.nvd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.NvdFeed;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.ingest.source.Wanted;
import org.snowguard.server.vulnerability.Vulnerabilities;

class NvdSourceTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String PATH = "/rest/json/cves/2.0";
  private static final String KEY = "0123-the-key-4567";

  private final TestClock clock = TestClock.at("2026-11-20T14:00:00Z");
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  private final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  private final FakeService service = new FakeService();
  private final NvdFeed feed = new NvdFeed();
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  private final List<Duration> pauses = new ArrayList<>();
  private Sources sources = sources(null);

  private Sources sources(Wanted.@Nullable Secret key) {
    NvdSettings settings = new NvdSettings(service.uri(PATH), key, Duration.ofSeconds(6), 2);
    return new Sources(
        List.of(new NvdSource(settings, fetch, vulnerabilities, runs, pauses::add, clock)),
        database.jdbi(),
        () -> {},
        () -> 0L,
        clock);
  }

  @BeforeEach
  void arrange() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate source_state, vulnerability, advisory, import_run cascade"));
    service.answer(PATH, feed);
    for (int number = 1; number <= 5; number++) {
      feed.put("CVE-2024-000" + number, "2026-10-0%dT00:00:00.000".formatted(number), "A flaw");
    }
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

  @Test
  void firstEverythingPageByPage() throws InterruptedException {
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.count()).isEqualTo(5);
    assertThat(feed.asked())
        .extracting(asked -> asked.get("startIndex"))
        .containsExactly("0", "2", "4");
    assertThat(feed.asked()).noneMatch(asked -> asked.containsKey("lastModStartDate"));
    assertThat(pauses).containsExactly(Duration.ofSeconds(6), Duration.ofSeconds(6));
    assertThat(status().counts().read()).isEqualTo(5);
    assertThat(status().dataAt()).isEqualTo("2026-11-20T14:00:00Z");
  }

  @Test
  void thenWhatWasModifiedSince() throws InterruptedException {
    run();
    long before = changes.last(ChangeStreams.VULNERABILITY);
    feed.put("CVE-2024-0002", "2026-11-20T15:00:00.000", "More is known");
    feed.put("CVE-2024-0003", "2026-11-20T15:00:00.000", "A flaw");
    feed.put("CVE-2026-0006", "2026-11-20T15:30:00.000", "A new one");
    later(Duration.ofHours(2));
    run();
    assertThat(feed.asked().get(3))
        .contains(
            entry("lastModStartDate", "2026-11-20T13:30:00Z"),
            entry("lastModEndDate", "2026-11-20T16:00:00Z"));
    assertThat(status().counts().read()).isEqualTo(3);
    assertThat(status().counts().changed()).isEqualTo(2);
    assertThat(status().ever().read()).isEqualTo(8);
    assertThat(vulnerabilities.countChangedAfter(before)).isEqualTo(2);
    assertThat(vulnerabilities.find("CVE-2026-0006")).isPresent();
  }

  @Test
  void clockThatIsFarBehindOursIsNotAskedForEver() throws InterruptedException {
    run();
    clock.advance(Duration.ofDays(300));
    run();
    assertThat(feed.asked()).hasSize(4);
    assertThat(status().error()).isNull();
  }

  @Test
  void absenceIsWalkedThroughInWindowsOfLessThan120Days() throws InterruptedException {
    run();
    feed.put("CVE-2026-0006", "2026-12-24T00:00:00.000", "In the first window");
    feed.put("CVE-2027-0007", "2027-06-01T00:00:00.000", "In the last one");
    later(Duration.ofDays(300));
    run();
    List<Map<String, String>> windows = feed.asked().subList(3, 6);
    assertThat(windows)
        .allSatisfy(
            window ->
                assertThat(
                        Duration.between(
                            Instant.parse(window.get("lastModStartDate")),
                            Instant.parse(window.get("lastModEndDate"))))
                    .isLessThan(Duration.ofDays(120)));
    assertThat(windows.getLast()).containsEntry("lastModEndDate", clock.instant().toString());
    assertThat(vulnerabilities.count()).isEqualTo(7);
  }

  @Test
  void runThatIsCutOffGoesOnWhereItWas() throws InterruptedException {
    feed.afterPage(() -> service.fail(PATH, FakeService.Fault.SERVER_ERROR));
    run();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(vulnerabilities.count()).isEqualTo(2);
    assertThat(status().ever().read()).isEqualTo(2);
    feed.afterPage(() -> {});
    service.mend(PATH);
    run();
    assertThat(feed.asked())
        .extracting(asked -> asked.get("startIndex"))
        .containsSubsequence("0", "2", "2", "4")
        .endsWith("2", "4");
    assertThat(vulnerabilities.count()).isEqualTo(5);
    assertThat(status().error()).isNull();
  }

  @Test
  void problemIsToldEvenIfTheRunFailsAfterIt() throws InterruptedException {
    feed.putRaw("CVE-2024-0001", "2026-10-01T00:00:00.000", "{\"id\":\"no id\"}");
    feed.afterPage(() -> service.fail(PATH, FakeService.Fault.SERVER_ERROR));
    run();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(runs.countProblems()).isEqualTo(1);
    feed.afterPage(() -> {});
    service.mend(PATH);
    run();
    assertThat(runs.countProblems()).isEqualTo(1);
  }

  @Test
  void recordThatLeavesWhatIsReadHidesNoOther() throws InterruptedException {
    feed.afterPage(
        () -> {
          feed.remove("CVE-2024-0001");
          feed.afterPage(() -> {});
        });
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.find("CVE-2024-0003")).isPresent();
    assertThat(vulnerabilities.count()).isEqualTo(5);
  }

  @Test
  void windowThatIsEmptyAllAtOnceIsNotTakenForRead() throws InterruptedException {
    run();
    for (int number = 0; number < 5; number++) {
      feed.put("CVE-2026-100" + number, "2026-11-20T15:00:00.000", "New");
    }
    later(Duration.ofHours(2));
    feed.afterPage(
        () -> {
          service.answer(PATH, NvdSourceTest::nothing);
          feed.afterPage(() -> {});
        });
    run();
    assertThat(status().error()).contains("0 records where it had 5");
    run();
    assertThat(status().error()).contains("0 records where it had 5");
    service.answer(PATH, feed);
    feed.remove("CVE-2026-1000");
    later(Duration.ofHours(1));
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.count()).isEqualTo(10);
  }

  /** As if there were nothing at all from there on. */
  private static byte[] nothing(String query) {
    String start = query.replaceFirst(".*startIndex=(\\d+).*", "$1");
    return "{\"startIndex\":%s,\"totalResults\":0,\"vulnerabilities\":[]}"
        .formatted(start)
        .getBytes(UTF_8);
  }

  @ParameterizedTest
  @CsvSource({
    "4000, 3999, false",
    "4000, 3600, false",
    "4000, 3599, true",
    "4000, 0, true",
    "5, 4, false",
    "5, 0, true",
    "0, 0, false",
    "4000, 4100, false",
  })
  void answerIsNotBelievedWhereTooMuchIsGoneAtOnce(long before, long after, boolean isShrunk) {
    NvdMark mark = new NvdMark(null, clock.instant(), 2, before);
    assertThat(mark.isShrunkTo(after)).isEqualTo(isShrunk);
  }

  @Test
  void recordThatComesMeanwhileIsRead() throws InterruptedException {
    feed.afterPage(() -> feed.put("CVE-2026-0006", "2026-11-20T14:00:00.000", "New"));
    run();
    assertThat(vulnerabilities.find("CVE-2026-0006")).isPresent();
  }

  @Test
  void clockThatIsBehindOursLosesNothing() throws InterruptedException {
    feed.at("2026-11-20T13:50:00.000");
    run();
    assertThat(status().dataAt()).isEqualTo("2026-11-20T13:50:00Z");
  }

  @Test
  void keyIsSentAndNeverTold() throws InterruptedException {
    sources = sources(new Wanted.Secret(NvdSettings.KEY_HEADER, KEY));
    service.fail(PATH, FakeService.Fault.TOO_MANY_REQUESTS);
    run();
    assertThat(service.asked().getFirst().apiKey()).isEqualTo(KEY);
    assertThat(status().error()).contains("status 429").doesNotContain(KEY);
    assertThat(new Wanted.Secret(NvdSettings.KEY_HEADER, KEY).toString()).doesNotContain(KEY);
    assertThat(runs.latest().getFirst().error()).doesNotContain(KEY);
  }

  @Test
  void answerThatIsNotWhatWasAskedForIsRefused() throws InterruptedException {
    service.answer(
        PATH, _ -> "{\"startIndex\":7,\"totalResults\":9,\"vulnerabilities\":[]}".getBytes(UTF_8));
    run();
    assertThat(status().error()).contains("0 records from 7 of 9");
  }

  private void later(Duration time) {
    clock.advance(time);
    feed.at(clock.instant().toString().replace("Z", ".000"));
  }
}
