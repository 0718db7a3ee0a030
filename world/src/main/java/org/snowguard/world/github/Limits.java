package org.snowguard.world.github;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * How much may be asked: so many requests an hour (the primary limit), and so many that write or
 * create content in a shorter time (the secondary limits).
 */
public final class Limits {

  static final int WRITES_A_MINUTE = 80;
  static final int WRITES_AN_HOUR = 500;
  static final String GRAPHQL = "/graphql";
  private static final int POINTS_A_MINUTE = 900;
  private static final int POINTS_OF_A_WRITE = 5;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  private final Clock clock;
  private final Map<String, Counted> counted = new HashMap<>();
  private final List<Instant> writes = new ArrayList<>();
  private int refused;
  private int requestsAnHour = 5000;

  private static final class Counted {
    private Instant reset = Instant.EPOCH;
    private int used;
    private final Deque<Instant> writes = new ArrayDeque<>();
    private final Deque<Point> points = new ArrayDeque<>();
  }

  private record Point(Instant at, int points) {}

  Limits(Clock clock) {
    this.clock = clock;
  }

  /** The primary limit of whoever has a token, from now on; 5,000 unless set. */
  public synchronized void requestsAnHour(int most) {
    requestsAnHour = most;
  }

  /** How many requests were refused for a limit that was really exceeded. */
  public synchronized int refused() {
    return refused;
  }

  /** The most requests that write within any time so long, refused ones among them. */
  public synchronized int mostWritesIn(Duration time) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < writes.size(); last++) {
      while (!writes.get(first).plus(time).isAfter(writes.get(last))) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  /** Counts a request, or refuses it. */
  synchronized void take(Caller caller, Request request) {
    Instant now = clock.instant();
    Counted one = counted.computeIfAbsent(key(caller, request), none -> new Counted());
    if (!now.isBefore(one.reset)) {
      one.reset = now.plus(HOUR).truncatedTo(ChronoUnit.SECONDS);
      one.used = 0;
    }
    if (isWrite(request)) {
      writes.add(now);
    }
    if (one.used >= most(caller)) {
      refused++;
      throw new Refusal(primary(caller, one.reset));
    }
    secondary(one, request, now);
    one.used++;
  }

  /** GraphQL has an hour's limit of its own, counted in points. */
  private static String key(Caller caller, Request request) {
    return request.path().equals(GRAPHQL) ? caller.key() + GRAPHQL : caller.key();
  }

  /** What a question costs beyond the first point. */
  synchronized void spend(Caller caller, Request request, int points) {
    Counted one = counted.get(key(caller, request));
    if (one != null) {
      one.used += points;
    }
  }

  /** As GraphQL itself tells it. */
  synchronized ObjectNode graphQl(Caller caller, int cost) {
    Counted one = counted.getOrDefault(caller.key() + GRAPHQL, new Counted());
    ObjectNode node = Json.object();
    node.put("limit", most(caller));
    node.put("cost", cost);
    node.put("used", one.used);
    node.put("remaining", Math.max(0, most(caller) - one.used));
    Json.time(node, "resetAt", one.reset);
    return node;
  }

  private void secondary(Counted one, Request request, Instant now) {
    forget(one.writes, now.minus(HOUR));
    while (!one.points.isEmpty() && !one.points.getFirst().at().isAfter(now.minus(MINUTE))) {
      one.points.removeFirst();
    }
    int points = isWrite(request) ? POINTS_OF_A_WRITE : 1;
    int inMinute = one.points.stream().mapToInt(Point::points).sum();
    Instant minuteAgo = now.minus(MINUTE);
    long writesInMinute = one.writes.stream().filter(at -> at.isAfter(minuteAgo)).count();
    boolean isTooMuch =
        inMinute + points > POINTS_A_MINUTE
            || (isWrite(request)
                && (writesInMinute >= WRITES_A_MINUTE || one.writes.size() >= WRITES_AN_HOUR));
    if (isTooMuch) {
      refused++;
      throw new Refusal(secondary());
    }
    one.points.addLast(new Point(now, points));
    if (isWrite(request)) {
      one.writes.addLast(now);
    }
  }

  /** Making a token is no content, and neither is a question of GraphQL. */
  private static boolean isWrite(Request request) {
    return !request.isRead()
        && !request.path().startsWith("/app/")
        && !request.path().equals(GRAPHQL);
  }

  private static void forget(Deque<Instant> times, Instant until) {
    while (!times.isEmpty() && !times.getFirst().isAfter(until)) {
      times.removeFirst();
    }
  }

  /** An answer that nothing changed is not counted. */
  synchronized void giveBack(Caller caller) {
    Counted one = counted.get(caller.key());
    if (one != null && one.used > 0 && caller.kind() != Caller.Kind.ANONYMOUS) {
      one.used--;
    }
  }

  private int most(Caller caller) {
    return caller.kind() == Caller.Kind.ANONYMOUS ? 60 : requestsAnHour;
  }

  /** On every answer. */
  synchronized Map<String, String> headers(Caller caller, Request request) {
    Counted one = counted.getOrDefault(key(caller, request), new Counted());
    Instant reset = one.reset.equals(Instant.EPOCH) ? clock.instant().plus(HOUR) : one.reset;
    Map<String, String> headers = headers(most(caller), one.used, reset);
    if (request.path().equals(GRAPHQL)) {
      headers.put("X-RateLimit-Resource", "graphql");
    }
    return headers;
  }

  private static Map<String, String> headers(int most, int used, Instant reset) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-RateLimit-Limit", String.valueOf(most));
    headers.put("X-RateLimit-Remaining", String.valueOf(Math.max(0, most - used)));
    headers.put("X-RateLimit-Used", String.valueOf(used));
    headers.put("X-RateLimit-Reset", String.valueOf(reset.getEpochSecond()));
    headers.put("X-RateLimit-Resource", "core");
    return headers;
  }

  /** As if the hour's requests were used up. */
  synchronized Reply primary(Caller caller) {
    Instant reset = clock.instant().plus(HOUR.dividedBy(4)).truncatedTo(ChronoUnit.SECONDS);
    return primary(caller, reset);
  }

  private Reply primary(Caller caller, Instant reset) {
    int most = most(caller);
    return Reply.error(403, "API rate limit exceeded for user ID " + caller.userId() + ".")
        .with(headers(most, most, reset));
  }

  static Reply secondary() {
    return Reply.error(
            403,
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try"
                + " again.")
        .with("Retry-After", "60");
  }
}
