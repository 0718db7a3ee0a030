package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A small client, written apart from the server's own. */
final class Asking implements AutoCloseable {

  private static final byte[] PKCS8_HEADER =
      HexFormat.of().parseHex("308204be020100300d06092a864886f70d0101010500048204a8");

  private final FakeGitHub gitHub;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  Asking(FakeGitHub gitHub) {
    this.gitHub = gitHub;
  }

  HttpResponse<String> send(String method, String path, String token, String body) {
    return send(method, path, token, body, new String[0]);
  }

  HttpResponse<String> send(
      String method, String path, String token, String body, String... headers) {
    try {
      return trySend(method, path, token, body, headers);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  HttpResponse<String> trySend(
      String method, String path, String token, String body, String... headers) throws IOException {
    URI uri = path.startsWith("http") ? URI.create(path) : URI.create(gitHub.api() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(5))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  String jwt(Instant issued, Instant expires, String issuer) {
    String header = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(US_ASCII));
    String claims =
        encode(
            "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(issued.getEpochSecond(), expires.getEpochSecond(), issuer)
                .getBytes(US_ASCII));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key())));
      signature.update((header + "." + claims).getBytes(US_ASCII));
      return header + "." + claims + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key in PKCS #8; the lengths in the header depend on the key's by a few bytes. */
  private byte[] key() {
    String text = gitHub.app().privateKey().replaceAll("-----[A-Z ]+-----", "");
    byte[] key = Base64.getMimeDecoder().decode(text);
    byte[] whole = new byte[PKCS8_HEADER.length + key.length];
    System.arraycopy(PKCS8_HEADER, 0, whole, 0, PKCS8_HEADER.length);
    System.arraycopy(key, 0, whole, PKCS8_HEADER.length, key.length);
    length(whole, 2, whole.length - 4);
    length(whole, PKCS8_HEADER.length - 2, key.length);
    return whole;
  }

  private static void length(byte[] bytes, int at, int length) {
    bytes[at] = (byte) (length >> 8);
    bytes[at + 1] = (byte) length;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A token of the installation. */
  String installation(Instant now) {
    String jwt = jwt(now.minusSeconds(60), now.plusSeconds(540), gitHub.app().clientId());
    HttpResponse<String> answer =
        send("POST", "/app/installations/" + App.INSTALLATION + "/access_tokens", jwt, "");
    return json(answer).path("token").asString();
  }

  @Override
  public void close() {
    client.close();
  }
}
