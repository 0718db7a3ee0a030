package org.snowguard.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Reads pages of several kinds in turn, at a rate, each answer counted with its kind. */
public final class PageLoad {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, List<String>> pages;
  private final double perSecond;
  private final Reader reader;

  /** Who reads. */
  @FunctionalInterface
  public interface Reader {
    /**
     * Asks for a page.
     *
     * @param index which of all requests it is, from 0
     */
    HttpResponse<?> get(int index, String path) throws IOException, InterruptedException;
  }

  /**
   * @param pages the addresses of each kind, at least one
   */
  public PageLoad(Map<String, List<String>> pages, double perSecond, Reader reader) {
    this.pages = Map.copyOf(pages);
    this.perSecond = perSecond;
    this.reader = reader;
  }

  /** Somebody who is not signed in. */
  public static Reader visitor(HttpClient client, URI base) {
    return (index, path) ->
        client.send(
            HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).build(),
            BodyHandlers.ofByteArray());
  }

  /** Reads for a while and gives how long the answers of each kind took. */
  public Map<String, Latencies> run(Duration length) throws InterruptedException {
    Map<String, Latencies> answers = new ConcurrentHashMap<>();
    List<String> kinds = pages.keySet().stream().sorted().toList();
    Random random = new Random(7);
    OpenModel.run(
        perSecond,
        length,
        (index, due) -> {
          String kind = kinds.get(index % kinds.size());
          List<String> paths = pages.getOrDefault(kind, List.of());
          Latencies latencies = answers.computeIfAbsent(kind, k -> new Latencies());
          read(latencies, due, index, paths.get(random.nextInt(paths.size())));
        });
    return answers;
  }

  private void read(Latencies latencies, long due, int index, String path)
      throws InterruptedException {
    try {
      int status = reader.get(index, path).statusCode();
      if (status == 200) {
        latencies.add(due);
      } else {
        latencies.add(due, "status " + status);
      }
    } catch (IOException e) {
      latencies.add(due, e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
