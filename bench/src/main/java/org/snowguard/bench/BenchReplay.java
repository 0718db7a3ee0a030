package org.snowguard.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.matching.Sample;
import org.snowguard.bench.replay.Followed;
import org.snowguard.bench.replay.Sightings;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.formats.archive.Limits;
import org.snowguard.formats.archive.ProgressListener;
import org.snowguard.formats.cve.LatestRecords;
import org.snowguard.formats.cve.VulnerabilityRecords;
import org.snowguard.localpg.LocalPostgres;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.world.FakeWorld;
import org.springframework.util.FileSystemUtils;

/**
 * The ninety real days of the CVE list in hourly releases, through the fake world into a running
 * server with the real packages: {@code ./dev bench replay}. Says how long after its file was
 * fetched a suggestion is seen on its page, whether every change has arrived, and whether reading
 * all again changes anything. The world goes on by {@code snowguard.step} days (2) whenever all of
 * it is read and matched; property {@code snowguard.days} stops it sooner.
 */
public final class BenchReplay {

  private static final int DAYS = Integer.getInteger("snowguard.days", Integer.MAX_VALUE);
  private static final int STEP = Integer.getInteger("snowguard.step", 2);
  private static final int RELEASES_A_DAY = 24;
  private static final int SCORES = 100_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final FakeWorld world;
  private final Followed followed;
  private final List<Double> latencies = new ArrayList<>();
  private int sent;

  private BenchReplay(FakeWorld world, Followed followed) {
    this.world = world;
    this.followed = followed;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    Path base = ServerProcess.root().resolve("target/bench/replay");
    FileSystemUtils.deleteRecursively(base);
    Path data = Files.createDirectories(base.resolve("data"));
    FakeWorld.Plan plan =
        new FakeWorld.Plan(
            ServerProcess.root().resolve("target/world"),
            ServerProcess.data(),
            1,
            RELEASES_A_DAY,
            SCORES);
    boolean isWell;
    long start = System.nanoTime();
    try (FakeWorld world = FakeWorld.open(plan, 0, 0, Clock.systemUTC());
        ServerProcess server = ServerProcess.serve(data, serving(world, base))) {
      // The packages, too: what comes before them is matched again once they are there.
      server.await(ServerProcess.DONE, LONGEST);
      try (LocalPostgres postgres =
          LocalPostgres.startOrJoin(LocalPostgresConfig.at(data.resolve("postgres")))) {
        Jdbi jdbi = Jdbi.create(postgres.jdbcUrl(), postgres.user(), postgres.password());
        BenchReplay replay = new BenchReplay(world, new Followed(jdbi));
        isWell = replay.run(start, jdbi, URI.create("http://localhost:" + server.port() + "/"));
      } finally {
        Files.write(base.resolve("server.log"), server.text());
      }
    }
    if (!isWell) {
      System.exit(1);
    }
  }

  private static List<String> serving(FakeWorld world, Path base) throws IOException {
    Path config = base.resolve("snowguard.properties");
    StringBuilder text = new StringBuilder("snowguard.sources.every=500ms\n");
    for (String source : List.of("cve-list", "kev", "epss")) {
      String name = "snowguard.sources." + source;
      text.append(name).append('=').append(world.settings().get(name)).append('\n');
    }
    Files.writeString(config, text);
    List<String> arguments = new ArrayList<>(RealArguments.channels());
    arguments.addAll(List.of("--config", config.toString()));
    arguments.addAll(List.of("--set", "snowguard.triage.backlog-before=2024-10-08"));
    return arguments;
  }

  private boolean run(long started, Jdbi jdbi, URI server)
      throws IOException, InterruptedException {
    awaitRead(world.begin());
    Figure.print("start_and_first_fill_seconds", seconds(started), "s");
    long start = System.nanoTime();
    long pages;
    Instant until = min(world.begin().plus(Duration.ofDays(Math.min(DAYS, 1_000))), world.end());
    try (Sightings sightings = new Sightings(jdbi, server)) {
      while (world.now().isBefore(until)) {
        world.advanceTo(min(world.now().plus(Duration.ofDays(STEP)), until));
        awaitRead(world.newestRelease());
        // The look that was going on may have begun before the last commit.
        Thread.sleep(200);
        measure(sightings.take());
      }
      pages = sightings.pages();
    }
    Figure.print("replay_seconds", seconds(start), "s");
    Figure.print(
        "files_of_changes", world.sent().stream().filter(BenchReplay::isDelta).count(), "count");
    Figure.print("suggestions_seen", latencies.size(), "count");
    Figure.print("cards_asked_for", pages, "count");
    Sample sample = new Sample(latencies.stream().mapToDouble(one -> one).toArray());
    Figure.print("fetched_to_seen_p50", sample.percentile(50), "s");
    Figure.print("fetched_to_seen_p99", sample.percentile(99), "s");
    Figure.print("fetched_to_seen_max", sample.percentile(100), "s");
    boolean isCompared = !until.isBefore(world.end());
    boolean isWhole = !isCompared || isWhole();
    boolean isOnce = changesNothing();
    Figure.summary(
        "replay",
        String.format(
            Locale.ROOT,
            "%s, %s; fetched to seen p99 %.2f s",
            !isWhole
                ? "CHANGES ARE MISSING"
                : isCompared ? "every change arrived" : "not compared, not all read",
            isOnce ? "none twice" : "READING AGAIN CHANGED SOMETHING",
            sample.percentile(99)));
    return isWhole && isOnce;
  }

