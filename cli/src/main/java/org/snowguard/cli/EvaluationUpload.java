package org.snowguard.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.formats.json.JsonDocument;
import org.snowguard.formats.json.Located;

/** Brings what an evaluation found to a server that has no Nix. */
final class EvaluationUpload {

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final Duration TO_ANSWER = Duration.ofMinutes(10);
  private static final Pattern REVISION = Pattern.compile("[0-9a-f]{40}");
  private static final int OK = 200;

  private final URI address;
  private final String token;

  private EvaluationUpload(URI address, String token) {
    this.address = address;
    this.token = token;
  }

  /**
   * Looks everything over before hours are spent on evaluating.
   *
   * @param revision null: what the tree itself says it is of
   */
  static EvaluationUpload prepare(
      URI server, Path tokenFile, String channel, @Nullable String revision, Path tree)
      throws IOException {
    requireSafe(server);
    String token = Files.readString(tokenFile).strip();
    if (token.isEmpty() || token.contains("\n")) {
      throw new IOException(
          "reading the token from %s: it must hold one line, as account token add printed it"
              .formatted(tokenFile));
    }
    String commit = revision == null ? revisionOf(tree) : revision;
    if (!REVISION.matcher(commit).matches()) {
      throw new IOException(
          "revision \"%s\": give all 40 digits of the commit by --revision".formatted(commit));
    }
    String path = "api/v1/channel/%s/evaluation?revision=%s".formatted(channel, commit);
    String base = server.toString().endsWith("/") ? server.toString() : server + "/";
    return new EvaluationUpload(URI.create(base).resolve(path), token);
  }

  /** The token opens the door to whoever reads it on the way. */
  private static void requireSafe(URI server) throws IOException {
    String host = server.getHost();
    boolean isPlain = "http".equals(server.getScheme());
    if (host == null || (!isPlain && !"https".equals(server.getScheme()))) {
      throw new IOException("uploading to %s: give an address with https".formatted(server));
    }
    if (isPlain && !InetAddress.getByName(host).isLoopbackAddress()) {
      throw new IOException(
          "uploading to %s: without https the token could be read on the way".formatted(server));
    }
  }

  /** Channels carry their commit in a file. */
  private static String revisionOf(Path tree) throws IOException {
    Path file = tree.resolve(".git-revision");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s holds no .git-revision: give the commit by --revision".formatted(tree));
    }
    return Files.readString(file).strip();
  }

  /**
   * Sends a file, and says in a sentence what came of it.
   *
   * @throws IOException when it was not taken, with the server's reason
   */
  String send(Path file) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(TO_ANSWER)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/octet-stream")
            .PUT(HttpRequest.BodyPublishers.ofFile(file))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TO_CONNECT).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
      Located body = json(answer.body());
      if (answer.statusCode() != OK) {
        throw new IOException(
            "uploading to %s: it was not taken (%d): %s"
                .formatted(address, answer.statusCode(), body.get("error").text("advice")));
      }
      return "uploaded: patches and sources of %s of %s packages of %s, %s of them changed"
          .formatted(
              number(body, "applied"),
              number(body, "packages"),
              body.text("channel"),
              number(body, "changed"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("uploading to %s: interrupted".formatted(address), e);
    }
  }

  private static String number(Located body, String field) {
    return String.valueOf(body.text(field));
  }

  private Located json(String text) throws IOException {
    return switch (JsonDocument.parse(text.getBytes(UTF_8))) {
      case JsonDocument.Parsed(Located root, List<String> _) -> root;
      case JsonDocument.Malformed _ ->
          throw new IOException(
              "uploading to %s: it answered something that is no JSON; is this a Snowguard server?"
                  .formatted(address));
    };
  }
}
