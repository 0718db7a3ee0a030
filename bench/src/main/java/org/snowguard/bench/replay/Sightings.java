package org.snowguard.bench.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Looks every few milliseconds which suggestions a server has committed, and asks for the newest
 * card that it sees: a card counts as seen when its page has answered, the others of the same look
 * with it.
 */
public final class Sightings implements AutoCloseable {

  private static final long EVERY_MILLIS = 40;

  private final Jdbi jdbi;
  private final URI server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Sighting> found = new ArrayList<>();
  private final Map<Long, Instant> known = new HashMap<>();
  private final Thread thread;
  private volatile boolean ends;
  private volatile @Nullable RuntimeException failure;
  private long pages;
  private Instant newest = Instant.EPOCH;

  /**
   * A suggestion that was made or changed.
   *
   * @param at after which moment it is surely seen by everybody
   */
  public record Sighting(String vulnerability, Instant at) {}

  private record Row(long id, String vulnerability, boolean isPending, Instant changedAt) {}

  public Sightings(Jdbi jdbi, URI server) {
    this.jdbi = jdbi;
    this.server = server;
    // The server never asks in this way; without it the looking takes a quarter of a core.
    jdbi.useHandle(
        handle -> handle.execute("create index observed on suggestion (machine_changed_at)"));
    look();
    synchronized (this) {
      found.clear();
    }
    thread = Thread.ofPlatform().name("sightings").start(this::run);
  }

  private void run() {
    try {
      while (!ends) {
        look();
        TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      }
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    List<Row> rows = news();
    if (rows.isEmpty()) {
      return;
    }
    rows.stream().filter(Row::isPending).findFirst().ifPresent(this::ask);
    Instant seen = Instant.now();
    synchronized (this) {
      rows.forEach(row -> found.add(new Sighting(row.vulnerability(), seen)));
    }
  }

  /** What was committed since the last look; a transaction may be seconds older than its end. */
  private List<Row> news() {
    List<Row> rows =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select suggestion.id, public_id, suggestion.state = 'pending', machine_changed_at
                        from suggestion
                        join vulnerability on vulnerability.id = suggestion.vulnerability_id
                        where machine_changed_at > :after
                        order by machine_changed_at desc, suggestion.id desc
                        """)
                    .bind("after", newest.minusSeconds(20))
                    .map(
                        (row, context) ->
                            new Row(
                                row.getLong(1),
                                row.getString(2),
                                row.getBoolean(3),
                                row.getTimestamp(4).toInstant()))
                    .list());
    List<Row> fresh =
        rows.stream().filter(row -> !row.changedAt().equals(known.get(row.id()))).toList();
    for (Row row : fresh) {
      known.put(row.id(), row.changedAt());
      newest = row.changedAt().isAfter(newest) ? row.changedAt() : newest;
    }
    return fresh;
  }

  private void ask(Row row) {
    URI card = server.resolve("/queue/%d.json".formatted(row.id()));
    try {
      var answer = client.send(HttpRequest.newBuilder(card).build(), BodyHandlers.ofString());
      if (answer.statusCode() != 200 || !answer.body().contains(row.vulnerability())) {
        throw new IllegalStateException("%s answered %d".formatted(card, answer.statusCode()));
      }
      pages++;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What was seen since the last call.
   *
   * @throws IllegalStateException if the looking has ended: what was not seen would not count
   */
  public synchronized List<Sighting> take() {
    if (failure != null) {
      throw new IllegalStateException("nobody looks at the queue any more", failure);
    }
    List<Sighting> taken = List.copyOf(found);
    found.clear();
    return taken;
  }

  /** How many cards were asked for. */
  public long pages() {
    return pages;
  }

  @Override
  public void close() {
    ends = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.shutdownNow();
  }
}
