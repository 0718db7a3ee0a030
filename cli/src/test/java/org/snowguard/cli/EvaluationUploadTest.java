package org.snowguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluationUploadTest {

  private static final String REVISION = "0123456789".repeat(4);

  @TempDir private Path directory;

  private final List<String> received = new ArrayList<>();
  private final HttpServer server = serverOn();
  private int status = 200;
  private String answer = "{}";

  private static HttpServer serverOn() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server.createContext("/", this::take);
    server.start();
    Files.writeString(directory.resolve("token"), "snowguard_secret\n");
    Files.writeString(directory.resolve("found"), "lines");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      received.add(
          "%s %s %s %s"
              .formatted(
                  exchange.getRequestMethod(),
                  exchange.getRequestURI(),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private EvaluationUpload upload(URI address) throws IOException {
    return EvaluationUpload.prepare(
        address, directory.resolve("token"), "nixos-unstable", null, directory);
  }

  private String send() throws IOException {
    Files.writeString(directory.resolve(".git-revision"), REVISION + "\n");
    URI address = URI.create("http://localhost:" + server.getAddress().getPort() + "/guard");
    return upload(address).send(directory.resolve("found"));
  }

  @Test
  void bringsTheFileWithTheTreesOwnRevision() throws IOException {
    answer = "{\"channel\":\"nixos-unstable\",\"packages\":3,\"applied\":2,\"changed\":1}";
    assertThat(send())
        .isEqualTo(
            "uploaded: patches and sources of 2 of 3 packages of nixos-unstable, 1 of them"
                + " changed");
    assertThat(received)
        .containsExactly(
            "PUT /guard/api/v1/channel/nixos-unstable/evaluation?revision=%s Bearer snowguard_secret lines"
                .formatted(REVISION));
  }

  @Test
  void tellsWhyItWasNotTaken() {
    status = 409;
    answer = "{\"error\":{\"advice\":\"the channel stands at another one\"}}";
    assertThatIOException()
        .isThrownBy(this::send)
        .withMessageContaining("(409): the channel stands at another one")
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("secret"));
  }

  @Test
  void answerOfSomethingElseIsTold() {
    answer = "<!doctype html>";
    assertThatIOException().isThrownBy(this::send).withMessageContaining("is this a Snowguard");
  }

  @ParameterizedTest
  @CsvSource({
    "http://192.0.2.1/, without https",
    "ftp://localhost/, give an address with https",
    "localhost, give an address with https"
  })
  void sendsNoTokenOverOpenWays(URI address, String words) {
    assertThatIOException().isThrownBy(() -> upload(address)).withMessageContaining(words);
  }

  @Test
  void needsToKnowTheRevision() {
    assertThatIOException()
        .isThrownBy(() -> upload(URI.create("https://localhost/")))
        .withMessageContaining("--revision");
  }
}
