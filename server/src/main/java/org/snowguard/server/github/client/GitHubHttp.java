package org.snowguard.server.github.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends a request once, and bounds the answer in time and size. */
final class GitHubHttp implements AutoCloseable {

  private static final int LONGEST_ANSWER = 32 << 20;
  private static final Duration TO_CONNECT = Duration.ofSeconds(10);

  /** After which an answer does not count any more, read or not. */
  static final Duration WHOLE = Duration.ofSeconds(45);

  private final HttpClient client;
  private final String userAgent;

  GitHubHttp(String userAgent, @Nullable URI proxy) {
    this.userAgent = userAgent;
    // Redirections would take the token along. Version 1.1, for its failures tell most clearly
    // whether a request was sent; of requests that write Java's client repeats none by itself.
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER);
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(
              new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())));
    }
    client = builder.build();
  }

  /**
   * Sends.
   *
   * @param body JSON, or null
   * @throws GitHubFailure if there is no answer
   */
  HttpResponse<byte[]> send(
      String method, URI uri, Map<String, String> headers, @Nullable String body)
      throws GitHubFailure, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(WHOLE)
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .header("User-Agent", userAgent)
            .header("Accept", "application/vnd.github+json")
            .header("X-GitHub-Api-Version", "2022-11-28");
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
    try {
      return answer.get(WHOLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw GitHubFailure.unanswered(
          "GitHub did not answer within %d seconds".formatted(WHOLE.toSeconds()));
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static GitHubFailure failure(@Nullable Throwable cause) {
    if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
      return GitHubFailure.unsent("GitHub takes no connections");
    }
    String why = cause instanceof IOException ? "" : " (" + cause + ")";
    return GitHubFailure.unanswered("the connection to GitHub ended without a whole answer" + why);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
