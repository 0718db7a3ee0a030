package org.snowguard.server.ingest.source;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Fetches into a file, and trusts nothing: bounded in time and size, looked over before anybody
 * reads it. Nothing is tried again here; when to come back is the frame's matter.
 */
public final class HttpFetch implements AutoCloseable {

  private static final int NOT_MODIFIED = 304;

  /** Begins what {@link BodyHandlers#limiting} says, before the limit. */
  private static final String TOO_LONG = "body exceeds capacity";

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final Duration TO_ANSWER = Duration.ofMinutes(1);

  private final HttpClient client;
  private final HttpClient secretive;
  private final String userAgent;
  private final Duration wholeTime;
  private final Clock clock;

  /**
   * @param userAgent says who asks, and where to complain
   * @param proxy through which all requests go; without it, what Java's own properties say
   * @param wholeTime after which a slow answer is given up
   */
  public HttpFetch(String userAgent, @Nullable URI proxy, Duration wholeTime, Clock clock) {
    this.userAgent = userAgent;
    this.wholeTime = wholeTime;
    this.clock = clock;
    client = client(proxy, HttpClient.Redirect.NORMAL);
    // A redirection takes all headers along, to whomever it leads.
    secretive = client(proxy, HttpClient.Redirect.NEVER);
  }

  private static HttpClient client(@Nullable URI proxy, HttpClient.Redirect redirect) {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(TO_CONNECT).followRedirects(redirect);
    if (proxy != null) {
      builder.proxy(
          ProxySelector.of(
              new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort())));
    }
    return builder.build();
  }

  /**
   * Fetches once.
   *
   * @throws FetchFailure in words for people
   */
  public Fetched get(Wanted wanted) throws IOException, InterruptedException {
    Path file = FetchedFiles.file();
    boolean isKept = false;
    try {
      HttpResponse<Optional<Path>> response = send(wanted, file);
      if (response.statusCode() == NOT_MODIFIED) {
        return new Fetched.NotModified();
      }
      if (response.body().isEmpty()) {
        throw FetchFailure.answered(wanted.uri(), response.statusCode(), retryAfter(response));
      }
      FetchChecks.check(wanted, file, response.headers().firstValue("content-type").orElse(""));
      isKept = true;
      return new Fetched.Copy(file, stamp(response, Files.size(file)));
    } finally {
      if (!isKept) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Fetches what was not fetched before. */
  public Fetched.Copy copy(Wanted wanted) throws IOException, InterruptedException {
    return switch (get(wanted)) {
      case Fetched.Copy copy -> copy;
      case Fetched.NotModified() ->
          throw FetchFailure.of(wanted.uri(), "it says unchanged without having been asked");
    };
  }

  /** Reads a copy. */
  public interface Reading {
    SourceNews read(Path file, Stamp stamp) throws IOException, InterruptedException;
  }

  /** Fetches what a source's mark knows of and reads it, if it has changed since. */
  public SourceNews ifChanged(SourceRun run, Wanted wanted, Reading reading)
      throws IOException, InterruptedException {
    try (Fetched fetched = get(wanted.knownAs(Stamp.of(run.mark())))) {
      return switch (fetched) {
        case Fetched.NotModified() -> SourceNews.NOTHING;
        case Fetched.Copy(Path file, Stamp stamp) -> reading.read(file, stamp);
      };
    }
  }

  private HttpResponse<Optional<Path>> send(Wanted wanted, Path file)
      throws FetchFailure, InterruptedException {
    CompletableFuture<HttpResponse<Optional<Path>>> answer =
        (wanted.secret() == null ? client : secretive)
            .sendAsync(request(wanted), into(file, FetchChecks.limit(wanted)));
    try {
      return answer.get(wholeTime.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw FetchFailure.of(wanted.uri(), "it was still sending after " + Waits.words(wholeTime));
    } catch (ExecutionException e) {
      throw FetchFailure.of(wanted.uri(), words(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private static String words(@Nullable Throwable cause) {
    if (cause == null) {
      return "no answer";
    }
    if (cause instanceof ConnectException) {
      boolean isUnknown =
          cause.getCause() instanceof UnresolvedAddressException
              || cause.getCause() instanceof UnknownHostException;
      return isUnknown ? "there is no such host" : "it takes no connections";
    }
    if (cause instanceof HttpTimeoutException) {
      return "no answer within " + Waits.words(TO_ANSWER);
    }
    String message = Objects.requireNonNullElse(cause.getMessage(), "");
    if (message.contains("received no bytes")) {
      return "the connection was closed without an answer";
    }
    if (isCutOff(cause, message)) {
      return "the connection was closed in the midst of the answer";
    }
    if (message.startsWith(TOO_LONG)) {
      return "its answer is longer than the bytes that are taken"
          + message.substring(TOO_LONG.length());
    }
    return message.isEmpty() ? cause.getClass().getSimpleName() : message;
  }

  /** How Java's client tells it depends on how the length was announced. */
  private static boolean isCutOff(Throwable cause, String message) {
    return cause instanceof EOFException
        || cause.getCause() instanceof EOFException
        || message.startsWith("fixed content-length");
  }

  private static BodyHandler<Optional<Path>> into(Path file, long limit) {
    BodyHandler<Path> whole = BodyHandlers.limiting(BodyHandlers.ofFile(file), limit);
    return info ->
        info.statusCode() == 200
            ? BodySubscribers.mapping(whole.apply(info), Optional::of)
            : BodySubscribers.replacing(Optional.empty());
  }

  private HttpRequest request(Wanted wanted) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(wanted.uri()).timeout(TO_ANSWER).header("User-Agent", userAgent);
    wanted.headers().forEach(request::setHeader);
    Wanted.Secret secret = wanted.secret();
    if (secret != null) {
      request.setHeader(secret.header(), secret.value());
    }
    String etag = wanted.known().etag();
    String lastModified = wanted.known().lastModified();
    if (etag != null) {
      request.header("If-None-Match", etag);
    }
    if (lastModified != null) {
      request.header("If-Modified-Since", lastModified);
    }
    return request.build();
  }

  private static Stamp stamp(HttpResponse<?> response, long bytes) {
    return new Stamp(
        response.headers().firstValue("etag").orElse(null),
        response.headers().firstValue("last-modified").orElse(null),
        bytes);
  }

  /** Seconds or a date (RFC 9110, section 10.2.3). */
  private @Nullable Duration retryAfter(HttpResponse<?> response) {
    String text = response.headers().firstValue("retry-after").orElse("").strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(clock.instant(), then);
      return wait.isPositive() ? wait : null;
    } catch (DateTimeException none) {
      return null;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    secretive.shutdownNow();
  }
}
