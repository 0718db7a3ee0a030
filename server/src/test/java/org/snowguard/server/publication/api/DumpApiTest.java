package org.snowguard.server.publication.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestServer;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.export.StaticExport;
import org.snowguard.server.suggestion.TriageWorld;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DumpApiTest {

  private static final String ISSUES = "/api/v1/dump/issues.jsonl.gz";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();

  private static TriageWorld world;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"));
    world.publish(world.draft("CVE-2024-0001", "zlib"), "NIXPKGS-2026-0001");
    SERVER.bean(Published.class).refresh();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  private HttpResponse<byte[]> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(SERVER.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  void everyFileIsTheOneOfTheExport(@TempDir Path directory)
      throws IOException, InterruptedException {
    StaticExport.in(world.jdbi, world.transactions, null).writeTo(directory);
    Path exported = directory.resolve("current/dump");
    JsonNode index =
        JSON.readTree(Files.readAllBytes(directory.resolve("current").resolve("index.json")));
    JsonNode list = JSON.readTree(send("GET", "/api/v1/dump").body());
    for (JsonNode part : list.get("items")) {
      String name = part.get("name").asString();
      HttpResponse<byte[]> file = send("GET", part.get("url").asString());
      assertThat(file.body()).as(name).isEqualTo(Files.readAllBytes(exported.resolve(name)));
      assertThat(header(file, "ETag"))
          .isEqualTo("\"" + index.get("dump/" + name).asString() + "\"");
      assertThat(header(file, "Content-Disposition")).contains("\"" + name + "\"");
      assertThat(header(file, "Content-Encoding")).as("packed once").isEmpty();
    }
    try (var files = Files.list(exported)) {
      assertThat(list.get("total").asLong()).isEqualTo(files.count());
    }
  }

  @Test
  void whoHasTheNewestGetsNoBodyAgain() throws IOException, InterruptedException {
    HttpResponse<byte[]> first = send("GET", ISSUES);
    assertThat(header(first, "Cache-Control")).contains("public").contains("max-age=600");
    assertThat(header(first, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(first, "Cross-Origin-Resource-Policy")).isEqualTo("cross-origin");
    HttpResponse<byte[]> again = send("GET", ISSUES, "If-None-Match", header(first, "ETag"));
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void brokenOffDownloadGoesOn() throws IOException, InterruptedException {
    HttpResponse<byte[]> whole = send("GET", ISSUES);
    HttpResponse<byte[]> rest =
        send("GET", ISSUES, "Range", "bytes=10-", "If-Range", header(whole, "ETag"));
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.body())
        .isEqualTo(Arrays.copyOfRange(whole.body(), 10, whole.body().length))
        .isNotEmpty();
  }

  @Test
  void lengthIsToldBeforehand() throws IOException, InterruptedException {
    HttpResponse<byte[]> head = send("HEAD", ISSUES);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length"))
        .isEqualTo(Integer.toString(send("GET", ISSUES).body().length));
  }

  @Test
  void otherNamesLeadNowhere() throws IOException, InterruptedException {
    for (String name : new String[] {"issues.jsonl", "index.json", "..gz"}) {
      HttpResponse<byte[]> answer = send("GET", "/api/v1/dump/" + name);
      assertThat(answer.statusCode()).as(name).isIn(400, 404);
      assertThat(header(answer, "Content-Type")).as(name).startsWith("application/problem+json");
      assertThat(header(answer, "Access-Control-Allow-Origin")).as(name).isEqualTo("*");
    }
  }
}
