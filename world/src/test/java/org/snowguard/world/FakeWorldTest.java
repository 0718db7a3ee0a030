package org.snowguard.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.RecordSet;
import org.snowguard.formats.cve.VulnerabilityRecords;
import org.snowguard.formats.epss.EpssReader;
import org.snowguard.formats.epss.EpssReading;
import org.snowguard.formats.kev.KnownExploitedReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FakeWorldTest {

  private static final Duration DAY = Duration.ofDays(1);

  @TempDir private Path directory;
  private final HttpClient client = HttpClient.newHttpClient();
  private FakeWorld world;

  @BeforeEach
  void open() throws IOException {
    world = FakeWorld.open(new FakeWorld.Plan(directory, null, 1, 4, 500), 0, 0, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    world.close();
    client.shutdownNow();
  }

  private HttpResponse<byte[]> get(URI uri, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private URI uri(String source) {
    return URI.create(world.settings().get("snowguard.sources." + source));
  }

  private JsonNode releases() throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(get(uri("cve-list")).body());
  }

  @Test
  void releasesComeNewestFirstWithTheWorldsTime() throws Exception {
    assertThat(releases()).hasSize(1);
    assertThat(releases().get(0).get("tag_name").asString()).isEqualTo("cve_2025-02-01_0000Z");

    world.advanceTo(world.begin().plus(Duration.ofHours(13)));

    assertThat(releases().findValuesAsString("tag_name"))
        .containsExactly("cve_2025-02-01_1200Z", "cve_2025-02-01_0600Z", "cve_2025-02-01_0000Z");
    assertThat(releases().get(0).get("assets").findValuesAsString("name"))
        .containsExactly(
            "2025-02-01_all_CVEs_at_midnight.zip.zip", "2025-02-01_delta_CVEs_at_1200Z.zip");
  }

  @Test
  void changesAreWhatTheListingAnnounces() throws Exception {
    world.advanceTo(world.begin().plus(DAY));
    JsonNode delta = releases().get(0).get("assets").get(1);

    byte[] zip = get(URI.create(delta.get("browser_download_url").asString())).body();

    assertThat(zip).hasSize(delta.get("size").asInt());
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    assertThat(delta.get("digest").asString()).isEqualTo("sha256:" + sha256);
  }

  @Test
  void aBaselineHoldsWhatAllChangesBeforeItAmountTo() throws Exception {
    List<Path> files = new ArrayList<>();
    files.add(fetch(releases().get(0).get("assets").get(0), "first.zip"));
    world.advanceTo(world.begin().plus(DAY.multipliedBy(5)));
    for (JsonNode release : releases()) {
      JsonNode assets = release.get("assets");
      if (assets.size() == 2) {
        files.add(fetch(assets.get(1), release.get("tag_name").asString() + ".zip"));
      }
    }
    Path baseline = fetch(releases().get(0).get("assets").get(0), "fifth.zip");

    RecordSet one = records(List.of(baseline));

    assertThat(one.records()).isEqualTo(records(files).records()).hasSizeGreaterThan(420);
  }

  private Path fetch(JsonNode asset, String name) throws IOException, InterruptedException {
    byte[] zip = get(URI.create(asset.get("browser_download_url").asString())).body();
    return Files.write(directory.resolve(name), zip);
  }

  private static RecordSet records(List<Path> files) {
    return new VulnerabilityRecords(
            Limits.DEFAULT, problem -> assertThat(problem).isNull(), ProgressListener.NONE)
        .latest(files);
  }

  @Test
  void theCatalogueGrows() throws Exception {
    int before = exploited();
    world.advanceTo(world.begin().plus(DAY.multipliedBy(20)));
    assertThat(exploited()).isGreaterThan(before);
  }

  private int exploited() throws IOException, InterruptedException {
    byte[] body = get(uri("kev")).body();
    var catalogue = KnownExploitedReader.read(new ByteArrayInputStream(body));
    assertThat(catalogue.problems()).isEmpty();
    return catalogue.entries().size();
  }

  private EpssReading scores(URI uri, List<String> ids) throws IOException, InterruptedException {
    return EpssReader.readCompressed(
        new ByteArrayInputStream(get(uri).body()), score -> ids.add(score.cve()));
  }

  @Test
  void scoresAreOfTheWorldsDay() throws Exception {
    world.advanceTo(world.begin().plus(DAY));
    List<String> ids = new ArrayList<>();
    EpssReading reading = scores(uri("epss"), ids);
    assertThat(reading.skipped()).isZero();
    assertThat(reading.scoredAt()).isEqualTo(Instant.parse("2025-02-02T00:00:00Z"));
    assertThat(ids).hasSizeGreaterThanOrEqualTo(500).doesNotHaveDuplicates();
  }

  @Test
  void worldWithMoreScoresServesThemOverTheSameFiles() throws Exception {
    scores(uri("epss"), new ArrayList<>());
    FakeWorld.Plan more = new FakeWorld.Plan(directory, null, 1, 4, 2_000);
    try (FakeWorld other = FakeWorld.open(more, 0, 0, Clock.systemUTC())) {
      List<String> ids = new ArrayList<>();
      scores(URI.create(other.settings().get("snowguard.sources.epss")), ids);
      assertThat(ids).hasSize(2_000);
    }
  }

  @Test
  void whatIsKnownIsNotSentAgain() throws Exception {
    String etag = get(uri("kev")).headers().firstValue("etag").orElseThrow();

    assertThat(get(uri("kev"), "If-None-Match", etag).statusCode()).isEqualTo(304);
    world.advanceTo(world.begin().plus(DAY));
    assertThat(get(uri("kev"), "If-None-Match", etag).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "error500, 500, text/plain; charset=utf-8",
    "rate-limited, 429, text/plain; charset=utf-8",
    "html, 200, text/html; charset=utf-8",
    "empty, 200, application/json",
    "truncated, 200, application/json",
    "oversized, 200, application/json",
  })
  void faultsAnswer(String fault, int status, String type) throws Exception {
    int well = get(uri("kev")).body().length;
    world.faults().begin("kev:" + fault);

    HttpResponse<byte[]> response = get(uri("kev"));

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue(type);
    switch (fault) {
      case "empty" -> assertThat(response.body()).isEmpty();
      case "truncated" -> assertThat(response.body()).hasSize(well / 2);
      case "oversized" -> assertThat(response.body()).hasSizeGreaterThan(well * 100);
      case "rate-limited" -> assertThat(response.headers().firstValue("retry-after")).hasValue("2");
      default -> assertThat(response.body()).isNotEmpty();
    }
    assertThat(get(uri("cve-list")).statusCode()).isEqualTo(200);
  }

  @Test
  void aServiceThatIsDownDoesNotAnswer() {
    world.faults().begin("kev:down");
    assertThatThrownBy(() -> get(uri("kev"))).isInstanceOf(IOException.class);
  }

  @Test
  void aClockThatGoesBackGivesOldAnswers() throws Exception {
    world.advanceTo(world.begin().plus(DAY.multipliedBy(10)));
    String newest = releases().get(0).get("tag_name").asString();
    world.faults().begin("cve-list:clock-back");
    assertThat(releases().get(0).get("tag_name").asString()).isLessThan(newest);
  }

  @Test
  void channelsThatAreSetByHandStandWhileTimeRuns() throws Exception {
    world.advanceTo(world.begin().plus(DAY.multipliedBy(10)));
    world.advanceChannelsTo(5);
    world.run(100);
    URI file = URI.create(world.root() + "/channels/nixos-unstable/git-revision");
    String head = world.heads().get("nixos-unstable");
    for (int request = 0; request < 20; request++) {
      assertThat(new String(get(file).body(), UTF_8)).isEqualTo(head);
    }
    world.faults().begin("channels:clock-back");
    assertThat(new String(get(file).body(), UTF_8)).isNotEqualTo(head);
  }

  @Test
  void faultsAreSwitchedWhileItRuns() throws Exception {
    URI faults = URI.create(world.root() + "/faults");
    HttpRequest on =
        HttpRequest.newBuilder(URI.create(faults + "/epss:html"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(client.send(on, BodyHandlers.ofString()).body()).startsWith("epss:html\n");
    assertThat(get(uri("epss")).headers().firstValue("content-type"))
        .hasValue("text/html; charset=utf-8");

    HttpRequest off = HttpRequest.newBuilder(faults).DELETE().build();
    assertThat(client.send(off, BodyHandlers.ofString()).body()).startsWith("No fault is on.\n");
    assertThat(new String(get(uri("kev")).body(), UTF_8)).startsWith("{");
  }

  @Test
  void namesOfFaultsAreChecked() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.faults().begin("kev:broken"))
        .withMessageContaining("There are: down, error500");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> world.faults().begin("nobody:down"))
        .withMessageContaining("There are: ")
        .withMessageContaining("cve-list");
  }

  @Test
  void theSameSeedGivesTheSameBytes() throws Exception {
    Path other = Files.createDirectories(directory.resolve("other"));
    try (FakeWorld again =
        FakeWorld.open(new FakeWorld.Plan(other, null, 1, 4, 500), 0, 0, Clock.systemUTC())) {
      Instant later = world.begin().plus(DAY.multipliedBy(3));
      again.advanceTo(later);
      world.advanceTo(later);
      String listing = new String(get(uri("cve-list")).body(), UTF_8);
      URI uri = URI.create(again.settings().get("snowguard.sources.cve-list"));
      assertThat(new String(get(uri).body(), UTF_8).replace(again.root().toString(), ""))
          .isEqualTo(listing.replace(world.root().toString(), ""));
    }
  }

  @Test
  void aBaselineIsAZipWithinAZip() throws Exception {
    byte[] outer =
        get(URI.create(
                releases().get(0).get("assets").get(0).get("browser_download_url").asString()))
            .body();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(outer))) {
      assertThat(zip.getNextEntry().getName()).isEqualTo("cves.zip");
      assertThat(new ZipInputStream(zip).getNextEntry().getName()).startsWith("cves/2025/");
    }
  }
}
