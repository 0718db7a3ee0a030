package org.snowguard.server.github.outbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.GitHubUser;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.github.client.Pause;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.world.github.Call;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;

/** Nodes that deliver to a double of GitHub, on one clock that moves when somebody waits. */
final class OutboxWorld implements AutoCloseable {

  final TestClock clock = TestClock.at("2026-03-01T00:00:00Z");
  final FakeGitHub gitHub = FakeGitHub.open(clock);
  final List<DeliveryListener> listeners = new ArrayList<>();
  final GitHubOutbox outbox;
  private final TestDatabase database;
  private final Pause pause = this::waitUntil;
  private final GitHubClient client;
  private final Limits limits;

  OutboxWorld(TestDatabase database) {
    this.database = database;
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute("truncate github_delivery, github_write, github_limit, event, job"));
    outbox = outbox(FakeGitHub.NIXPKGS);
    limits = new Limits(database.jdbi(), database.transactions(), clock);
    client = client(gitHub.app().privateKey());
    listeners.add((kind, subject, number, url) -> {});
  }

  /** The outbox of a server with this repository. */
  GitHubOutbox outbox(String repository) {
    return new GitHubOutbox(database.jdbi(), PublishMode.LIVE, repository, clock);
  }

  GitHubClient client(String key) {
    return new GitHubClient(
        new GitHubClient.Address(
            gitHub.api(), FakeGitHub.NIXPKGS, gitHub.app().clientId(), key, "test", null),
        limits,
        pause,
        clock);
  }

  private void waitUntil(Instant moment) {
    Duration left = Duration.between(clock.instant(), moment);
    if (left.isPositive()) {
      clock.advance(left);
    }
  }

  DeliveryJob node(PublishMode mode) {
    return node(mode, new PeopleReader());
  }

  DeliveryJob node(PublishMode mode, GitHubReader reader) {
    DeliveryStore store = new DeliveryStore(database.jdbi(), FakeGitHub.NIXPKGS);
    Deliverer deliverer =
        new Deliverer(
            store,
            database.transactions(),
            client,
            limits,
            listeners,
            new EventLog(database.jdbi(), clock),
            new Backoff(new Random(1), null),
            clock);
    return new DeliveryJob(
        mode, store, new DeliveryLockStore(database.jdbi()), deliverer, reader, pause, clock);
  }

  /** One run; gives when the job is due again. */
  Instant run(DeliveryJob node) throws InterruptedException {
    return JobRuns.once(node, database.jdbi(), clock);
  }

  /** Runs until nothing waits any more. */
  void drain(DeliveryJob node) throws InterruptedException {
    for (int runs = 0; !outbox.waiting(1).isEmpty(); runs++) {
      if (runs == 1000) {
        throw new AssertionError("still waiting: " + outbox.waiting(3));
      }
      waitUntil(run(node));
    }
  }

  List<Issue> issues() {
    return gitHub.nixpkgs().issues();
  }

  long posts() {
    return writes().size();
  }

  /** When GitHub was asked to open issues. */
  List<Instant> writes() {
    return gitHub.calls().stream()
        .filter(call -> call.method().equals("POST") && call.path().endsWith("/issues"))
        .map(Call::at)
        .toList();
  }

  Delivery.State state(String subject) {
    return outbox.of(subject).orElseThrow().state();
  }

  /** How often GitHub refused it. */
  int refusals(String subject) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("select refusals from github_delivery where subject = :subject")
                    .bind("subject", subject)
                    .mapTo(int.class)
                    .one());
  }

  /** What the activity log tells of it. */
  List<String> kinds(String subject) {
    return database
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind from event where subject_label = :subject order by id")
                    .bind("subject", subject)
                    .mapTo(String.class)
                    .list());
  }

  /** Asks the double for people. */
  private final class PeopleReader implements GitHubReader {
    @Override
    public Optional<GitHubUser> user(long id) throws java.io.IOException, InterruptedException {
      URI uri = client.at("/user/" + id);
      return client
          .find(uri)
          .map(answer -> new GitHubUser(id, answer.body().path("login").asString()));
    }

    @Override
    public List<GitHubUser> teamMembers(String slug) {
      throw new AssertionError("delivery asks for no team");
    }

    @Override
    public Optional<GitHubIssue> issue(long number) {
      throw new AssertionError("delivery asks for no issue");
    }
  }

  @Override
  public void close() {
    client.close();
    gitHub.close();
  }
}
