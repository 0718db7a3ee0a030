package org.snowguard.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.bench.matching.RealData;
import org.snowguard.bench.matching.Sample;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.bench.storage.ChannelYear;
import org.snowguard.bench.storage.DatabaseSize;
import org.snowguard.bench.storage.StorageServer;
import org.snowguard.bench.storage.StoredYear;
import org.snowguard.core.nixpkgs.NixPackage;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.matching.MatchingStage;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.springframework.util.FileSystemUtils;

/**
 * A year of eight channels of nixpkgs' real size, updated every day, with all records, suggestions,
 * verdicts and events: {@code ./dev bench storage}. Prints how large the database is, what a
 * snapshot costs and what a new kernel does. Property {@code snowguard.days} shortens the year.
 */
public final class BenchStorage {

  private static final int DAYS = Integer.getInteger("snowguard.days", 365);
  private static final long SEED = Long.getLong("snowguard.seed", 1L);
  private static final int UPDATES_A_DAY = 150;
  private static final int VACUUM_EVERY = 30;
  private static final int PAGES = 500;
  private static final double CHANGED = 0.02;
  private static final double SIZE_BUDGET = 2_000;
  private static final double SNAPSHOT_BUDGET = 15;
  private static final String KERNEL = "linuxKernel.kernels.linux_6_12";

  private final StorageServer server;
  private final DatabaseSize size;
  private final StoredYear year;
  private boolean equalBothWays = true;

  private BenchStorage(StorageServer server, StoredYear year) {
    this.server = server;
    this.year = year;
    size = new DatabaseSize(server.bean(Jdbi.class));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RealArguments.require();
    Path directory = ServerProcess.root().resolve("target/bench/storage");
    FileSystemUtils.deleteRecursively(directory);
    Files.createDirectories(directory);
    RealData data = new RealData(ServerProcess.data());
    try (StorageServer server = StorageServer.start(directory, "2024-11-08")) {
      new BenchStorage(server, new StoredYear(server, data.unstable(), SEED)).run();
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private void run() throws IOException, InterruptedException {
    firstSnapshots();
    history();
    records();
    long eventsOfADay = ordinaryDay();
    yearOfEvents(eventsOfADay);
    double seconds = twoPercent();
    kernel();
    histories();
    double megabytes = sizes();
    Figure.summary(
        "storage",
        String.format(
            Locale.ROOT,
            "%s in %.0f of %.0f MB; 2 %% changed in %.1f of %.0f s",
            equalBothWays ? "a year" : "NOT THE YEAR THAT THE PRODUCT WRITES",
            megabytes,
            SIZE_BUDGET,
            seconds,
            SNAPSHOT_BUDGET));
    if (!equalBothWays) {
      System.exit(1);
    }
  }

  private void firstSnapshots() {
    Stopwatch watch = new Stopwatch();
    year.channels().forEach(year::store);
    Figure.print("first_snapshots_of_8_channels", watch.stop().clock(), "s");
    Figure.print("packages", size.rows("package_span"), "rows");
  }

  private void history() {
    Stopwatch watch = new Stopwatch();
    for (int day = 1; day < DAYS - 1; day++) {
      year.day(UPDATES_A_DAY);
      if (day % VACUUM_EVERY == 0) {
        size.vacuum();
      }
    }
    Figure.print("history_of_%d_days".formatted(DAYS - 2), watch.stop().clock(), "s");
    for (ChannelYear channel : year.channels().subList(0, 3)) {
      equalBothWays &= year.isEqualBothWays(channel, channel.update(UPDATES_A_DAY));
    }
    Figure.print("snapshots_equal_both_ways", equalBothWays ? 3 : 0, "channels");
    size.vacuum();
    Figure.print("spans", size.rows("package_span"), "rows");
    Figure.print("without_records", size.bytes() / 1e6, "MB");
  }

  private void records() throws IOException, InterruptedException {
    Stopwatch watch = new Stopwatch();
    server.bean(CveListSource.class).read(new RealData(ServerProcess.data()).cveFiles());
    Figure.print("records_read", watch.stop().clock(), "s");
    Figure.print("first_matching", match(), "s");
  }

  private double match() throws InterruptedException {
    Stopwatch watch = new Stopwatch();
    server.bean(MatchingStage.class).catchUp();
    return watch.stop().clock();
  }

  /** Of one channel; how many events it made, times all channels. */
  private long ordinaryDay() throws InterruptedException {
    long before = size.rows("event");
    ChannelYear unstable = year.channels().getFirst();
    unstable.update(UPDATES_A_DAY);
    Stopwatch watch = new Stopwatch();
    year.store(unstable);
    Figure.print("ordinary_snapshot_stored", watch.stop().clock(), "s");
    Figure.print("ordinary_snapshot_matched_again", match(), "s");
    long events = (size.rows("event") - before) * year.channels().size();
    Figure.print("events_of_an_ordinary_day", events, "rows");
    return events;
  }

  /** The year was stored without its events: as many a day as the ordinary one had. */
  private void yearOfEvents(long ofADay) {
    server
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        """
                        insert into event (at, kind, subject_kind, subject_id, subject_label,
                          vulnerability_id, project_id, before, after, note)
                        select at, kind, subject_kind, subject_id, subject_label, vulnerability_id,
                          project_id, before, after, note
                        from (select * from event order by id desc limit :events) of_a_channel,
                          generate_series(1, :times)
                        """)
                    .bind("events", ofADay / year.channels().size())
                    .bind("times", year.channels().size() * (DAYS - 1))
                    .execute());
  }

