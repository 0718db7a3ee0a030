package org.snowguard.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.load.Latencies;
import org.snowguard.bench.load.PageAddresses;
import org.snowguard.bench.load.PageLoad;
import org.snowguard.bench.server.ServerProcess;

/**
 * Pages over the real data, that {@code ./dev bench import} left behind: {@code ./dev bench pages}.
 * Open model: requests leave on a schedule, whether earlier ones were answered or not, and latency
 * counts from the scheduled time.
 */
public final class BenchPages {

  private static final int RATE = Integer.getInteger("snowguard.rate", 50);
  private static final int SECONDS = Integer.getInteger("snowguard.seconds", 60);
  private static final Duration WARM_UP = Duration.ofSeconds(20);
  private static final int P99_BUDGET_MILLIS = 50;

  private BenchPages() {}

  public static void main(String[] arguments) throws Exception {
    RealArguments.require();
    if (!Files.isDirectory(BenchImport.directory())) {
      Figure.skipped("run ./dev bench import first, which fills the database");
      return;
    }
    try (ServerProcess server = ServerProcess.serve(BenchImport.directory(), RealArguments.all());
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      server.await(ServerProcess.DONE, Duration.ofMinutes(5));
      URI base = URI.create("http://127.0.0.1:" + server.port());
      Map<String, List<String>> pages = PageAddresses.of(client, base).byKind();
      PageLoad load = new PageLoad(pages, RATE, PageLoad.visitor(client, base));
      load.run(WARM_UP);
      report(load.run(Duration.ofSeconds(SECONDS)), server.peakMebibytes());
    }
  }

  private static void report(Map<String, Latencies> answers, long mebibytes) {
    new TreeMap<>(answers).forEach((kind, latencies) -> latencies.print(kind));
    double worst =
        answers.values().stream().mapToDouble(kind -> kind.percentile(0.99)).max().orElse(0);
    long failed = answers.values().stream().mapToLong(Latencies::failed).sum();
    Figure.print("peak_memory", mebibytes, "MiB");
    Figure.summary(
        "pages",
        String.format(
            Locale.ROOT,
            "at %d requests/s the worst p99 is %.1f ms, %.2f of the budget of %d ms; %d failed",
            RATE,
            worst,
            worst / P99_BUDGET_MILLIS,
            P99_BUDGET_MILLIS,
            failed));
    if (failed > 0) {
      System.exit(1);
    }
  }
}
