package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.source.FakeService;
import org.snowguard.server.ingest.source.NvdFeed;
import org.snowguard.server.ingest.source.OsvFeed;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.vulnerability.Records;

/** A server that follows its sources, from their answers to the queue. */
class OnlineServerTest {

  private static final String REPOSITORY = "https://github.com/acme/anvil/archive/1.tar.gz";

  @Test
  void whatSourcesSayReachesTheQueue() throws Exception {
    try (FakeService service = new FakeService()) {
      NvdFeed nvd = new NvdFeed();
      nvd.put("CVE-2024-0001", "2024-06-01T00:00:00.000", "As the NVD says");
      service.answer("/nvd", nvd);
      OsvFeed osv = new OsvFeed(service, "/osv/PyPI/");
      osv.put("PYSEC-2024-1", "2024-06-01T00:00:00Z", "A flaw");
      osv.publish();
      service.put(
          "/kev",
          "application/json",
          "{\"vulnerabilities\":[{\"cveID\":\"CVE-2024-0001\",\"dateAdded\":\"2024-07-01\"}]}"
              .getBytes(UTF_8));
      service.put("/epss", "application/gzip", new byte[] {1, 2, 3});
      cveList(service);
      try (TestServer server = TestServer.start(settings(service))) {
        NixPackage anvil =
            Packages.of("anvil 1.3")
                .withSources(new PackageSources(List.of(), List.of(REPOSITORY), null, Set.of()));
        TriageWorld.inNew(server.database()).ship(TriageWorld.UNSTABLE, anvil);
        server.bean(MatchingStage.class).catchUp();
        await(server, "/queue.json", body -> body.contains("CVE-2024-0001"));
        await(server, "/vulnerability/CVE-2024-0001.json", body -> body.contains("2024-07-01"));
        await(server, "/vulnerability/PYSEC-2024-1.json", body -> body.contains("A flaw"));
        // KEV and OSV; the others tell how old their data is, which may be late by the hour of the
        // day.
        await(server, "/sources", body -> body.split("tag good\">good<").length > 2);
        assertThat(server.anonymous().get("/sources").body())
            .containsPattern(
                "it gave something that is not GZIP; nothing of it was taken: \\S+/epss");
        assertThat(service.asked()).anyMatch(asked -> asked.apiKey().equals("the-key"));
      }
    }
  }

  private static Map<String, String> settings(FakeService service) {
    return Map.of(
        "snowguard.sources.cve-list", service.uri("/releases").toString(),
        "snowguard.sources.kev", service.uri("/kev").toString(),
        "snowguard.sources.epss", service.uri("/epss").toString(),
        "snowguard.sources.nvd", service.uri("/nvd").toString(),
        "snowguard.sources.nvd-key", "the-key",
        "snowguard.sources.osv", service.uri("/osv").toString(),
        "snowguard.sources.osv-ecosystems", "PyPI");
  }

  private static void cveList(FakeService service) throws IOException {
    String day = Instant.now().toString().substring(0, 10);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("cves/CVE-2024-0001.json"));
      zip.write(
          Records.json("CVE-2024-0001", day + "T00:00:00Z", "A flaw")
              .replace("2024-05-01", day)
              .getBytes(UTF_8));
    }
    service.put("/baseline", "application/octet-stream", bytes.toByteArray());
    service.put(
        "/releases",
        "application/json",
        """
        [{"tag_name":"cve_%s_0000Z","assets":[{"name":"%1$s_all_CVEs_at_midnight.zip","size":%d,
          "browser_download_url":"%s"}]}]
        """
            .formatted(day, bytes.size(), service.uri("/baseline"))
            .getBytes(UTF_8));
  }

  /** Asks until the answer is so, as a person would reload the page. */
  private static void await(TestServer server, String path, Predicate<String> isSo)
      throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(90));
    String body = server.anonymous().get(path).body();
    while (!isSo.test(body) && Instant.now().isBefore(end)) {
      new CountDownLatch(1).await(200, MILLISECONDS);
      body = server.anonymous().get(path).body();
    }
    assertThat(body).as(path).matches(isSo);
  }
}
