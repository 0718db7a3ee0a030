package org.snowguard.server.github.outbox;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.postgres.PostgresPlugin;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.GitHubUser;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobStep;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.web.Transactions;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A process that does nothing but deliver, with the code that delivers in a server, on a fast
 * clock: made to be killed.
 */
public final class DeliveringNode {

  private DeliveringNode() {}

  /**
   * Delivers until it is killed.
   *
   * @param arguments address of the database, of the API, the repository, the App's id, a file with
   *     its key, when the clock began, and how many times as fast as others it runs
   */
  public static void main(String[] arguments) throws IOException {
    FastClock clock = new FastClock(Instant.parse(arguments[5]), Integer.parseInt(arguments[6]));
    Pause pause = clock.pause();
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(arguments[0]);
    pool.setMaximumPoolSize(4);
    pool.addDataSourceProperty("ApplicationName", String.valueOf(ProcessHandle.current().pid()));
    Jdbi jdbi =
        Jdbi.create(new TransactionAwareDataSourceProxy(pool)).installPlugin(new PostgresPlugin());
    Transactions transactions = new Transactions(new JdbcTransactionManager(pool));
    Limits limits = new Limits(jdbi, transactions, clock);
    GitHubClient.Address address =
        new GitHubClient.Address(
            URI.create(arguments[1]),
            arguments[2],
            arguments[3],
            Files.readString(Path.of(arguments[4])),
            "snowguard bench",
            null);
    Job job =
        job(jdbi, transactions, limits, new GitHubClient(address, limits, pause, clock), clock);
    deliver(job, new JobStep(jdbi, "node-" + ProcessHandle.current().pid(), clock), pause, clock);
  }

  private static Job job(
      Jdbi jdbi, Transactions transactions, Limits limits, GitHubClient client, FastClock clock) {
    DeliveryStore store = new DeliveryStore(jdbi, client.repository());
    Deliverer deliverer =
        new Deliverer(
            store,
            transactions,
            client,
            limits,
            List.of(),
            new EventLog(jdbi, clock),
            new Backoff(RandomGenerator.getDefault(), null),
            clock);
    return new DeliveryJob(
        PublishMode.LIVE,
        store,
        new DeliveryLockStore(jdbi),
        deliverer,
        new Nobody(),
        clock.pause(),
        clock);
  }

  private static void deliver(Job job, JobStep step, Pause pause, Clock clock) {
    try {
      while (true) {
        Instant next = step.run(job);
        Instant soon = clock.instant().plus(Duration.ofSeconds(10));
        pause.until(next.isBefore(soon) ? next : soon);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The texts of the benchmark name nobody. */
  private static final class Nobody implements GitHubReader {
    @Override
    public Optional<GitHubUser> user(long id) {
      return Optional.empty();
    }

    @Override
    public List<GitHubUser> teamMembers(String slug) {
      return List.of();
    }

    @Override
    public Optional<GitHubIssue> issue(long number) {
      return Optional.empty();
    }
  }
}
