package org.snowguard.world.github;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Speaks HTTP for the double, and spoils answers where a fault is on. */
final class GitHubServer implements AutoCloseable {

  /** The API's root, as on servers of GitHub that companies run. */
  static final String API = "/api/v3";

  /** Where GraphQL is on those servers: beside the root, not below it. */
  private static final String GRAPHQL = "/api/graphql";

  private static final String PAGE =
      "<!doctype html><title>Unicorn!</title><p>This page is taking too long to load.";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final GitHubFaults faults;

  /** Answers requests, faults aside. */
  interface Answering {

    /**
     * Answers.
     *
     * @param fault that keeps it from acting, or null
     */
    Reply answer(Request request, @Nullable GitHubFault fault);

    Reply page(Request request);
  }

  /**
   * @param port 0 takes a free one
   */
  GitHubServer(int port, GitHubFaults faults) {
    this.faults = faults;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "While listening on port %d of the loopback interface: %s. Choose another."
              .formatted(port, e.getMessage()),
          e);
    }
    server.setExecutor(threads);
  }

  void start(Answering answering) {
    server.createContext("/", exchange -> answer(exchange, answering));
    server.start();
  }

  URI root() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange, Answering answering) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      byte[] body = exchange.getRequestBody().readAllBytes();
      if (path.equals(GRAPHQL)) {
        path = API + Limits.GRAPHQL;
      }
      if (!path.startsWith(API + "/")) {
        send(exchange, answering.page(request(exchange, path, body, false)));
        return;
      }
      String below = path.substring(API.length());
      Optional<GitHubFault> fault = faults.of(request(exchange, below, body, false));
      boolean isStale = fault.filter(GitHubFault.STALE_LIST::equals).isPresent();
      Request request = request(exchange, below, body, isStale);
      Reply reply = answering.answer(request, fault.orElse(null));
      spoil(exchange, reply, fault.orElse(null));
    }
  }

  private static Request request(HttpExchange exchange, String path, byte[] body, boolean isStale) {
    return new Request(
        exchange.getRequestMethod(),
        path,
        Request.form(exchange.getRequestURI().getRawQuery()),
        name -> Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse(""),
        body,
        isStale);
  }

  private void spoil(HttpExchange exchange, Reply reply, @Nullable GitHubFault fault)
      throws IOException {
    if (fault == null) {
      send(exchange, reply);
      return;
    }
    switch (fault) {
      case DROP_BEFORE, DROP_AFTER -> {
        // Closing the exchange without an answer ends the connection.
      }
      case ERROR_AFTER -> send(exchange, Reply.error(502, "Server Error"));
      case SLOW -> {
        pause(faults.slowness());
        send(exchange, reply);
      }
      case HTML -> send(exchange, Reply.html(200, PAGE));
      case TRUNCATED ->
          send(
              exchange,
              new Reply(
                  reply.status(),
                  reply.type(),
                  reply.headers(),
                  Arrays.copyOf(reply.body(), reply.body().length / 2)));
      case ERROR_BEFORE, SECONDARY_LIMIT, PRIMARY_LIMIT, FORBIDDEN, STALE_LIST, QUERY_ERROR ->
          send(exchange, reply);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (!reply.type().isEmpty()) {
      exchange.getResponseHeaders().set("Content-Type", reply.type());
    }
    boolean hasBody = reply.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(reply.status(), hasBody ? reply.body().length : -1);
    if (hasBody) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(reply.body());
      }
    }
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("GitHub's double ends while an answer is being sent", e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