  private double twoPercent() throws InterruptedException {
    ChannelYear unstable = year.channels().getFirst();
    List<NixPackage> changed = unstable.updateAttributes((int) (unstable.size() * CHANGED));
    long journal = size.journal();
    Stopwatch watch = new Stopwatch();
    year.store(unstable);
    double stored = watch.stop().clock();
    double matched = match();
    Figure.print("two_percent_changed", changed.size(), "packages");
    Figure.print("two_percent_stored", stored, "s");
    Figure.print("two_percent_matched_again", matched, "s");
    Figure.print("two_percent_journal", (size.journal() - journal) / 1e6, "MB");
    double both = stored + matched;
    Figure.printOfBudget("two_percent_stored_and_matched", both, SNAPSHOT_BUDGET, "s");
    return both;
  }

  private void kernel() throws InterruptedException {
    ChannelYear unstable = year.channels().getFirst();
    List<NixPackage> changed = unstable.updateKernel(KERNEL);
    long spans = size.rows("package_span");
    long journal = size.journal();
    year.store(unstable);
    long stored = size.journal();
    double matched = match();
    Figure.print("kernel_packages", changed.size(), "packages");
    Figure.print("kernel_span_rows", size.rows("package_span") - spans, "rows");
    Figure.print("kernel_verdict_rows", size.verdictsOfNewestSnapshot(), "rows");
    Figure.print("kernel_journal_of_the_snapshot", (stored - journal) / 1e6, "MB");
    Figure.print("kernel_journal_of_the_verdicts", (size.journal() - stored) / 1e6, "MB");
    Figure.print("kernel_matched_again", matched, "s");
  }

  /** What the page of a package reads, for packages of all kinds. */
  private void histories() {
    PackageHistory history = server.bean(PackageHistory.class);
    List<NixPackage> packages = year.channels().getFirst().today().packages();
    double[] milliseconds =
        IntStream.range(0, PAGES)
            .mapToDouble(
                page -> {
                  NixPackage one = packages.get((int) ((long) page * packages.size() / PAGES));
                  Stopwatch watch = new Stopwatch();
                  history.of(one.attribute());
                  return 1_000 * watch.stop().clock();
                })
            .toArray();
    Sample sample = new Sample(milliseconds);
    Figure.print("history_of_a_package_median", sample.percentile(50), "ms");
    Figure.print("history_of_a_package_p99", sample.percentile(99), "ms");
  }

  private double sizes() {
    size.vacuum();
    for (DatabaseSize.Table table : size.largest(12)) {
      Figure.note(
          String.format(
              Locale.ROOT,
              "%-22s %,11d rows %7.1f MB, of it %.1f MB indexes",
              table.name(),
              table.rows(),
              table.bytes() / 1e6,
              table.indexBytes() / 1e6));
    }
    double megabytes = size.bytes() / 1e6;
    Figure.printOfBudget("database", megabytes, SIZE_BUDGET, "MB");
    return megabytes;
  }
}
