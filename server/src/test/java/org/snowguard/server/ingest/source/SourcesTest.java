package org.snowguard.server.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.formats.epss.EpssScore;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.epss.EpssSource;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.kev.KnownExploitedSource;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Threats;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;

/** KEV and EPSS in the frame, against a service that lies and fails. */
class SourcesTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String KEV = "/kev.json";
  private static final String EPSS = "/epss.csv.gz";

  private final TestClock clock = TestClock.at("2026-11-20T14:00:00Z");
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  private final Threats threats =
      new Threats(database.jdbi(), changes, database.transactions(), clock);
  private final FakeService service = new FakeService();
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  private final RandomGenerator never = () -> 0L;
  private final Sources sources =
      new Sources(
          List.of(
              new KnownExploitedSource(service.uri(KEV), fetch, threats),
              new EpssSource(service.uri(EPSS), fetch, threats)),
          database.jdbi(),
          () -> {},
          never,
          clock);

  @BeforeEach
  void arrange() {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate source_state, epss_score, known_exploited, vulnerability cascade"));
    record("CVE-2024-0001");
    record("CVE-2024-0002");
    kev("CVE-2024-0001");
    epss("2026-11-20T12:00:00Z", "CVE-2024-0001,0.05,0.5", "CVE-2024-0002,0.95,0.99");
  }

  @AfterEach
  void close() {
    fetch.close();
    service.close();
  }

  private void record(String id) {
    vulnerabilities.take(List.of(Records.incoming(id, "2024-06-01T00:00:00Z", "A flaw in it")));
  }

  private void kev(String... ids) {
    StringBuilder entries = new StringBuilder();
    for (String id : ids) {
      entries.append(entries.isEmpty() ? "" : ",");
      entries.append("{\"cveID\":\"%s\",\"dateAdded\":\"2024-07-01\"}".formatted(id));
    }
    service.put(
        KEV, "application/json", ("{\"vulnerabilities\":[" + entries + "]}").getBytes(UTF_8));
  }

  private void epss(String day, String... rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      String head = "#model_version:v1,score_date:" + day + "\ncve,epss,percentile\n";
      gzip.write((head + String.join("\n", rows) + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    service.put(EPSS, "application/gzip", bytes.toByteArray());
  }

  /** Runs a source's job once; gives after how long it is due again. */
  private Duration run(String source) throws InterruptedException {
    Instant next = JobRuns.once(job(source), database.jdbi(), clock);
    return Duration.between(clock.instant(), next);
  }

  private Job job(String source) {
    return sources.jobs().stream()
        .filter(job -> job.name().equals("source-" + source))
        .findFirst()
        .orElseThrow();
  }

  private SourceStatus status(String source) {
    return sources.list().stream()
        .filter(status -> status.name().equals(source))
        .findFirst()
        .orElseThrow();
  }

  private Vulnerability known(String id) {
    return vulnerabilities.find(id).orElseThrow();
  }

  @Test
  void exploitedVulnerabilityIsMarkedAndTravelsOn() throws InterruptedException {
    long before = changes.last(ChangeStreams.VULNERABILITY);
    run("kev");
    assertThat(known("CVE-2024-0001").knownExploitedSince()).isEqualTo("2024-07-01");
    assertThat(known("CVE-2024-0002").knownExploitedSince()).isNull();
    assertThat(vulnerabilities.countChangedAfter(before)).isEqualTo(1);
    assertThat(status("kev").health()).isEqualTo(SourceStatus.Health.GOOD);
    assertThat(status("kev").counts().changed()).isEqualTo(1);
  }

  @Test
  void scoresAreStoredAndOnlyThoseThatCrossTheLineTravelOn() throws InterruptedException {
    long before = changes.last(ChangeStreams.VULNERABILITY);
    run("epss");
    assertThat(known("CVE-2024-0001").epss()).isEqualTo(0.05f);
    assertThat(known("CVE-2024-0002").epss()).isEqualTo(0.95f);
    assertThat(vulnerabilities.countChangedAfter(before)).isEqualTo(1);
    assertThat(status("epss").dataAt()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(status("epss").lag()).isEqualTo(Duration.ofHours(2));
  }

  /** As if the node had been stopped between the scores and what they mean. */
  @Test
  void scoresThatWereNotAppliedAreAppliedByTheNextRun() throws Exception {
    run("epss");
    database.jdbi().useHandle(handle -> handle.execute("update vulnerability set epss = null"));
    long before = changes.last(ChangeStreams.VULNERABILITY);
    long changed =
        threats.takeScores(
            scores -> {
              scores.take(new EpssScore("CVE-2024-0001", 0.05f, 0.5f));
              scores.take(new EpssScore("CVE-2024-0002", 0.95f, 0.99f));
            });
    assertThat(changed).isZero();
    assertThat(known("CVE-2024-0001").epss()).isEqualTo(0.05f);
    assertThat(known("CVE-2024-0002").epss()).isEqualTo(0.95f);
    assertThat(vulnerabilities.countChangedAfter(before)).isEqualTo(1);
  }

  @Test
  void recordThatComesLaterGetsItsScoreAndItsMark() throws InterruptedException {
    kev("CVE-2024-0003");
    epss("2026-11-20T12:00:00Z", "CVE-2024-0003,0.4,0.9");
    run("kev");
    run("epss");
    record("CVE-2024-0003");
    assertThat(known("CVE-2024-0003").epss()).isEqualTo(0.4f);
    assertThat(known("CVE-2024-0003").knownExploitedSince()).isEqualTo("2024-07-01");
  }

  @Test
  void recordWrittenAnewKeepsThem() throws InterruptedException {
    run("kev");
    run("epss");
    vulnerabilities.take(
        List.of(Records.incoming("CVE-2024-0001", "2024-06-02T00:00:00Z", "More is known")));
    assertThat(known("CVE-2024-0001").description()).isEqualTo("More is known");
    assertThat(known("CVE-2024-0001").epss()).isEqualTo(0.05f);
    assertThat(known("CVE-2024-0001").knownExploitedSince()).isEqualTo("2024-07-01");
  }

  @Test
  void unchangedSourceIsNotSentAgain() throws InterruptedException {
    run("kev");
    long before = changes.last(ChangeStreams.VULNERABILITY);
    run("kev");
    assertThat(service.asked())
        .extracting(FakeService.Asked::ifNoneMatch)
        .satisfiesExactly(
            first -> assertThat(first).isEmpty(), second -> assertThat(second).isNotEmpty());
    assertThat(service.asked().getFirst().userAgent()).isEqualTo("snowguard-test/1");
    assertThat(changes.last(ChangeStreams.VULNERABILITY)).isEqualTo(before);
    assertThat(status("kev").counts().read()).isEqualTo(1);
    assertThat(status("kev").runs()).isEqualTo(2);
  }

  @Test
  void serviceThatAsksForPatienceIsGivenIt() throws InterruptedException {
    run("epss");
    service.fail(EPSS, FakeService.Fault.TOO_MANY_REQUESTS);
    assertThat(run("epss")).isEqualTo(Duration.ofHours(2));
    assertThat(status("epss").health()).isEqualTo(SourceStatus.Health.FAILING);
    service.mend(EPSS);
    run("epss");
    assertThat(status("epss").health()).isEqualTo(SourceStatus.Health.GOOD);
    assertThat(status("epss").failedRuns()).isEqualTo(1);
  }

  @Test
  void answerAHundredTimesAsLongIsRefused() throws InterruptedException {
    run("kev");
    String[] many = new String[2_000];
    for (int index = 0; index < many.length; index++) {
      many[index] = "CVE-2024-" + (10_000 + index);
    }
    kev(many);
    run("kev");
    assertThat(status("kev").health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(threats.countKnownExploited()).isEqualTo(1);
  }

  @Test
  void catalogueThatHasLostItsEntriesIsRefused() throws InterruptedException {
    kev("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003");
    run("kev");
    kev("CVE-2024-0001");
    run("kev");
    assertThat(status("kev").error()).contains("1 entries where 3 are stored");
    assertThat(threats.countKnownExploited()).isEqualTo(3);
  }

  @Test
  void catalogueThatWasCutOffIsCalledThat() throws InterruptedException {
    kev("CVE-2024-0001", "CVE-2024-0002", "CVE-2024-0003");
    run("kev");
    service.fail(KEV, FakeService.Fault.TRUNCATED);
    run("kev");
    assertThat(status("kev").error())
        .startsWith("it gave no catalogue, or one that was cut off (")
        .endsWith("; the 3 entries that are stored are kept: " + service.uri(KEV));
  }

  @ParameterizedTest
  @CsvSource({
    "NO_ANSWER, the connection was closed without an answer: ",
    "TRUNCATED, its answer was cut off: ",
    "SERVER_ERROR, it answered with status 500: it has trouble of its own: ",
  })
  void reasonComesFirstAndInWords(FakeService.Fault fault, String words)
      throws InterruptedException {
    run("epss");
    epss("2026-11-20T13:00:00Z", "CVE-2024-0001,0.06,0.5", "CVE-2024-0002,0.95,0.99");
    service.fail(EPSS, fault);
    run("epss");
    assertThat(status("epss").error()).startsWith(words);
  }

  @Test
  void longQueryIsCut() {
    URI brief = URI.create("https://example.org/cves?startIndex=0");
    URI lengthy = URI.create("https://example.org/cves?" + "lastModStartDate=2026&".repeat(5));
    assertThat(FetchFailure.of(brief, "no answer")).hasMessage("no answer: " + brief);
    assertThat(FetchFailure.of(lengthy, "no answer"))
        .hasMessage("no answer: https://example.org/cves?…");
  }

  @Test
  void eachFailureDoublesTheWaitUpToSixHours() throws InterruptedException {
    service.fail(KEV, FakeService.Fault.SERVER_ERROR);
    assertThat(run("kev")).isEqualTo(Duration.ofMinutes(1));
    assertThat(run("kev")).isEqualTo(Duration.ofMinutes(2));
    assertThat(run("kev")).isEqualTo(Duration.ofMinutes(4));
    for (int more = 0; more < 10; more++) {
      run("kev");
    }
    assertThat(run("kev")).isEqualTo(Duration.ofHours(6));
    assertThat(status("kev").failures()).isEqualTo(14);
  }

  @Test
  void sourceThatIsSilentIsLate() throws InterruptedException {
    assertThat(status("kev").health()).isEqualTo(SourceStatus.Health.WAITING);
    run("kev");
    clock.advance(Duration.ofHours(3));
    assertThat(status("kev").health()).isEqualTo(SourceStatus.Health.LATE);
    assertThat(Optional.ofNullable(status("kev").error())).isEmpty();
  }
}
