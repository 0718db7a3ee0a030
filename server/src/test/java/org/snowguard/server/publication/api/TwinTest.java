package org.snowguard.server.publication.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.Published;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Role;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which pages anybody may read are lists, and which have a resource of the API beside them. */
class TwinTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  /** Page, one of it or none, what its twin is, and its resource or none. */
  private static final String PAGES =
      """
      /                            | /                                  | thing |
      /activity                    | /activity                          | list  |
      /backports                   | /backports                         | list  |
      /channel/{name}              | /channel/nixos-26.05               | thing | /api/v1/channels/nixos-26.05
      /channel/{name}/issues       | /channel/nixos-26.05/issues        | list  |
      /channels                    | /channels                          | list  | /api/v1/channels
      /commit/{hash}               |                                    | thing |
      /issue/{id}                  | /issue/NIXPKGS-2026-0001           | thing | /api/v1/issues/NIXPKGS-2026-0001
      /issues                      | /issues                            | list  | /api/v1/issues
      /maintainer/{login}          |                                    | thing |
      /metrics/dwell-time          | /metrics/dwell-time                | thing |
      /metrics/dwell-time/waits    | /metrics/dwell-time/waits          | list  |
      /metrics/overdue             | /metrics/overdue                   | list  |
      /metrics/track-record        | /metrics/track-record              | thing |
      /package/{attribute}         | /package/python3Packages%2Ejson    | thing | /api/v1/packages/python3Packages%2Ejson
      /package/{attribute}/history | /package/zlib/history?channel=nixos-26.05 | list | /api/v1/packages/zlib
      /project/{slug}              | /project/zlib                      | thing | /api/v1/projects/zlib
      /project/{slug}/backports    | /project/zlib/backports            | list  |
      /queue                       | /queue                             | list  |
      /queue/algorithm             | /queue/algorithm                   | list  |
      /queue/{id}                  |                                    | thing |
      /release-matrix              | /release-matrix                    | list  | /api/v1/status
      /remediation                 | /remediation                       | list  | /api/v1/status
      /report/weekly               | /report/weekly                     | list  |
      /report/weekly/{week}        |                                    | thing |
      /rule/{id}                   |                                    | thing |
      /rules                       | /rules                             | list  |
      /search                      | /search?q=zlib                     | thing |
      /sources                     | /sources                           | thing |
      /vulnerability/{id}          | /vulnerability/CVE-2024-0001       | thing | /api/v1/vulnerabilities/CVE-2024-0001
      """;

  /** Handlers that answer forms, parts of pages, or other things than pages. */
  private static final Set<String> NO_PAGES =
      Set.of(
          "/health",
          "/health/live",
          "/health/ready",
          "/report",
          "/sign-in",
          "/sign-in/github",
          "/sign-in/github/callback",
          "/sign-in/{token}",
          "/sources/running",
          "/unsubscribe/{token}");

  record Row(String pattern, String example, boolean list, String resource) {
    static Row of(String line) {
      String[] cells = Arrays.copyOf(line.split("\\|"), 4);
      return new Row(cell(cells[0]), cell(cells[1]), cell(cells[2]).equals("list"), cell(cells[3]));
    }

    private static String cell(String text) {
      return Objects.toString(text, "").strip();
    }

    String twin() {
      return example.equals("/") ? "/" : example.replaceFirst("(\\?|$)", ".json$1");
    }
  }

  private static long draft;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void arrange() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(
        TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("python3Packages.json 1"));
    world.ship("nixos-26.05", Packages.of("zlib 1.2"));
    world.publish(world.draft("CVE-2024-0001", "zlib"), "NIXPKGS-2026-0001");
    world.suggested("CVE-2024-0002", "zlib", 0.99, Verdict.AFFECTED);
    draft = world.draft("CVE-2024-0003", "zlib");
    SERVER.bean(Published.class).refresh();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Row> rows() {
    return PAGES.lines().map(Row::of);
  }

  static Stream<Row> examples() {
    return rows().filter(row -> !row.example().isEmpty());
  }

  private HttpResponse<String> get(String path, String accept) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + path))
                  .header("Accept", accept)
                  .build(),
              BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void everyPageThatAnybodyMayReadIsInTheTable() {
    Set<String> pages = new TreeSet<>();
    SERVER.beans(RequestMappingHandlerMapping.class).stream()
        .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
        .filter(entry -> isPage(entry.getValue()))
        .filter(
            entry -> entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .forEach(entry -> pages.addAll(entry.getKey().getPatternValues()));
    pages.removeIf(path -> path.startsWith("/api/") || path.startsWith("/test/"));
    pages.removeAll(NO_PAGES);
    Set<String> listed = new TreeSet<>(rows().map(Row::pattern).toList());
    assertThat(listed).isEqualTo(pages);
  }

  private static boolean isPage(HandlerMethod handler) {
    Access access = handler.getMethodAnnotation(Access.class);
    return access != null
        && access.value() == AccessLevel.PUBLIC
        && handler.getReturnType().getParameterType() == Reply.class;
  }

  @ParameterizedTest
  @MethodSource("examples")
  void pageAndTwinNameTheirResource(Row row) {
    List<String> expected =
        row.resource().isEmpty()
            ? List.of()
            : List.of(
                "<%s>; rel=\"alternate\"; type=\"application/json\"".formatted(row.resource()));
    HttpResponse<String> page = get(row.example(), "text/html");
    assertThat(page.headers().allValues("Link")).as("the page").isEqualTo(expected);
    HttpResponse<String> twin = get(row.twin(), "application/json");
    assertThat(twin.headers().allValues("Link")).as("its twin").isEqualTo(expected);
    if (!row.resource().isEmpty()) {
      assertThat(get(row.resource(), "*/*").headers().firstValue("Content-Type"))
          .contains("application/json");
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void listsHaveOneForm(Row row) {
    JsonNode twin = JSON.readTree(get(row.twin(), "application/json").body());
    boolean hasForm =
        twin.path("items").isArray()
            && (twin.path("next").isNull() || twin.path("next").isString())
            && twin.path("total").isIntegralNumber();
    assertThat(hasForm).as(twin.toString()).isEqualTo(row.list());
  }

  @Test
  void draftsNameNone() {
    TestClient.Answer answer = SERVER.signIn(Role.TRIAGER).get("/issue/" + draft + ".json");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers()).doesNotContainKey("link");
  }
}
