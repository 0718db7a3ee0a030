package org.snowguard.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.server.ServerProcess;

/**
 * Pages over the real data, that {@code ./dev bench import} left behind: {@code ./dev bench pages}.
 * Open model: requests leave on a schedule, whether earlier ones were answered or not, and latency
 * counts from the scheduled time.
 */
public final class BenchPages {

  private static final int RATE = Integer.getInteger("snowguard.rate", 50);
  private static final int SECONDS = Integer.getInteger("snowguard.seconds", 60);
  private static final int WARM_UP_SECONDS = 20;
  private static final int PACKAGE_PAGES = 300;
  private static final int P99_BUDGET_MILLIS = 50;
  private static final Pattern LINK =
      Pattern.compile("href=\"(/(vulnerability|package)/[^\"?#]+)\"");

  private BenchPages() {}

  public static void main(String[] arguments) throws Exception {
    RealArguments.require();
    if (!Files.isDirectory(BenchImport.directory())) {
      System.out.println("skipped: run ./dev bench import first, which fills the database");
      return;
    }
    try (ServerProcess server = ServerProcess.serve(BenchImport.directory(), RealArguments.all());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      server.await(ServerProcess.DONE, Duration.ofMinutes(5));
      URI base = URI.create("http://127.0.0.1:" + server.port());
      Map<String, List<String>> pages = pages(client, base);
      run(client, base, pages, WARM_UP_SECONDS);
      report(run(client, base, pages, SECONDS), server.peakMebibytes());
    }
  }

  /** Kinds of pages, each with the addresses that requests choose from. */
  private static Map<String, List<String>> pages(HttpClient client, URI base) throws Exception {
    List<String> vulnerabilities = new ArrayList<>();
    List<String> packages = new ArrayList<>();
    String next = "/queue?tab=settled";
    for (int page = 0; page < 40 && next != null; page++) {
      String html = get(client, base.resolve(next));
      LINK.matcher(html)
          .results()
          .forEach(
              link ->
                  (link.group(2).equals("package") ? packages : vulnerabilities)
                      .add(link.group(1)));
      next = next(html);
    }
    for (String vulnerability :
        vulnerabilities.subList(0, Math.min(PACKAGE_PAGES, vulnerabilities.size()))) {
      LINK.matcher(get(client, base.resolve(vulnerability)))
          .results()
          .filter(link -> link.group(2).equals("package"))
          .forEach(link -> packages.add(link.group(1)));
    }
    return new TreeMap<>(
        Map.of(
            "queue_first_page", List.of("/queue"),
            "queue_filtered",
                List.of(
                    "/queue?tier=likely&vector=network",
                    "/queue?severity=critical",
                    "/queue?verdict=affected"),
            "vulnerability", List.copyOf(vulnerabilities),
            "package", List.copyOf(packages),
            "search",
                List.of(
                    "/search?q=buffer+overflow",
                    "/search?q=openssl",
                    "/search?q=CVE-2024-3",
                    "/search?q=kernel+use+after+free")));
  }

  private static @Nullable String next(String html) {
    var matcher = Pattern.compile("href=\"(/queue[^\"]*after=[^\"]+)\"").matcher(html);
    return matcher.find() ? matcher.group(1).replace("&amp;", "&") : null;
  }

  private static String get(HttpClient client, URI address) throws Exception {
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
  }

  private record Answer(double millis, boolean ok) {}

  private static Map<String, ConcurrentLinkedQueue<Answer>> run(
      HttpClient client, URI base, Map<String, List<String>> pages, int seconds)
      throws InterruptedException {
    Map<String, ConcurrentLinkedQueue<Answer>> answers = new ConcurrentHashMap<>();
    List<String> kinds = List.copyOf(pages.keySet());
    Random random = new Random(7);
    long start = System.nanoTime();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int index = 0; index < RATE * seconds; index++) {
        String kind = kinds.get(index % kinds.size());
        List<String> paths = pages.getOrDefault(kind, List.of());
        if (paths.isEmpty()) {
          continue;
        }
        String path = paths.get(random.nextInt(paths.size()));
        long scheduled = start + index * 1_000_000_000L / RATE;
        TimeUnit.NANOSECONDS.sleep(scheduled - System.nanoTime());
        requests.execute(
            () ->
                ask(
                    client,
                    base.resolve(path),
                    scheduled,
                    answers.computeIfAbsent(kind, k -> new ConcurrentLinkedQueue<>())));
      }
    }
    return answers;
  }

  private static void ask(
      HttpClient client, URI address, long scheduled, ConcurrentLinkedQueue<Answer> answers) {
    boolean ok;
    try {
      ok =
          client
                  .send(
                      HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build(),
                      BodyHandlers.ofByteArray())
                  .statusCode()
              == 200;
    } catch (IOException e) {
      ok = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    answers.add(new Answer((System.nanoTime() - scheduled) / 1e6, ok));
  }

  private static void report(Map<String, ConcurrentLinkedQueue<Answer>> answers, long mebibytes) {
    double worst = 0;
    long failed = 0;
    for (var kind : new TreeMap<>(answers).entrySet()) {
      double[] millis = kind.getValue().stream().mapToDouble(Answer::millis).sorted().toArray();
      double p99 = percentile(millis, 0.99);
      worst = Math.max(worst, p99);
      failed += kind.getValue().stream().filter(answer -> !answer.ok()).count();
      Figure.print(kind.getKey() + "_requests", millis.length, "count");
      Figure.print(kind.getKey() + "_median", percentile(millis, 0.5), "ms");
      Figure.print(kind.getKey() + "_p99", p99, "ms");
    }
    Figure.print("peak_memory", mebibytes, "MiB");
    System.out.printf(
        Locale.ROOT,
        "pages: at %d requests/s the worst p99 is %.1f ms, %.2f of the budget of %d ms; %d"
            + " failed%n",
        RATE,
        worst,
        worst / P99_BUDGET_MILLIS,
        P99_BUDGET_MILLIS,
        failed);
    if (failed > 0) {
      System.exit(1);
    }
  }

  private static double percentile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : Arrays.stream(sorted)
            .skip((long) Math.min(sorted.length - 1, Math.floor(share * sorted.length)))
            .findFirst()
            .orElse(Double.NaN);
  }
}
