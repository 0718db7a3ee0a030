package org.snowguard.server.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.core.match.AlgorithmVersion;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.core.nixpkgs.PackageSources;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.IncomingRecord;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.nixpkgs.SnapshotOrigin;
import org.snowguard.server.suggestion.SuggestionExport;
import org.snowguard.server.vulnerability.Records;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Role;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a new program's first look at old suggestions to the release of its algorithm. */
class AlgorithmReleaseTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final String RUNNING = AlgorithmVersion.shipped().text();
  private static final String UNSTABLE = "nixos-unstable";
  private static int times;

  private final Jdbi jdbi = SERVER.bean(Jdbi.class);
  private List<String> exported = List.of();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** Four links; the older algorithm lacked one, had one more, and judged two otherwise. */
  @BeforeEach
  void suggestionsOfAnOlderAlgorithm() throws Exception {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                truncate vulnerability, project, channel, package_facts, package_metadata, event,
                  first_import, stage_watermark, matching_part, matching_algorithm cascade
                """));
    record("CVE-2024-0001", "anvil");
    record("CVE-2024-0002", "crate");
    record("CVE-2024-0003", "dynamo");
    record("CVE-2024-0004", "fender");
    Channels channels = SERVER.bean(Channels.class);
    channels.store(
        channels.register(UNSTABLE),
        new SnapshotOrigin(null, null, "released " + ++times, null),
        Packages.channel(
            UNSTABLE,
            acme("anvil 1.0"),
            acme("crate 1.0"),
            acme("dynamo 1.0"),
            acme("fender 1.0")));
    catchUp();
    exported = export();
    assertThat(exported).hasSize(4);
    jdbi.useHandle(
        handle -> {
          handle.execute("update matching_algorithm set released = '0-old'");
          handle.execute("update matching_lookup set algorithm = '0-old'");
          handle.execute("delete from suggestion where " + OF, "CVE-2024-0001");
          handle.execute(
              """
              update suggestion set machine_digest = 'older', tier = 'weak', state = 'weak',
                placement = 'weak' where\
              """
                  + " "
                  + OF,
              "CVE-2024-0002");
          handle.execute(
              """
              insert into suggestion (vulnerability_id, project_id, state, placement, tier, probability,
                attributes, machine_digest, machine_changed_at, since, rank, created_at)
              select vulnerability_id, (select id from project where slug = 'anvil'), 'pending', 'pending',
                'likely', 0.99, '{anvil}', 'older', now(), since, 1, now()
              from suggestion where\
              """
                  + " "
                  + OF,
              "CVE-2024-0003");
          handle.execute(
              """
              update suggestion set machine_digest = 'older', tier = 'weak', state = 'dismissed',
                dismiss_reason = 'other', note = 'ours', decided_by = 1, decided_at = now() where\
              """
                  + " "
                  + OF,
              "CVE-2024-0004");
        });
  }

  private static final String OF =
      "vulnerability_id = (select id from vulnerability where public_id = ?)";

  private static void record(String id, String product) {
    String text =
        Records.json(id, "2026-06-%02dT00:00:00Z".formatted(1 + ++times % 28), "A flaw")
            .replace("\"anvil\"", "\"" + product + "\"")
            .replace("2024-05-01", "2026-11-01");
    SERVER
        .bean(Vulnerabilities.class)
        .take(
            List.of(
                new IncomingRecord(
                    "cve-list", Records.read(text.getBytes(UTF_8)), text.getBytes(UTF_8))));
  }

  /** From the repository that the records' vendor would have. */
  private static NixPackage acme(String nameAndVersion) {
    NixPackage plain = Packages.of(nameAndVersion);
    String source = "https://github.com/acme/" + plain.pname() + "/archive/1.tar.gz";
    return plain.withSources(new PackageSources(List.of(), List.of(source), null, Set.of()));
  }

  private static void catchUp() throws InterruptedException {
    SERVER.bean(MatchingStage.class).catchUp();
  }

  private static List<String> export() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SERVER.bean(SuggestionExport.class).writeTo(out);
    return out.toString(UTF_8).lines().toList();
  }

  private static JsonNode difference() {
    return JsonMapper.shared().readTree(SERVER.anonymous().get("/queue/algorithm.json").body());
  }

  private static TestClient.Answer release(TestClient client) {
    return client.submit("/queue/algorithm/release", Map.of("algorithm", RUNNING));
  }

  @Test
  void differenceIsShownAndNothingIsRewritten() throws Exception {
    List<String> before = export();
    catchUp();
    assertThat(export()).isEqualTo(before);

    JsonNode shown = difference();
    assertThat(shown.get("released").asString()).isEqualTo("0-old");
    assertThat(shown.get("ready").asBoolean()).isTrue();
    assertThat(shown.get("cards").get("added").asLong()).isEqualTo(2);
    assertThat(shown.get("cards").get("removed").asLong()).isEqualTo(1);
    assertThat(shown.get("cards").get("changed").asLong()).isZero();
    assertThat(shown.get("total").asLong()).isEqualTo(3);
    assertThat(shown.get("items").valueStream().map(item -> item.get("kind").asString()))
        .containsExactlyInAnyOrder("added", "gone", "changed");
    assertThat(SERVER.anonymous().get("/queue").body())
        .contains("Algorithm " + RUNNING + " is ready", "would add 2 cards, remove 1, change 0");
    assertThat(SERVER.anonymous().get("/queue/algorithm").body())
        .contains("CVE-2024-0001", "no suggestion", "withdrawn")
        .doesNotContain("Release algorithm");
  }

  @Test
  void releaseMakesAllSuggestionsItsOwnAndKeepsDecisions() throws Exception {
    catchUp();
    TestClient operator = SERVER.signIn(Role.OPERATOR);
    assertThat(operator.get("/queue/algorithm").body()).contains("Release algorithm " + RUNNING);
    assertThat(release(operator).status()).isEqualTo(303);
    assertThat(release(operator).status()).isEqualTo(303);
    catchUp();

    assertThat(export()).isEqualTo(exported);
    assertThat(difference().get("differs").asBoolean()).isFalse();
    assertThat(SERVER.anonymous().get("/queue").body()).doesNotContain("is ready");
    assertThat(texts("select state || ' ' || note from suggestion where " + OF, "CVE-2024-0004"))
        .containsExactly("dismissed ours");
    assertThat(texts("select kind from event where kind like ?", "algorithm.%"))
        .containsExactlyInAnyOrder("algorithm.ready", "algorithm.released");
  }

  private List<String> texts(String query, String argument) {
    return jdbi.withHandle(
        handle -> handle.createQuery(query).bind(0, argument).mapTo(String.class).list());
  }

  @Test
  void onlyAnOperatorReleases() throws Exception {
    catchUp();
    for (Role role : List.of(Role.MAINTAINER, Role.TRIAGER, Role.SECURITY_TEAM)) {
      assertThat(release(SERVER.signIn(role)).status()).as(role.name()).isEqualTo(403);
    }
    assertThat(difference().get("released").asString()).isEqualTo("0-old");
  }

  @Test
  void differenceThatIsNotWholeIsNotReleased() throws Exception {
    catchUp();
    jdbi.useHandle(
        handle -> handle.execute("delete from matching_preview where " + OF, "CVE-2024-0002"));
    assertThat(release(SERVER.signIn(Role.OPERATOR)).status()).isEqualTo(409);
    assertThat(SERVER.anonymous().get("/queue").body()).contains("is being compared");
    catchUp();
    assertThat(difference().get("ready").asBoolean()).isTrue();
  }

  @Test
  void cursorThatNoPageGaveIsRefused() throws Exception {
    catchUp();
    for (long part : new long[] {-1, 2, Long.MAX_VALUE}) {
      String cursor = Cursor.of(part, 1).encode();
      assertThat(SERVER.anonymous().get("/queue/algorithm?after=" + cursor).status())
          .as("part %d", part)
          .isEqualTo(400);
    }
    String first = Cursor.of(0, Long.MAX_VALUE).encode();
    JsonNode rest =
        JsonMapper.shared()
            .readTree(SERVER.anonymous().get("/queue/algorithm.json?after=" + first).body());
    assertThat(rest.get("items")).as("those outside the queue").isEmpty();
  }

  @Test
  void packageThatChangesMeanwhileLeavesTheDifferenceForTheQueue() throws Exception {
    catchUp();
    Channels channels = SERVER.bean(Channels.class);
    channels.store(
        channels.register(UNSTABLE),
        new SnapshotOrigin(null, null, "released " + ++times, null),
        Packages.channel(
            UNSTABLE,
            acme("anvil 1.1"),
            acme("crate 1.0"),
            acme("dynamo 1.0"),
            acme("fender 1.0")));
    catchUp();
    assertThat(export()).anyMatch(line -> line.contains("CVE-2024-0001") && line.contains("1.1"));
    JsonNode shown = difference();
    assertThat(shown.get("items").valueStream().map(item -> item.get("publicId").asString()))
        .containsExactlyInAnyOrder("CVE-2024-0002", "CVE-2024-0003");
  }
}
