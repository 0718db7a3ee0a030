package org.snowguard.cli.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a service's list page by page: each names the following one, by the member {@code next} or
 * by a {@code Link} header (RFC 8288). One page is held at a time; their number, the size of each
 * and the way are bounded, so that no answer keeps us busy for ever or leads us elsewhere.
 */
final class DumpPages implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern NEXT = Pattern.compile("<([^>]*)>[^,]*;\\s*rel=\"?next\"?");

  /** What may be asked for and taken. */
  record Bounds(int pages, int bytesOfPage) {
    /** As much of a page as the server takes at once. */
    static final Bounds USUAL = new Bounds(5_000, 64 << 20);
  }

  /**
   * One page.
   *
   * @param total entries of the whole list, where the service says so
   */
  record DumpPage(byte[] body, int entries, OptionalLong total) {}

  private final Bounds bounds;
  private final Set<URI> seen = new HashSet<>();
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private URI last;
  private @Nullable String following;

  DumpPages(URI first, Bounds bounds) {
    this.bounds = bounds;
    last = first;
    following = first.toString();
  }

  /** The following page; empty after the last one. */
  Optional<DumpPage> next() throws IOException {
    if (following == null) {
      return Optional.empty();
    }
    URI address = resolved(following);
    last = address;
    if (seen.size() == bounds.pages()) {
      throw failure(address, "it has more than %,d pages; give a dump".formatted(bounds.pages()));
    }
    if (!seen.add(address)) {
      throw failure(address, "this page was read before: the pages lead in a circle");
    }
    HttpResponse<InputStream> answer = ask(address);
    byte[] body;
    try (InputStream stream = answer.body()) {
      body = stream.readNBytes(bounds.bytesOfPage() + 1);
    }
    if (answer.statusCode() != 200) {
      throw failure(address, "it answered %d; look at the address".formatted(answer.statusCode()));
    }
    if (body.length > bounds.bytesOfPage()) {
      throw failure(
          address,
          "a page has more than %,d MiB; ask for smaller ones"
              .formatted(bounds.bytesOfPage() >> 20));
    }
    return Optional.of(read(answer, body));
  }

  private DumpPage read(HttpResponse<InputStream> answer, byte[] body) {
    JsonNode page = json(body);
    following = following(answer, page);
    JsonNode list = page.path("results").isArray() ? page.path("results") : page.path("items");
    int entries = page.isArray() ? page.size() : list.size();
    JsonNode count = page.path("count").isNumber() ? page.path("count") : page.path("total");
    return new DumpPage(
        body,
        entries,
        count.isIntegralNumber() ? OptionalLong.of(count.asLong()) : OptionalLong.empty());
  }

  /** A page that is no single document, such as a line each, has no following one of its own. */
  private static JsonNode json(byte[] body) {
    try {
      return JsonMapper.shared().readTree(new String(body, UTF_8));
    } catch (JacksonException e) {
      return JsonMapper.shared().createObjectNode();
    }
  }

  private static @Nullable String following(HttpResponse<InputStream> answer, JsonNode page) {
    String named = page.path("next").isString() ? page.path("next").asString().strip() : "";
    if (!named.isEmpty()) {
      return named;
    }
    for (String header : answer.headers().allValues("link")) {
      Matcher matcher = NEXT.matcher(header);
      if (matcher.find()) {
        return matcher.group(1);
      }
    }
    return null;
  }

  /** Looked at when it is asked for, so that the page that names it is not lost. */
  private URI resolved(String named) throws IOException {
    URI next;
    try {
      next = last.resolve(named);
    } catch (IllegalArgumentException e) {
      throw failure(last, "the following page has no address: " + Table.plain(named));
    }
    if (!origin(next).equals(origin(last))) {
      throw failure(
          last, "the following page is elsewhere, at %s".formatted(Table.plain(origin(next))));
    }
    return next;
  }

  private static String origin(URI uri) {
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  private HttpResponse<InputStream> ask(URI address) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(address, "interrupted");
    } catch (IOException e) {
      String words = e.getMessage();
      throw failure(address, words == null ? "no connection" : words);
    }
  }

  private static ClientFailure failure(URI address, String words) {
    return new ClientFailure(ClientFailure.UNREACHABLE, "reading %s: %s".formatted(address, words));
  }

  @Override
  public void close() {
    client.close();
  }
}
