package org.snowguard.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Answers over HTTP for all services, each below a path of its own, with the faults that are on.
 */
final class WorldServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Service> services;
  private final Faults faults;
  private final Supplier<Instant> now;
  private final BiConsumer<String, Integer> sent;

  /**
   * @param port 0 takes a free one
   * @param sent told the path and status of each answer, once it is sent whole
   */
  WorldServer(
      int port,
      Map<String, Service> services,
      Faults faults,
      Supplier<Instant> now,
      BiConsumer<String, Integer> sent) {
    this.services = Map.copyOf(services);
    this.faults = faults;
    this.now = now;
    this.sent = sent;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "While listening on port %d of the loopback interface: %s. Choose another with --port."
              .formatted(port, e.getMessage()),
          e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.createContext("/faults", new FaultsControl(faults));
    server.start();
  }

  URI root() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      int slash = path.indexOf('/', 1);
      String name = slash < 0 ? path.substring(1) : path.substring(1, slash);
      Service service = services.get(name);
      if (service == null) {
        Faulty.send(exchange, Answer.refused(404, "There are: " + services.keySet() + "\n"));
        return;
      }
      Optional<Fault> fault = faults.of(name);
      Answer answer = answer(service, exchange, path.substring(1 + name.length()), fault);
      if (Faulty.send(exchange, answer, fault.orElse(null))) {
        sent.accept(path, exchange.getResponseCode());
      }
    }
  }

  private Answer answer(Service service, HttpExchange exchange, String path, Optional<Fault> fault)
      throws IOException {
    Asked asked =
        new Asked(
            path,
            Asked.parameters(exchange.getRequestURI().getRawQuery()),
            URI.create(root() + "/" + service.name()),
            header -> header(exchange, header));
    Instant at = now.get();
    boolean isBack = fault.filter(Fault.CLOCK_BACK::equals).isPresent();
    try {
      return unlessKnown(exchange, service.answer(asked, isBack ? at.minus(Faulty.BACK) : at));
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      return Answer.refused(400, e.getMessage() + "\n");
    }
  }

  /** RFC 9110, section 13.2.2: the tag of the entity counts before the date. */
  private static Answer unlessKnown(HttpExchange exchange, Answer answer) {
    if (answer.etag() != null) {
      exchange.getResponseHeaders().set("ETag", "\"" + answer.etag() + "\"");
    }
    String date = "";
    Instant modified = answer.lastModified();
    if (modified != null) {
      date = DateTimeFormatter.RFC_1123_DATE_TIME.format(modified.atOffset(ZoneOffset.UTC));
      exchange.getResponseHeaders().set("Last-Modified", date);
    }
    String tag = header(exchange, "If-None-Match");
    boolean isKnown =
        tag.isEmpty()
            ? !date.isEmpty() && date.equals(header(exchange, "If-Modified-Since"))
            : tag.equals("\"" + answer.etag() + "\"");
    return isKnown ? Answer.refused(304, "") : answer;
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