  private void awaitRead(Instant moment) throws IOException, InterruptedException {
    Followed.await(
        "the CVE list is read and matched up to " + moment,
        LONGEST,
        () -> followed.hasReadTo(moment));
  }

  private static boolean isDelta(FakeWorld.Sent one) {
    return one.path().contains("_delta_CVEs_at_");
  }

  /** From the end of the download of the file that a suggestion came from. */
  private void measure(List<Sightings.Sighting> seen) throws IOException {
    List<FakeWorld.Sent> all = world.sent();
    Map<String, TreeMap<Instant, String>> files = new HashMap<>();
    for (FakeWorld.Sent one : all.subList(sent, all.size())) {
      if (isDelta(one)) {
        for (String id : world.recordsIn(one)) {
          files.computeIfAbsent(id, key -> new TreeMap<>()).put(one.at(), one.path());
        }
      }
    }
    sent = all.size();
    for (Sightings.Sighting sighting : seen) {
      var file = files.getOrDefault(sighting.vulnerability(), new TreeMap<>());
      var last = file.floorKey(sighting.at());
      if (last != null) {
        latencies.add(Duration.between(last, sighting.at()).toNanos() / 1e9);
      }
    }
  }

  private boolean isWhole() throws IOException {
    Map<String, Instant> expected = new TreeMap<>();
    LatestRecords latest = new LatestRecords();
    new VulnerabilityRecords(Limits.DEFAULT, problem -> {}, ProgressListener.NONE)
        .forEach(
            new RealData(ServerProcess.data()).cveFiles(),
            found -> {
              var record = found.record();
              if (latest.offer(record.id(), record.updated(), found.ordinal())) {
                expected.put(
                    record.id(), record.updated() == null ? Instant.EPOCH : record.updated());
              }
            });
    Map<String, Instant> stored = followed.cveRecords();
    long missing = expected.keySet().stream().filter(id -> !stored.containsKey(id)).count();
    long older =
        expected.entrySet().stream()
            .filter(one -> stored.containsKey(one.getKey()))
            .filter(one -> !one.getValue().equals(stored.get(one.getKey())))
            .count();
    Figure.print("records_expected", expected.size(), "count");
    Figure.print("records_missing", missing, "count");
    Figure.print("records_of_another_update", older, "count");
    Figure.print("records_too_many", stored.size() - (expected.size() - missing), "count");
    return missing == 0 && older == 0 && stored.size() == expected.size();
  }

  /** Whether reading everything a second time leaves all as it is. */
  private boolean changesNothing() throws IOException, InterruptedException {
    String changes = "select last_change from change_stream where name = 'vulnerability'";
    String events = "select count(*) from event";
    long changesBefore = followed.count(changes);
    long eventsBefore = followed.count(events);
    long start = System.nanoTime();
    int already = world.sent().size();
    Instant end = world.newestRelease();
    followed.forgetCveListMark();
    awaitRead(end);
    boolean isRead = world.sent().size() > already;
    int took = (int) seconds(start);
    long more = followed.count(changes) - changesBefore;
    long moreEvents = followed.count(events) - eventsBefore;
    long moved =
        followed.count(
            "select count(*) from suggestion where machine_changed_at > now() - interval '%d s'"
                .formatted(took));
    Figure.print("second_pass_seconds", took, "s");
    Figure.print("second_pass_changes", more, "count");
    Figure.print("second_pass_events", moreEvents, "count");
    Figure.print("second_pass_suggestions_changed", moved, "count");
    return isRead && more == 0 && moreEvents == 0 && moved == 0;
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
