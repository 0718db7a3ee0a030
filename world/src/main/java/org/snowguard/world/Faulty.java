package org.snowguard.world;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sends an answer, well or with a fault. */
final class Faulty {

  /** How far a clock that goes wrong is behind. */
  static final Duration BACK = Duration.ofDays(3);

  private static final Duration TO_BEGIN = Duration.ofSeconds(2);
  private static final Duration BETWEEN_DROPS = Duration.ofMillis(200);
  private static final int DROPS = 10;
  private static final int TIMES = 100;
  private static final byte[] PAGE =
      "<!doctype html><title>Maintenance</title><p>We will be back soon."
          .getBytes(StandardCharsets.UTF_8);

  private Faulty() {}

  static void send(HttpExchange exchange, Answer answer) throws IOException {
    send(exchange, answer, null);
  }

  /** True if the answer went out whole and well. */
  static boolean send(HttpExchange exchange, Answer answer, @Nullable Fault fault)
      throws IOException {
    if (fault == null || fault == Fault.CLOCK_BACK) {
      whole(exchange, answer);
      return fault == null;
    }
    switch (fault) {
      case DOWN, CLOCK_BACK -> {
        // Closing the exchange without an answer ends the connection.
      }
      case ERROR500 -> whole(exchange, Answer.refused(500, "Internal Server Error\n"));
      case RATE_LIMITED -> {
        exchange.getResponseHeaders().set("Retry-After", "2");
        whole(exchange, Answer.refused(429, "Too Many Requests\n"));
      }
      case HTML -> whole(exchange, Answer.of("text/html; charset=utf-8", Body.of(PAGE)));
      case EMPTY -> whole(exchange, Answer.of(answer.type(), Body.of(new byte[0])));
      case TRUNCATED -> half(exchange, answer);
      case OVERSIZED -> manyTimes(exchange, answer);
      case SLOW -> slowly(exchange, answer);
    }
    return fault == Fault.SLOW;
  }

  private static void whole(HttpExchange exchange, Answer answer) throws IOException {
    long length = answer.body().length();
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
    if (length > 0) {
      try (OutputStream out = exchange.getResponseBody();
          InputStream in = answer.body().open()) {
        in.transferTo(out);
      }
    }
  }

  /** In chunks, for an announced length would tell. */
  private static OutputStream begin(HttpExchange exchange, Answer answer) throws IOException {
    boolean hasBody = answer.body().length() > 0;
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), hasBody ? 0 : -1);
    return hasBody ? exchange.getResponseBody() : OutputStream.nullOutputStream();
  }

  private static void half(HttpExchange exchange, Answer answer) throws IOException {
    try (OutputStream out = begin(exchange, answer);
        InputStream in = answer.body().open()) {
      copy(in, out, answer.body().length() / 2);
    }
  }

  private static void manyTimes(HttpExchange exchange, Answer answer) throws IOException {
    try (OutputStream out = begin(exchange, answer)) {
      for (int time = 0; time < TIMES; time++) {
        try (InputStream in = answer.body().open()) {
          in.transferTo(out);
        }
      }
      out.write('\n');
    }
  }

  private static void slowly(HttpExchange exchange, Answer answer) throws IOException {
    pause(TO_BEGIN);
    long drop = answer.body().length() / DROPS + 1;
    try (OutputStream out = begin(exchange, answer);
        InputStream in = answer.body().open()) {
      while (copy(in, out, drop) > 0) {
        out.flush();
        pause(BETWEEN_DROPS);
      }
    }
  }

  private static long copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = most;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      out.write(buffer, 0, read);
      left -= read;
    }
    return most - left;
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the world ends while an answer is being sent", e);
    }
  }
}
