package org.snowguard.server.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A service on the loopback interface: files with validators, and faults by path. */
public final class FakeService implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Resource> resources = new ConcurrentHashMap<>();
  private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
  private final Map<String, Fault> faults = new ConcurrentHashMap<>();
  private final Map<String, Runnable> hooks = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** What was asked for. */
  public record Asked(
      String path, String query, String userAgent, String ifNoneMatch, String apiKey) {}

  private record Resource(byte[] body, String type, String etag) {}

  /** How an answer goes wrong. */
  public enum Fault {
    SERVER_ERROR,
    TOO_MANY_REQUESTS,
    HTML,
    EMPTY,
    TRUNCATED,
    /** Closes the connection without a word. */
    NO_ANSWER,
    /** Sends a little and never ends. */
    ENDLESS,
    /** A hundred times and more of what it should be. */
    HUGE
  }

  public FakeService() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public URI uri(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** Answers by the query. */
  public interface Handler {
    byte[] answer(String query);
  }

  /** Serves JSON without validators under a path. */
  public void answer(String path, Handler handler) {
    handlers.put(path, handler);
  }

  /** Serves a file under a path, with a new validator. */
  public void put(String path, String type, byte[] body) {
    String etag = "\"" + resources.size() + "-" + System.identityHashCode(body) + "\"";
    resources.put(path, new Resource(body, type, etag));
  }

  /** Nothing is there any more. */
  public void gone(String path) {
    resources.remove(path);
  }

  public void fail(String path, Fault fault) {
    faults.put(path, fault);
  }

  /** Does something each time before a path is answered. */
  public void whenAsked(String path, Runnable then) {
    hooks.put(path, then);
  }

  public void mend(String path) {
    faults.remove(path);
  }

  public List<Asked> asked() {
    return asked;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String known = header(exchange, "If-None-Match");
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    asked.add(
        new Asked(path, query, header(exchange, "User-Agent"), known, header(exchange, "apiKey")));
    hooks.getOrDefault(path, () -> {}).run();
    Fault fault = faults.get(path);
    Handler handler = handlers.get(path);
    Resource resource =
        handler == null
            ? resources.get(path)
            : new Resource(handler.answer(query), "application/json", "none");
    try (exchange) {
      if (resource == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (fault != null) {
        fail(exchange, resource, fault);
      } else if (known.equals(resource.etag())) {
        exchange.sendResponseHeaders(304, -1);
      } else {
        exchange.getResponseHeaders().set("ETag", resource.etag());
        send(exchange, resource.type(), resource.body(), resource.body().length);
      }
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  private void fail(HttpExchange exchange, Resource resource, Fault fault) throws IOException {
    switch (fault) {
      case SERVER_ERROR -> exchange.sendResponseHeaders(500, -1);
      case TOO_MANY_REQUESTS -> {
        exchange.getResponseHeaders().set("Retry-After", "7200");
        exchange.sendResponseHeaders(429, -1);
      }
      case HTML -> {
        byte[] page = "<!doctype html><title>Maintenance</title>".getBytes(UTF_8);
        send(exchange, "text/html; charset=utf-8", page, page.length);
      }
      case EMPTY -> send(exchange, resource.type(), new byte[0], 0);
      case TRUNCATED -> {
        byte[] half = Arrays.copyOf(resource.body(), resource.body().length / 2);
        // Without a length, so that only the content tells.
        send(exchange, resource.type(), half, 0);
      }
      case NO_ANSWER -> exchange.getRequestBody().close();
      case ENDLESS -> {
        exchange.getResponseHeaders().set("Content-Type", resource.type());
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(resource.body(), 0, 1);
        out.flush();
        awaitClose();
      }
      case HUGE -> {
        exchange.getResponseHeaders().set("Content-Type", resource.type());
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
          for (int times = 0; times < 150; times++) {
            out.write(resource.body());
          }
        }
      }
    }
  }

  private void awaitClose() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, String type, byte[] body, int length)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : length);
    if (body.length > 0) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
