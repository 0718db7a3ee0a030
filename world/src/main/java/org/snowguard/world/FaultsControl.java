package org.snowguard.world;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Map;

/**
 * The faults by HTTP: {@code GET /faults} lists those that are on, {@code POST /faults/NAME}
 * switches one on, {@code DELETE /faults/NAME} off, {@code DELETE /faults} all.
 */
final class FaultsControl implements HttpHandler {

  private final Faults faults;

  FaultsControl(Faults faults) {
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().transferTo(java.io.OutputStream.nullOutputStream());
      String path = exchange.getRequestURI().getPath();
      String name = path.length() > 8 ? path.substring(8) : "";
      Faulty.send(exchange, answer(exchange.getRequestMethod(), name));
    }
  }

  private Answer answer(String method, String name) {
    try {
      switch (method) {
        case "POST" -> faults.begin(name);
        case "DELETE" -> {
          if (name.isEmpty()) {
            faults.endAll();
          } else {
            faults.end(name);
          }
        }
        case "GET" -> {
          // The list follows in any case.
        }
        default -> {
          return Answer.refused(405, "GET, POST /faults/NAME or DELETE /faults/NAME\n");
        }
      }
      return Answer.of(
          Answer.TEXT, Body.of(list().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      return Answer.refused(400, e.getMessage() + "\n");
    }
  }

  private String list() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Fault> one : faults.active().entrySet()) {
      text.append(one.getKey()).append(':').append(one.getValue().text()).append('\n');
    }
    if (text.isEmpty()) {
      text.append("No fault is on.\n");
    }
    return text.append("Faults: ")
        .append(String.join(", ", Faults.names()))
        .append('\n')
        .toString();
  }
}
