package org.snowguard.server.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.RunningWork;
import org.snowguard.server.ingest.cvelist.CveListFollower;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.ingest.epss.EpssSource;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.kev.KnownExploitedSource;
import org.snowguard.server.ingest.nvd.NvdSettings;
import org.snowguard.server.ingest.nvd.NvdSource;
import org.snowguard.server.ingest.osv.OsvSource;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Threats;
import org.snowguard.server.vulnerability.Vulnerabilities;

/** Every source against every fault: the same is asked of all of them. */
class SourceFaultsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final String LISTING = "/releases";
  private static final String NVD = "/nvd";
  private static final String KEV = "/kev.json";
  private static final String EPSS = "/epss.csv.gz";

  private final TestClock clock = TestClock.at("2026-11-20T02:10:00Z");
  private final ChangeStreams changes = new ChangeStreams(database.jdbi());
  private final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  private final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  private final Threats threats =
      new Threats(database.jdbi(), changes, database.transactions(), clock);
  private final FakeService service = new FakeService();
  private final NvdFeed nvd = new NvdFeed();
  private final OsvFeed osv = new OsvFeed(service, "/osv/PyPI/");
  private final HttpFetch fetch = fetch(Duration.ofSeconds(30));
  private final HttpFetch hasty = fetch(Duration.ofMillis(700));
  private final Sources sources = sources(fetch);

  /** A source, and at which path it goes wrong. */
  enum Kind {
    CVE_LIST("cve-list", LISTING),
    CVE_LIST_CHANGES("cve-list", "/download/2026-11-20_delta_CVEs_at_0200Z.zip"),
    KEV_FEED("kev", KEV),
    EPSS_SCORES("epss", EPSS),
    NVD_API("nvd", NVD),
    OSV_LISTING("osv-pypi", "/osv/PyPI/modified_id.csv"),
    OSV_RECORD("osv-pypi", "/osv/PyPI/PYSEC-2026-9.json");

    private final String source;
    private final String path;

    Kind(String source, String path) {
      this.source = source;
      this.path = path;
    }
  }

  private HttpFetch fetch(Duration wholeTime) {
    return new HttpFetch("snowguard-test/1", null, wholeTime, clock);
  }

  private Sources sources(HttpFetch by) {
    CveListSource records =
        new CveListSource(vulnerabilities, runs, new RunningWork(clock, RunningWork.NOWHERE));
    NvdSettings settings = new NvdSettings(service.uri(NVD), null, Duration.ZERO, 2_000);
    return new Sources(
        List.of(
            new CveListFollower(service.uri(LISTING), by, records),
            new KnownExploitedSource(service.uri(KEV), by, threats),
            new EpssSource(service.uri(EPSS), by, threats),
            new NvdSource(settings, by, vulnerabilities, runs, _ -> {}, clock),
            new OsvSource(service.uri("/osv/"), "PyPI", by, vulnerabilities, runs, clock)),
        database.jdbi(),
        () -> {},
        () -> 0L,
        clock);
  }

  @BeforeEach
  void arrange() throws InterruptedException {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate source_state, epss_score, known_exploited, vulnerability, advisory,"
                        + " import_run cascade"));
    service.answer(NVD, nvd);
    nvd.at("2026-11-20T02:10:00.000");
    cveList(
        "2026-11-20T01:00:00Z",
        record("CVE-2024-0001", "2026-11-20T01:00:00Z", "First"),
        record("CVE-2024-0002", "2026-11-20T01:00:00Z", "First"));
    kev("2026-11-20T01:00:00Z", "CVE-2024-0001");
    epss("2026-11-20T01:00:00Z", "CVE-2024-0001,0.05,0.5", "CVE-2024-0002,0.95,0.99");
    nvd.put("CVE-2024-0001", "2026-11-20T01:00:00.000", "Seen by the NVD");
    osv.put("PYSEC-2024-1", "2026-11-20T01:00:00Z", "First");
    osv.publish();
    runAll(sources);
    // An archive, then a listing.
    run(sources, "osv-pypi");
    assertThat(sources.list()).allMatch(status -> status.health() == SourceStatus.Health.GOOD);
    clock.advance(Duration.ofHours(2));
  }

  /** What each source says two hours later. */
  private void news() {
    cveList("2026-11-20T02:00:00Z", record("CVE-2026-0009", "2026-11-20T02:00:00Z", "News"));
    kev("2026-11-20T02:00:00Z", "CVE-2024-0001", "CVE-2024-0002");
    epss("2026-11-20T02:00:00Z", "CVE-2024-0001,0.5,0.5", "CVE-2024-0002,0.9,0.9");
    nvd.at("2026-11-20T04:10:00.000");
    nvd.put("CVE-2026-0010", "2026-11-20T03:00:00.000", "News");
    osv.put("PYSEC-2026-9", "2026-11-20T03:00:00Z", "News");
    osv.publish();
  }

  @AfterEach
  void close() {
    service.close();
    fetch.close();
    hasty.close();
  }

  static Stream<Arguments> everyFaultOfEverySource() {
    return Arrays.stream(Kind.values())
        .flatMap(
            kind ->
                Arrays.stream(FakeService.Fault.values())
                    .filter(fault -> canTell(kind, fault))
                    .map(fault -> Arguments.of(kind, fault)));
  }

  /** Half a listing, sent as if it were whole, is a shorter listing. */
  private static boolean canTell(Kind kind, FakeService.Fault fault) {
    return switch (kind) {
      case OSV_LISTING -> fault != FakeService.Fault.TRUNCATED;
      case CVE_LIST, CVE_LIST_CHANGES, KEV_FEED, EPSS_SCORES, NVD_API, OSV_RECORD -> true;
    };
  }

  /** Half a record or many of one are a malformed record, which costs only itself. */
  private static boolean isMalformedRecord(Kind kind, FakeService.Fault fault) {
    return kind == Kind.OSV_RECORD
        && (fault == FakeService.Fault.TRUNCATED || fault == FakeService.Fault.HUGE);
  }

  @ParameterizedTest
  @MethodSource("everyFaultOfEverySource")
  void faultIsToldLosesNothingAndStopsNoOther(Kind kind, FakeService.Fault fault)
      throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    news();
    service.fail(kind.path, fault);
    run(fault == FakeService.Fault.ENDLESS ? sources(hasty) : sources, kind.source);
    if (isMalformedRecord(kind, fault)) {
      assertThat(status(kind.source).counts().unreadable()).isEqualTo(1);
      assertThat(runs.countProblems()).isEqualTo(1);
    } else {
      assertThat(status(kind.source).health()).isEqualTo(SourceStatus.Health.FAILING);
      assertThat(status(kind.source).error()).contains(" ").doesNotContain("Exception");
    }
    assertThat(stored(kind.source)).isEqualTo(before);
    for (SourceStatus other : sources.list()) {
      if (!other.name().equals(kind.source)) {
        run(sources, other.name());
        assertThat(status(other.name()).health()).isEqualTo(SourceStatus.Health.GOOD);
      }
    }
    service.mend(kind.path);
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(stored(kind.source)).isNotEqualTo(before);
    assertThat(runs.countProblems()).isZero();
  }

  @Test
  void sourcesThatTakeNoConnectionsLoseNothing() throws InterruptedException {
    Map<String, Object> before = storedByAll();
    service.close();
    runAll(sources);
    assertThat(sources.list())
        .allSatisfy(
            status -> {
              assertThat(status.health()).isEqualTo(SourceStatus.Health.FAILING);
              assertThat(status.error()).startsWith("it takes no connections: ");
              assertThat(status.lastGoodAt()).isEqualTo("2026-11-20T02:10:00Z");
            });
    assertThat(storedByAll()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEV_FEED", "EPSS_SCORES", "NVD_API", "OSV_LISTING"})
  void whatIsOlderThanWhatIsStoredIsRefused(Kind kind) throws InterruptedException {
    news();
    runAll(sources);
    Map<String, Object> before = storedByAll();
    kev("2026-11-19T01:00:00Z", "CVE-2024-0001", "CVE-2024-0007");
    epss("2026-11-19T01:00:00Z", "CVE-2024-0001,0.1,0.5", "CVE-2024-0002,0.1,0.9");
    nvd.at("2026-11-19T04:10:00.000");
    osv.put("PYSEC-2026-9", "2026-11-19T03:00:00Z", "Older");
    osv.publish();
    run(sources, kind.source);
    assertThat(status(kind.source).error()).containsAnyOf("older than", "before");
    assertThat(storedByAll()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"KEV_FEED", "EPSS_SCORES"})
  void whatIsOfTheFutureIsRefusedAndHidesNothing(Kind kind) throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    kev("2099-01-01T00:00:00Z", "CVE-2024-0001", "CVE-2024-0007");
    epss("2099-01-01T00:00:00Z", "CVE-2024-0001,0.1,0.5", "CVE-2024-0002,0.1,0.9");
    run(sources, kind.source);
    assertThat(status(kind.source).error()).contains("2099-01-01");
    assertThat(stored(kind.source)).isEqualTo(before);
    news();
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(stored(kind.source)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CVE_LIST_CHANGES", "KEV_FEED", "EPSS_SCORES", "NVD_API", "OSV_RECORD"})
  void malformedRecordAmongGoodOnesCostsOnlyItself(Kind kind) throws InterruptedException {
    Map<String, Object> before = stored(kind.source);
    news();
    cveList(
        "2026-11-20T03:00:00Z",
        Map.entry("CVE-2026-0011", "{\"cveMetadata\":"),
        record("CVE-2026-0012", "2026-11-20T03:00:00Z", "Good"));
    kev("2026-11-20T03:00:00Z", "CVE-2024-0001", "CVE-2024-0002", "no id");
    List<String> scores = new ArrayList<>(List.of("CVE-2024-0001,high,0.5"));
    for (int number = 1; number <= 200; number++) {
      scores.add("CVE-2026-%04d,0.5,0.5".formatted(number));
    }
    epss("2026-11-20T03:00:00Z", scores.toArray(String[]::new));
    nvd.putRaw("CVE-2026-0011", "2026-11-20T03:00:00.000", "{\"id\":\"no id\"}");
    osv.putRaw("PYSEC-2026-8", "2026-11-20T03:00:00Z", "{\"id\":");
    osv.publish();
    run(sources, kind.source);
    assertThat(Stream.ofNullable(status(kind.source).error())).isEmpty();
    assertThat(status(kind.source).counts().unreadable()).isEqualTo(1);
    assertThat(stored(kind.source)).isNotEqualTo(before);
  }

  @Test
  void newTimesAloneChangeNothing() throws InterruptedException {
    long before = changes.last(ChangeStreams.VULNERABILITY);
    cveList(
        "2026-11-20T02:00:00Z",
        record("CVE-2024-0001", "2026-11-20T02:00:00Z", "First"),
        record("CVE-2024-0002", "2026-11-20T02:00:00Z", "First"));
    kev("2026-11-20T02:00:00Z", "CVE-2024-0001");
    epss("2026-11-20T02:00:00Z", "CVE-2024-0001,0.05,0.5", "CVE-2024-0002,0.95,0.99");
    nvd.at("2026-11-20T04:10:00.000");
    nvd.put("CVE-2024-0001", "2026-11-20T03:00:00.000", "Seen by the NVD");
    osv.put("PYSEC-2024-1", "2026-11-20T03:00:00Z", "First");
    osv.publish();
    runAll(sources);
    assertThat(sources.list()).allMatch(status -> status.health() == SourceStatus.Health.GOOD);
    assertThat(sources.list()).allMatch(status -> status.counts().read() > 0);
    assertThat(sources.list()).allMatch(status -> status.counts().changed() == 0);
    assertThat(changes.last(ChangeStreams.VULNERABILITY)).isEqualTo(before);
  }

  private void run(Sources by, String source) throws InterruptedException {
    for (var job : by.jobs()) {
      if (job.name().equals("source-" + source)) {
        JobRuns.once(job, database.jdbi(), clock);
      }
    }
  }

  private void runAll(Sources by) throws InterruptedException {
    for (SourceStatus status : by.list()) {
      run(by, status.name());
    }
  }

  private SourceStatus status(String source) {
    return sources.list().stream()
        .filter(status -> status.name().equals(source))
        .findFirst()
        .orElseThrow();
  }

  private Map<String, Object> storedByAll() {
    Map<String, Object> all = new LinkedHashMap<>();
    sources.list().forEach(status -> all.put(status.name(), stored(status.name())));
    return all;
  }

  /** What is stored of a source. */
  private Map<String, Object> stored(String source) {
    String query =
        switch (source) {
          case "cve-list" -> "select source || updated_at from vulnerability_record order by 1";
          case "kev" -> "select cve from known_exploited order by 1";
          case "epss" -> "select cve || ' ' || probability from epss_score order by 1";
          case "nvd" -> "select key || updated_at from advisory where key like 'nvd:%' order by 1";
          default -> "select key || updated_at from advisory where key like 'osv:%' order by 1";
        };
    return Map.of(
        source,
        database.jdbi().withHandle(handle -> handle.createQuery(query).mapTo(String.class).list()));
  }

  private static Map.Entry<String, String> record(String id, String updated, String description) {
    return Map.entry(id, Records.json(id, updated, description));
  }

  private final List<String> releases = new ArrayList<>();

  /** One more release: at first all records, then those that changed. */
  @SafeVarargs
  private final void cveList(String at, Map.Entry<String, String>... records) {
    Instant moment = Instant.parse(at);
    String day = at.substring(0, 10);
    String hour = at.substring(11, 13) + "00Z";
    List<String> assets = new ArrayList<>();
    if (releases.isEmpty()) {
      assets.add(asset(day + "_all_CVEs_at_midnight.zip", records));
    }
    assets.add(asset(day + "_delta_CVEs_at_" + hour + ".zip", records));
    releases.add(
        "{\"tag_name\":\"cve_%s_%s\",\"published_at\":\"%s\",\"assets\":[%s]}"
            .formatted(day, hour, moment, String.join(",", assets)));
    service.put(
        LISTING,
        "application/json",
        ("[" + String.join(",", releases.reversed()) + "]").getBytes(UTF_8));
  }

  @SafeVarargs
  private final String asset(String name, Map.Entry<String, String>... records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> record : records) {
        zip.putNextEntry(new ZipEntry("cves/" + record.getKey() + ".json"));
        zip.write(record.getValue().getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    service.put("/download/" + name, "application/octet-stream", bytes.toByteArray());
    return "{\"name\":\"%s\",\"size\":%d,\"browser_download_url\":\"%s\"}"
        .formatted(name, bytes.size(), service.uri("/download/" + name));
  }

  private void kev(String released, String... ids) {
    List<String> entries =
        Arrays.stream(ids)
            .map("{\"cveID\":\"%s\",\"dateAdded\":\"2024-07-01\"}"::formatted)
            .toList();
    service.put(
        KEV,
        "application/json",
        "{\"dateReleased\":\"%s\",\"vulnerabilities\":[%s]}"
            .formatted(released, String.join(",", entries))
            .getBytes(UTF_8));
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
}
