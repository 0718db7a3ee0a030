package org.snowguard.server.ingest.cvelist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;

/** The CVE list against a service that lists and serves releases as GitHub does. */
class CveListFollowerTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String LISTING = "/repos/CVEProject/cvelistV5/releases";

  private final TestClock clock = TestClock.at("2026-11-20T14:00:00Z");
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(
          database.jdbi(), new ChangeStreams(database.jdbi()), database.transactions(), clock);
  private final FakeService service = new FakeService();
  private final HttpFetch fetch =
      new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(20), clock);
  private final Sources sources =
      new Sources(
          List.of(
              new CveListFollower(
                  service.uri(LISTING),
                  fetch,
                  new CveListSource(
                      vulnerabilities,
                      new ImportRuns(database.jdbi(), database.transactions(), clock),
                      new RunningWork(clock, RunningWork.NOWHERE)))),
          database.jdbi(),
          () -> {},
          () -> 0L,
          clock);
  private final List<String> releases = new ArrayList<>();

  @BeforeEach
  void empty() {
    database
        .jdbi()
        .useHandle(
            handle -> handle.execute("truncate source_state, vulnerability, import_run cascade"));
    release("2026-11-20_0000Z", baseline("2026-11-20", "CVE-2024-0001", "CVE-2024-0002"));
    release("2026-11-20_0100Z", delta("2026-11-20", "0100Z", "CVE-2024-0003"));
  }

  @AfterEach
  void close() {
    fetch.close();
    service.close();
  }

  private void release(String tag, String... assets) {
    releases.add(
        "{\"tag_name\":\"cve_%s\",\"assets\":[%s]}".formatted(tag, String.join(",", assets)));
    service.put(
        LISTING,
        "application/json",
        ("[" + String.join(",", releases.reversed()) + "]").getBytes(UTF_8));
  }

  private String baseline(String day, String... ids) {
    byte[] inner = zip("cves/", ids);
    return asset(day + "_all_CVEs_at_midnight.zip.zip", zipOf("cves.zip", inner));
  }

  private String delta(String day, String hour, String... ids) {
    return asset(day + "_delta_CVEs_at_" + hour + ".zip", zip("deltaCves/", ids));
  }

  private String asset(String name, byte[] content) {
    service.put("/download/" + name, "application/octet-stream", content);
    return "{\"name\":\"%s\",\"size\":%d,\"browser_download_url\":\"%s\"}"
        .formatted(name, content.length, service.uri("/download/" + name));
  }

  private static byte[] zip(String directory, String... ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String id : ids) {
        zip.putNextEntry(new ZipEntry(directory + id + ".json"));
        zip.write(Records.json(id, "2026-11-20T00:00:00Z", "A flaw").getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] zipOf(String name, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest",
        "http://localhost:1/x",
        "http://github.com/x",
        "https://github.com.evil.example/x",
        "https://github.com@evil.example/x",
        "file:///etc/passwd"
      })
  void filesAreTakenFromNowhereElseThatAListingNames(String address) throws InterruptedException {
    releases.clear();
    String name = "2026-11-20_delta_CVEs_at_0100Z.zip";
    release(
        "2026-11-20_0000Z",
        baseline("2026-11-20", "CVE-2024-0001"),
        "{\"name\":\"%s\",\"size\":9,\"browser_download_url\":\"%s\"}".formatted(name, address));
    run();
    assertThat(sources.list().getFirst().failures()).isZero();
    assertThat(vulnerabilities.find("CVE-2024-0001")).isPresent();
  }

  @Test
  void baselineThenTheChangesOfEachHour() throws InterruptedException {
    run();
    assertThat(vulnerabilities.count()).isEqualTo(3);
    assertThat(status().error()).isNull();
    assertThat(status().dataAt()).isEqualTo("2026-11-20T01:00:00Z");
    release("2026-11-20_0200Z", delta("2026-11-20", "0200Z", "CVE-2024-0004"));
    run();
    assertThat(vulnerabilities.count()).isEqualTo(4);
    assertThat(downloads("all_CVEs")).isEqualTo(1);
    assertThat(downloads("0100Z")).isEqualTo(1);
  }

  @Test
  void nothingNewFetchesNothing() throws InterruptedException {
    run();
    long before = downloads("/download/");
    run();
    assertThat(downloads("/download/")).isEqualTo(before);
    assertThat(status().counts().read()).isEqualTo(3);
  }

  @Test
  void missedDeltaIsToldAndCaughtUpFromTheNextBaseline() throws InterruptedException {
    run();
    release("2026-11-20_0200Z", delta("2026-11-20", "0200Z", "CVE-2024-0004"));
    release("2026-11-20_0300Z", delta("2026-11-20", "0300Z", "CVE-2024-0005"));
    service.fail("/download/2026-11-20_delta_CVEs_at_0200Z.zip", FakeService.Fault.TRUNCATED);
    run();
    assertThat(status().error()).contains("0200Z");
    assertThat(vulnerabilities.find("CVE-2024-0005")).isPresent();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isEmpty();
    clock.advance(Duration.ofHours(11));
    release("2026-11-21_0000Z", baseline("2026-11-21", "CVE-2024-0004", "CVE-2024-0005"));
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    assertThat(vulnerabilities.count()).isEqualTo(5);
  }

  @Test
  void deltaThatIsMendedIsReadAfterAll() throws InterruptedException {
    run();
    release("2026-11-20_0200Z", delta("2026-11-20", "0200Z", "CVE-2024-0004"));
    service.fail("/download/2026-11-20_delta_CVEs_at_0200Z.zip", FakeService.Fault.HTML);
    run();
    service.mend("/download/2026-11-20_delta_CVEs_at_0200Z.zip");
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    assertThat(downloads("all_CVEs")).isEqualTo(1);
  }

  @Test
  void releaseWithoutChangesIsMadeUpForByTheNextBaseline() throws InterruptedException {
    run();
    release("2026-11-20_0200Z");
    release("2026-11-20_0300Z", delta("2026-11-20", "0300Z", "CVE-2024-0005"));
    run();
    clock.advance(Duration.ofHours(11));
    release("2026-11-21_0000Z", baseline("2026-11-21", "CVE-2024-0004"));
    run();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    assertThat(downloads("2026-11-21_all_CVEs")).isEqualTo(1);
  }

  @Test
  void longAbsenceIsMadeUpForByTheNewestBaseline() throws InterruptedException {
    run();
    releases.clear();
    clock.advance(Duration.ofDays(30));
    release("2026-12-20_0000Z", baseline("2026-12-20", "CVE-2024-0006"));
    release("2026-12-20_0100Z", delta("2026-12-20", "0100Z", "CVE-2024-0007"));
    run();
    assertThat(vulnerabilities.find("CVE-2024-0006")).isPresent();
    assertThat(vulnerabilities.find("CVE-2024-0007")).isPresent();
    assertThat(vulnerabilities.count()).isEqualTo(5);
  }

  @Test
  void baselineOfTheOldestReleasesDayDoesNotHideThatChangesAreMissing()
      throws InterruptedException {
    run();
    releases.clear();
    release(
        "2026-11-20_0500Z",
        baseline("2026-11-20", "CVE-2024-0001", "CVE-2024-0002"),
        delta("2026-11-20", "0500Z", "CVE-2024-0005"));
    clock.advance(Duration.ofDays(1));
    release("2026-11-21_0000Z", baseline("2026-11-21", "CVE-2024-0004", "CVE-2024-0005"));
    run();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    assertThat(status().error()).isNull();
  }

  @Test
  void changesOfTheFutureHideNone() throws InterruptedException {
    run();
    release("2099-01-01_0000Z", delta("2099-01-01", "0000Z", "CVE-2024-0009"));
    run();
    assertThat(status().dataAt()).isEqualTo("2026-11-20T01:00:00Z");
    release("2026-11-20_0200Z", delta("2026-11-20", "0200Z", "CVE-2024-0004"));
    run();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    assertThat(vulnerabilities.find("CVE-2024-0009")).isEmpty();
    assertThat(status().error()).isNull();
  }

  @Test
  void baselineThatFailsHoldsUpNoChanges() throws InterruptedException {
    run();
    release("2026-11-20_0200Z", delta("2026-11-20", "0200Z", "CVE-2024-0004"));
    release("2026-11-20_0300Z", delta("2026-11-20", "0300Z", "CVE-2024-0005"));
    service.fail("/download/2026-11-20_delta_CVEs_at_0200Z.zip", FakeService.Fault.TRUNCATED);
    run();
    clock.advance(Duration.ofHours(12));
    release("2026-11-20_2300Z", delta("2026-11-20", "2300Z", "CVE-2024-0006"));
    release("2026-11-21_0000Z", baseline("2026-11-21", "CVE-2024-0004", "CVE-2024-0005"));
    release("2026-11-21_0100Z", delta("2026-11-21", "0100Z", "CVE-2024-0007"));
    String broken = "/download/2026-11-21_all_CVEs_at_midnight.zip.zip";
    service.fail(broken, FakeService.Fault.TRUNCATED);
    run();
    assertThat(status().error()).isNotNull();
    assertThat(vulnerabilities.find("CVE-2024-0006")).isPresent();
    assertThat(vulnerabilities.find("CVE-2024-0007")).isPresent();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isEmpty();
    service.mend(broken);
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
  }

  @Test
  void changesOfTheEndOfADayThatComeLateAreRead() throws InterruptedException {
    run();
    clock.advance(Duration.ofHours(11));
    release("2026-11-21_0000Z", delta("2026-11-21", "0000Z"));
    run();
    assertThat(status().error()).isNull();
    assertThat(status().dataAt()).isEqualTo("2026-11-21T00:00:00Z");
    release("2026-11-20_at_end_of_day", delta("2026-11-20", "end_of_day", "CVE-2024-0004"));
    run();
    assertThat(vulnerabilities.find("CVE-2024-0004")).isPresent();
    long before = downloads("/download/");
    run();
    assertThat(downloads("/download/")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name':'2026-13-40_delta_CVEs_at_0200Z.zip','browser_download_url':'https://a.example/'}",
        "{'name':'2026-11-20_delta_CVEs_at_2560Z.zip','browser_download_url':'https://a.example/'}",
        "{'name':'2026-11-20_delta_CVEs_at_0200Z.zip','browser_download_url':'not an address'}",
        "{'name':'2026-11-20_delta_CVEs_at_0200Z.zip','browser_download_url':'file:///etc/hosts'}",
        "{'name':'2026-11-20_delta_CVEs_at_0200Z.zip','browser_download_url':'https://a.example/',"
            + "'size':'many'}",
        "{'name':'2026-02-30_all_CVEs_at_midnight.zip','browser_download_url':'https://a.example/'}",
      })
  void malformedAssetCountsAsNoFile(String asset) throws InterruptedException {
    release("2026-13-40_0200Z", asset.replace('\'', '"'));
    run();
    assertThat(status().error()).isNull();
    assertThat(vulnerabilities.count()).isEqualTo(3);
  }

  @Test
  void truncatedBaselineStoresNoMark() throws InterruptedException {
    service.fail("/download/2026-11-20_all_CVEs_at_midnight.zip.zip", FakeService.Fault.TRUNCATED);
    run();
    assertThat(status().health()).isEqualTo(SourceStatus.Health.FAILING);
    assertThat(status().dataAt()).isNull();
    service.mend("/download/2026-11-20_all_CVEs_at_midnight.zip.zip");
    run();
    assertThat(vulnerabilities.count()).isEqualTo(3);
    assertThat(Collections.singletonList(status().error())).containsOnlyNulls();
  }
}
