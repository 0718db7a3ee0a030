package org.snowguard.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.brotli.dec.BrotliInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.nvd.NvdReading;
import org.snowguard.formats.nvd.NvdRecordReader;
import org.snowguard.formats.packages.PackagesReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OtherServicesTest {

  private static final Instant BEGIN = Instant.parse("2025-02-01T00:00:00Z");
  private static final Content CONTENT = new MadeContent(1, new MadeContent.Size(100, 200, 10, 20));

  @TempDir private Path directory;
  private long revision;

  private static Asked asked(String path, String query) {
    return new Asked(
        path, Asked.parameters(query), URI.create("http://localhost:1/x"), header -> "");
  }

  private static byte[] bytes(Answer answer) throws IOException {
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().open().readAllBytes();
  }

  private static JsonNode json(Answer answer) throws IOException {
    return JsonMapper.shared().readTree(bytes(answer));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 200_000})
  void everyDecoderReadsBrotli(int length) throws IOException {
    byte[] text = new byte[length];
    new Random(length).nextBytes(text);
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    try (OutputStream brotli = new Brotli(stream)) {
      brotli.write(text);
    }
    ByteArrayInputStream in = new ByteArrayInputStream(stream.toByteArray());
    assertThat(new BrotliInputStream(in).readAllBytes()).isEqualTo(text);
  }

  @Test
  void channelsAdvanceWithBumpedPackages() throws Exception {
    ChannelService channels = channels();
    Map<String, String> before = versions(channels);
    String head = head(channels);

    revision = 1;

    Map<String, String> after = versions(channels);
    assertThat(after.keySet()).isEqualTo(before.keySet());
    long bumped =
        after.entrySet().stream()
            .filter(one -> !one.getValue().equals(before.get(one.getKey())))
            .count();
    assertThat(bumped).isBetween(1L, 20L);
    assertThat(head(channels))
        .isNotEqualTo(head)
        .isEqualTo(ChannelService.heads(1).get("nixos-unstable"));
  }

  private ChannelService channels() throws IOException {
    return new ChannelService(
        new MadeFiles(Files.createTempDirectory(directory, "c")), CONTENT, BEGIN, now -> revision);
  }

  private static String head(ChannelService channels) throws IOException {
    return new String(
        bytes(channels.answer(asked("/nixos-unstable/git-revision", ""), BEGIN)), UTF_8);
  }

  private static Map<String, String> versions(ChannelService channels) throws IOException {
    byte[] brotli = bytes(channels.answer(asked("/nixos-unstable/packages.json.br", ""), BEGIN));
    var in = new BrotliInputStream(new ByteArrayInputStream(brotli));
    var read = PackagesReader.read("nixos-unstable", in);
    assertThat(read.problems()).isEmpty();
    Map<String, String> versions = new TreeMap<>();
    for (NixPackage one : read.channel().packages()) {
      versions.put(one.attribute(), one.version());
    }
    return versions;
  }

  @Test
  void prometheusTellsTheRevisionsThatTheFilesTell() throws Exception {
    ChannelService channels = channels();
    JsonNode answer =
        json(channels.answer(asked("/api/v1/query", "query=channel_revision"), BEGIN));
    JsonNode metric = answer.get("data").get("result").get(0).get("metric");
    assertThat(answer.get("status").asString()).isEqualTo("success");
    assertThat(metric.get("channel").asString()).isEqualTo("nixos-unstable");
    assertThat(metric.get("revision").asString()).isEqualTo(head(channels)).hasSize(40);
  }

  @Test
  void packagesHaveTheirChecksumBesideThem() throws Exception {
    ChannelService channels = channels();
    byte[] file = bytes(channels.answer(asked("/nixos-26.05/packages.json.br", ""), BEGIN));
    String sums =
        new String(
            bytes(channels.answer(asked("/nixos-26.05/packages.json.br.sha256", ""), BEGIN)),
            UTF_8);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    assertThat(sums).startsWith(sha256 + " ");
  }

  @Test
  void revisionsDifferInTheCharactersThatPeopleSee() {
    Set<String> seen = new HashSet<>();
    for (long revision = 0; revision < 30; revision++) {
      String head = ChannelService.heads(revision).getOrDefault("nixos-unstable", "");
      assertThat(head).matches("[0-9a-f]{40}");
      seen.add(head.substring(0, 12));
    }
    assertThat(seen).hasSizeGreaterThan(20);
    assertThat(ChannelService.heads(3).values()).doesNotHaveDuplicates();
  }

  @Test
  void theNvdIsReadPageByPage() throws Exception {
    NvdService nvd = new NvdService(CONTENT, 1, new RequestRate(Clock.systemUTC()));
    Instant now = BEGIN.plus(Duration.ofDays(10));
    JsonNode first =
        json(nvd.answer(asked(NvdService.PATH, "resultsPerPage=150&startIndex=0"), now));
    JsonNode second =
        json(nvd.answer(asked(NvdService.PATH, "resultsPerPage=150&startIndex=150"), now));
    int total = first.get("totalResults").asInt();
    assertThat(total).isGreaterThan(200);
    assertThat(first.get("vulnerabilities")).hasSize(150);
    assertThat(second.get("vulnerabilities")).hasSize(Math.min(150, total - 150));
    for (JsonNode one : first.get("vulnerabilities")) {
      assertThat(read(one.get("cve"))).isInstanceOf(NvdReading.Read.class);
    }
  }

  private static NvdReading read(JsonNode cve) {
    var parsed =
        (JsonDocument.Parsed) JsonDocument.parse(JsonMapper.shared().writeValueAsBytes(cve));
    return NvdRecordReader.read(parsed.root());
  }

  @Test
  void theNvdTellsWhatWasModifiedInAWindow() throws Exception {
    NvdService nvd = new NvdService(CONTENT, 1, new RequestRate(Clock.systemUTC()));
    String window = "lastModStartDate=2025-02-05T00:00:00Z&lastModEndDate=2025-02-06T23:59:59Z";
    JsonNode page =
        json(nvd.answer(asked(NvdService.PATH, window), BEGIN.plus(Duration.ofDays(10))));
    assertThat(page.get("totalResults").asInt()).isBetween(1, 40);
    for (JsonNode one : page.get("vulnerabilities")) {
      assertThat(one.get("cve").get("lastModified").asString()).startsWith("2025-02-0");
    }
  }

  @Test
  void theNvdRefusesWhoAsksTooOften() throws Exception {
    NvdService nvd =
        new NvdService(CONTENT, 50, new RequestRate(Clock.fixed(BEGIN, java.time.ZoneOffset.UTC)));
    for (int request = 0; request < 5; request++) {
      assertThat(nvd.answer(asked(NvdService.PATH, ""), BEGIN).status()).isEqualTo(200);
    }
    assertThat(nvd.answer(asked(NvdService.PATH, ""), BEGIN).status()).isEqualTo(403);
  }

  @Test
  void exportsOfOsvHoldWhatTheirListingNames() throws Exception {
    OsvService osv = new OsvService(CONTENT);
    Instant now = BEGIN.plus(Duration.ofDays(30));
    String[] rows =
        new String(bytes(osv.answer(asked("/Go/modified_id.csv", ""), now)), UTF_8).split("\n");
    int entries = 0;
    try (ZipInputStream zip =
        new ZipInputStream(
            new ByteArrayInputStream(bytes(osv.answer(asked("/Go/all.zip", ""), now))))) {
      while (zip.getNextEntry() != null) {
        entries++;
      }
    }
    assertThat(rows).hasSize(entries).isSortedAccordingTo(java.util.Comparator.reverseOrder());
    String newest = rows[0].substring(rows[0].indexOf(',') + 1);
    assertThat(json(osv.answer(asked("/Go/" + newest + ".json", ""), now)).get("id").asString())
        .isEqualTo(newest);
  }
}
