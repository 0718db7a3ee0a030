package org.snowguard.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.snowguard.bench.figure.Figure;
import org.snowguard.bench.figure.Stopwatch;
import org.snowguard.bench.landings.LongHistory;
import org.snowguard.bench.server.ServerProcess;
import org.snowguard.localpg.ScratchDatabase;
import org.snowguard.localpg.ScratchPostgres;
import org.snowguard.server.app.schema.Schema;
import org.snowguard.server.remediation.landing.FollowedRepository;
import org.snowguard.server.remediation.landing.Landings;
import org.snowguard.server.web.Transactions;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.util.FileSystemUtils;

/**
 * A made history of 147,000 commits and 60,000 pull requests: {@code ./dev bench landings}. Prints
 * what reading it costs the first time, what an advance of 300 commits costs, and how long it takes
 * to ask whether a commit or a merge has reached a channel.
 */
public final class BenchLandings {

  private static final int PULLS = Integer.getInteger("snowguard.pulls", 60_000);
  private static final int DIRECT = 8_000;
  private static final int ADVANCE = 150;
  private static final int QUESTIONS = 5_000;
  private static final int WARM_UP = 500;
  private static final double BUDGET_MILLIS = 1;
  private static final List<String> REFS =
      List.of("master", "nixos-unstable", "nixos-26.05", "release-25.11", "nixpkgs-26.05-darwin");

  private final LongHistory history;
  private final FollowedRepository followed;
  private final Jdbi jdbi;

  private BenchLandings(LongHistory history, FollowedRepository followed, Jdbi jdbi) {
    this.history = history;
    this.followed = followed;
    this.jdbi = jdbi;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path directory = ServerProcess.root().resolve("target/bench/landings");
    FileSystemUtils.deleteRecursively(directory);
    Files.createDirectories(directory);
    ScratchDatabase scratch = ScratchPostgres.shared().createDatabase();
    try (HikariDataSource pool = new HikariDataSource();
        LongHistory history = LongHistory.in(directory.resolve("origin.git"))) {
      pool.setJdbcUrl(scratch.jdbcUrl());
      pool.setUsername(scratch.user());
      pool.setPassword(scratch.password());
      new Schema(pool).migrate();
      Jdbi jdbi =
          Jdbi.create(new TransactionAwareDataSourceProxy(pool))
              .installPlugin(new PostgresPlugin());
      FollowedRepository followed =
          new FollowedRepository(
              directory.resolve("origin.git"),
              directory.resolve("clone.git"),
              jdbi,
              new Transactions(new JdbcTransactionManager(pool)));
      new BenchLandings(history, followed, jdbi).run();
    } finally {
      FileSystemUtils.deleteRecursively(directory);
    }
  }

  private void run() throws IOException, InterruptedException {
    history.grow(PULLS / 2, DIRECT / 2);
    history.release("25.11", PULLS / 4);
    history.grow(PULLS / 4, DIRECT / 4);
    history.release("26.05", PULLS / 4);
    history.grow(PULLS - PULLS / 2 - PULLS / 4, DIRECT / 4);
    history.publish();
    Figure.print("landings_commits", history.size(), "commits");
    measure("landings_first", Instant.parse("2026-11-20T00:00:00Z"));
    Figure.print("landings_heap_peak", peak(), "MB");
    history.grow(ADVANCE, 0);
    history.publish();
    measure("landings_advance", Instant.parse("2026-11-20T01:00:00Z"));
    measure("landings_nothing_new", Instant.parse("2026-11-20T02:00:00Z"));
    questions("landings_reached", history::anyCommit);
    questions("landings_merge_reached", history::anyMerge);
    sizes();
  }

  private void measure(String name, Instant at) throws IOException, InterruptedException {
    Stopwatch fetching = new Stopwatch();
    followed.fetch();
    Figure.print(name + "_fetch", fetching.stop());
    Stopwatch indexing = new Stopwatch();
    int commits = followed.index();
    Figure.print(name + "_commits", commits, "commits");
    Figure.print(name + "_index", indexing.stop());
    Stopwatch advancing = new Stopwatch();
    Figure.print(name + "_landed", followed.advance(at), "landings");
    Figure.print(name + "_advance", advancing.stop());
  }

  /** Asks for commits of one kind, of which not all were backported. */
  private void questions(String name, Function<Random, String> any) {
    Landings landings = new Landings(jdbi);
    Random random = new Random(1);
    double[] millis = new double[QUESTIONS];
    int reached = 0;
    for (int question = -WARM_UP; question < QUESTIONS; question++) {
      String commit = any.apply(random);
      String ref = REFS.get(random.nextInt(REFS.size()));
      long begin = System.nanoTime();
      reached += landings.reached(commit, ref) ? 1 : 0;
      if (question >= 0) {
        millis[question] = (System.nanoTime() - begin) / 1e6;
      }
    }
    Arrays.sort(millis);
    Figure.print(name + "_yes", reached, "answers");
    Figure.print(name + "_median", millis[QUESTIONS / 2], "ms");
    Figure.printOfBudget(name + "_p99", millis[QUESTIONS * 99 / 100], BUDGET_MILLIS, "ms");
  }

  private void sizes() {
    for (String table : List.of("git_commit", "git_landing", "git_carried", "git_ref")) {
      long bytes =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("select pg_total_relation_size(:table::regclass)")
                      .bind("table", table)
                      .mapTo(long.class)
                      .one());
      Figure.print("landings_size_" + table, bytes / 1e6, "MB");
    }
  }

  private static double peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / 1e6;
  }
}
