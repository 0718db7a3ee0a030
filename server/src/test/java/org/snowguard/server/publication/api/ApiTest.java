package org.snowguard.server.publication.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.formats.kev.KnownExploited;
import org.snowguard.server.TestServer;
import org.snowguard.server.ingest.ChangeStreams;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.Published;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.vulnerability.Threats;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApiTest {

  private static final String STABLE = "nixos-26.05";
  private static final String HIDDEN = "Hidden-draft-title";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private final HttpClient http = HttpClient.newHttpClient();
  private TriageWorld world;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.jdbi.useHandle(handle -> handle.execute("truncate publication_item, publication_status"));
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    world.ship(STABLE, Packages.of("zlib 1.2"));
    world.publish(world.draft("CVE-2024-0001", "zlib"), "NIXPKGS-2026-0001");
    world.publish(world.draft("CVE-2024-0002", "zlib"), "NIXPKGS-2026-0002");
    world.triage.dismiss(
        world.suggested("CVE-2024-0003", "zlib", 0.99, Verdict.AFFECTED).seen(),
        new Dismissal(DismissReason.VERSION_NEVER_AFFECTED, null, null),
        world.alice);
    SERVER.bean(Published.class).refresh();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode get(String path) {
    HttpResponse<byte[]> answer = send("GET", path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void listGivesPagesUntilTheEnd() {
    JsonNode first = get("/api/v1/issues?limit=1");
    assertThat(first.get("total").asInt()).isEqualTo(2);
    JsonNode second = get("/api/v1/issues?limit=1&after=" + first.get("next").asString());
    assertThat(second.get("next").isNull()).isTrue();
    assertThat(
            Set.of(
                first.get("items").get(0).get("id").asString(),
                second.get("items").get(0).get("id").asString()))
        .containsExactlyInAnyOrder("NIXPKGS-2026-0001", "NIXPKGS-2026-0002");
    assertThat(get("/api/v1/issues?changedSince=2030-01-01T00:00:00Z").get("total").asInt())
        .isZero();
  }

  @Test
  void whoHasTheNewestGetsNoBodyAgain() {
    HttpResponse<byte[]> first = send("GET", "/api/v1/issues/NIXPKGS-2026-0001");
    String tag = header(first, "ETag");
    assertThat(tag).startsWith("\"").doesNotStartWith("W/");
    HttpResponse<byte[]> again =
        send("GET", "/api/v1/issues/NIXPKGS-2026-0001", "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
  }

  @Test
  void headTellsWhatGetWouldGive() {
    HttpResponse<byte[]> whole = send("GET", "/api/v1/issues/NIXPKGS-2026-0001");
    HttpResponse<byte[]> head = send("HEAD", "/api/v1/issues/NIXPKGS-2026-0001");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    for (String name : List.of("ETag", "Content-Length", "Content-Type", "Cache-Control")) {
      assertThat(header(head, name)).as(name).isNotEmpty().isEqualTo(header(whole, name));
    }
  }

  @Test
  void packsForWhoTakesIt() throws IOException {
    HttpResponse<byte[]> plain = send("GET", "/api/v1/openapi.json");
    HttpResponse<byte[]> packed = send("GET", "/api/v1/openapi.json", "Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
    assertThat(header(packed, "Vary")).contains("Accept-Encoding");
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(gzip.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @Test
  void pagesOfOtherOriginsMayReadAndNothingElse() {
    HttpResponse<byte[]> read = send("GET", "/api/v1/channels", "Origin", "https://example.org");
    assertThat(header(read, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(read, "Access-Control-Allow-Credentials")).isEmpty();
    HttpResponse<byte[]> asked =
        send(
            "OPTIONS",
            "/api/v1/import/nst",
            "Origin",
            "https://example.org",
            "Access-Control-Request-Method",
            "PUT");
    assertThat(header(asked, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
    assertThat(header(asked, "Access-Control-Allow-Headers"))
        .isEqualTo("If-None-Match, If-Range, Range");
    HttpResponse<byte[]> change =
        send("PUT", "/api/v1/import/nst", "Origin", "https://example.org");
    assertThat(header(change, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(send("GET", "/issues.json"), "Access-Control-Allow-Origin")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/issues/NIXPKGS-2026-9999",
        "/api/v1/vulnerabilities/CVE-1999-0001",
        "/api/v1/packages/nothing",
        "/api/v1/nothing",
        "/api/v1/issues?limit=1000",
        "/api/v1/issues?limit=many",
        "/api/v1/issues?changedSince=yesterday",
        "/api/v1/issues?changedSince=%2B999999999-01-01T00:00:00Z",
        "/api/v1/vulnerabilities?changedSince=-999999999-01-01T00:00:00Z",
        "/api/v1/issues?after=nonsense",
        "/api/v1/status?after=nonsense",
        // The character 0, and a moment that no column holds.
        "/api/v1/packages?after=YQBi",
        "/api/v1/projects?after=AA",
        "/api/v1/issues?after=MjAyNi0wMS0wMVQwMDowMDowMFofYQBi",
        "/api/v1/issues?after=Kzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFofYQ",
        "/api/v1/vulnerabilities?after=Kzk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFofMQ",
        // Refused before any handler.
        "/api/v1/packages/a;b"
      })
  void failuresAreToldAsProblems(String path) {
    HttpResponse<byte[]> answer = send("GET", path);
    assertThat(answer.statusCode()).isBetween(400, 404);
    assertThat(header(answer, "Content-Type")).startsWith("application/problem+json");
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo("*");
    JsonNode problem = JSON.readTree(answer.body());
    new Described(description()).check(problem, "Problem");
    assertThat(problem.get("status").asInt()).isEqualTo(answer.statusCode());
  }

  private JsonNode description() {
    return get("/api/v1/openapi.json");
  }

  @Test
  void descriptionNamesEveryHandlerAndItsParameters() {
    Map<String, Set<String>> handlers = new TreeMap<>();
    SERVER.beans(RequestMappingHandlerMapping.class).stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .forEach(
            handler -> {
              HandlerMethod method = handler.getValue();
              if (method.getBeanType().getPackageName().equals(getClass().getPackageName())) {
                handler
                    .getKey()
                    .getPatternValues()
                    .forEach(pattern -> handlers.put(pattern, parameters(method)));
              }
            });
    Map<String, Set<String>> described = new TreeMap<>();
    description()
        .get("paths")
        .properties()
        .forEach(
            path -> {
              Set<String> names = new TreeSet<>();
              path.getValue()
                  .get("get")
                  .get("parameters")
                  .forEach(parameter -> names.add(parameter.get("name").asString()));
              described.put(path.getKey(), names);
            });
    assertThat(described).isEqualTo(handlers);
  }

  private static Set<String> parameters(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(
            parameter ->
                parameter.hasParameterAnnotation(RequestParam.class)
                    || parameter.hasParameterAnnotation(PathVariable.class))
        .map(parameter -> parameter.getParameter().getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One address for each path of the description. */
  private static final Map<String, String> EXAMPLES =
      Map.of(
          "/api/v1/issues/{id}", "/api/v1/issues/NIXPKGS-2026-0001",
          "/api/v1/issues/{id}/osv", "/api/v1/issues/NIXPKGS-2026-0001/osv",
          "/api/v1/vulnerabilities/{id}", "/api/v1/vulnerabilities/CVE-2024-0001",
          "/api/v1/packages/{attribute}", "/api/v1/packages/zlib",
          "/api/v1/packages/{attribute}/vulnerabilities", "/api/v1/packages/zlib/vulnerabilities",
          "/api/v1/projects/{slug}", "/api/v1/projects/zlib",
          "/api/v1/dump/{name}", "/api/v1/dump/issues.jsonl.gz",
          "/api/v1/channels/{name}", "/api/v1/channels/" + STABLE,
          "/api/v1/channels/{name}/openvex", "/api/v1/channels/" + STABLE + "/openvex",
          "/api/v1/channels/{name}/openvex/automatic-not-reviewed",
              "/api/v1/channels/" + STABLE + "/openvex/automatic-not-reviewed");

  @Test
  void everyAnswerIsAsDescribed() {
    JsonNode description = description();
    Described described = new Described(description);
    description
        .get("paths")
        .properties()
        .forEach(
            path -> {
              String example = EXAMPLES.getOrDefault(path.getKey(), path.getKey());
              JsonNode content = path.getValue().at("/get/responses/200/content");
              String form = content.propertyNames().iterator().next();
              assertThat(header(send("GET", example), "Content-Type")).as(example).isEqualTo(form);
              if (!form.equals("application/json")) {
                return;
              }
              JsonNode answer = get(example);
              JsonNode schema = content.at("/application~1json/schema");
              described.check(answer, schema, path.getKey());
              if (answer.has("items")) {
                assertThat(answer.get("items").size()).as(path.getKey()).isPositive();
              }
            });
  }

  @Test
  void nothingOfDraftsClaimsAndProposalsIsTold() {
    long draft = world.draft("CVE-2024-0004", "zlib");
    world.jdbi.useHandle(
        handle -> handle.execute("update issue set title = ? where id = ?", HIDDEN, draft));
    QueueCard proposed = world.suggested("CVE-2024-0005", "zlib", 0.99, Verdict.AFFECTED);
    long mallory = world.accounts.add("mallory-the-proposer", Set.of()).number();
    world.proposals.proposeDismissal(proposed.id(), DismissReason.OTHER, "Hidden-note", mallory);
    SERVER.bean(Published.class).refresh();

    List<String> paths =
        List.of(
            "/api/v1/issues",
            "/api/v1/status",
            "/api/v1/vulnerabilities",
            "/api/v1/vulnerabilities/CVE-2024-0004",
            "/api/v1/vulnerabilities/CVE-2024-0005",
            "/api/v1/packages/zlib",
            "/api/v1/packages/zlib/vulnerabilities",
            "/api/v1/channels/" + STABLE + "/openvex",
            "/api/v1/channels/" + STABLE + "/openvex/automatic-not-reviewed");
    String all = paths.stream().map(path -> get(path).toString()).collect(Collectors.joining());
    assertThat(all)
        .contains("CVE-2024-0004")
        .doesNotContain(HIDDEN, "Hidden-note", "mallory", "alice", "\"draft\"");
    JsonNode link = get("/api/v1/vulnerabilities/CVE-2024-0004").get("links").get(0);
    assertThat(link.get("state").asString()).isEqualTo("pending");
    assertThat(send("GET", "/api/v1/issues/" + draft).statusCode()).isEqualTo(404);
  }

  /** Where nobody had decided, the first would be settled and the second in no list. */
  @Test
  void whatADraftTookStandsWhereTheMachinePutsIt() {
    accept("CVE-2024-0006", "zlib", 0.99, Verdict.NOT_AFFECTED);
    accept("CVE-2024-0007", "zlib", 0.2, Verdict.AFFECTED);
    JsonNode settled = get("/api/v1/vulnerabilities/CVE-2024-0006").get("links");
    assertThat(settled.get(0).get("state").asString()).isEqualTo("settled");
    assertThat(settled.get(0).get("reviewed").asBoolean()).isFalse();
    assertThat(get("/api/v1/vulnerabilities/CVE-2024-0007").get("links")).isEmpty();
    JsonNode ofPackage = get("/api/v1/packages/zlib/vulnerabilities");
    assertThat(ofPackage.get("total").asInt()).isEqualTo(ofPackage.get("items").size());
    assertThat(ofPackage.toString()).doesNotContain("CVE-2024-0007");
  }

  private void accept(String id, String project, double probability, Verdict verdict) {
    world.take(
        world.record(id, "A flaw in " + project), world.suggest(id, project, probability, verdict));
    world.triage.accept(world.card(id).seen(), world.alice);
  }

  @Test
  void whatBecomesKnownToBeExploitedHasChanged() {
    String before =
        get("/api/v1/vulnerabilities/CVE-2024-0003")
            .get("vulnerability")
            .get("changedAt")
            .asString();
    world.clock.advance(Duration.ofMinutes(1));
    new Threats(world.jdbi, new ChangeStreams(world.jdbi), world.transactions, world.clock)
        .takeKnownExploited(
            List.of(
                new KnownExploited(
                    "CVE-2024-0003", LocalDate.parse("2026-11-20"), null, null, false)));
    JsonNode changed = get("/api/v1/vulnerabilities?changedSince=" + world.clock.instant());
    assertThat(changed.get("total").asInt()).isEqualTo(1);
    JsonNode one = changed.get("items").get(0);
    assertThat(one.get("id").asString()).isEqualTo("CVE-2024-0003");
    assertThat(one.get("knownExploitedSince").asString()).isEqualTo("2026-11-20");
    assertThat(one.get("changedAt").asString()).isGreaterThan(before);
    assertThat(get("/api/v1/vulnerabilities/CVE-2024-0003").at("/vulnerability/changedAt"))
        .isEqualTo(one.get("changedAt"));
  }
}
