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
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
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

/** Every source, and what each says. */
abstract class AllSources {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  static final String LISTING = "/releases";
  static final String NVD = "/nvd";
  static final String KEV = "/kev.json";
  static final String EPSS = "/epss.csv.gz";

  final TestClock clock = TestClock.at("2026-11-20T02:10:00Z");
  final ChangeStreams changes = new ChangeStreams(database.jdbi());
  final Vulnerabilities vulnerabilities =
      new Vulnerabilities(database.jdbi(), changes, database.transactions(), clock);
  final ImportRuns runs = new ImportRuns(database.jdbi(), database.transactions(), clock);
  final Threats threats = new Threats(database.jdbi(), changes, database.transactions(), clock);
  final FakeService service = new FakeService();
  final NvdFeed nvd = new NvdFeed();
  final OsvFeed osv = new OsvFeed(service, "/osv/PyPI/");
  final HttpFetch fetch = fetch(Duration.ofSeconds(30));
  final HttpFetch hasty = fetch(Duration.ofMillis(700));
  final Sources sources = sources(fetch);

  /** A source, and at which path it goes wrong. */
  enum Kind {
    CVE_LIST("cve-list", LISTING),
    CVE_LIST_CHANGES("cve-list", "/download/2026-11-20_delta_CVEs_at_0200Z.zip"),
    KEV_FEED("kev", KEV),
    EPSS_SCORES("epss", EPSS),
    NVD_API("nvd", NVD),
    OSV_LISTING("osv-pypi", "/osv/PyPI/modified_id.csv"),
    OSV_RECORD("osv-pypi", "/osv/PyPI/PYSEC-2026-9.json");

    final String source;
    final String path;

    Kind(String source, String path) {
      this.source = source;
      this.path = path;
    }
  }

  HttpFetch fetch(Duration wholeTime) {
    return new HttpFetch("snowguard-test/1", null, wholeTime, clock);
  }

  Sources sources(HttpFetch by) {
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
  void news() {
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

  void run(Sources by, String source) throws InterruptedException {
    for (var job : by.jobs()) {
      if (job.name().equals("source-" + source)) {
        JobRuns.once(job, database.jdbi(), clock);
      }
    }
  }

  void runAll(Sources by) throws InterruptedException {
    for (SourceStatus status : by.list()) {
      run(by, status.name());
    }
  }

  SourceStatus status(String source) {
    return sources.list().stream()
        .filter(status -> status.name().equals(source))
        .findFirst()
        .orElseThrow();
  }

  Map<String, Object> storedByAll() {
    Map<String, Object> all = new LinkedHashMap<>();
    sources.list().forEach(status -> all.put(status.name(), stored(status.name())));
    return all;
  }

  /** What is stored of a source. */
  Map<String, Object> stored(String source) {
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

  static Map.Entry<String, String> record(String id, String updated, String description) {
    return Map.entry(id, Records.json(id, updated, description));
  }

  final List<String> releases = new ArrayList<>();

  /** One more release: at first all records, then those that changed. */
  @SafeVarargs
  final void cveList(String at, Map.Entry<String, String>... records) {
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
  final String asset(String name, Map.Entry<String, String>... records) {
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

  void kev(String released, String... ids) {
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

  void epss(String day, String... rows) {
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
