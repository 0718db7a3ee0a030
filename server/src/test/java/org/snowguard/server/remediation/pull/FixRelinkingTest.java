package org.snowguard.server.remediation.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.github.GitHubPull;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.world.github.Issue;

/** Fixes that were there before anybody knew the vulnerability, while others write too. */
class FixRelinkingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private PullWorld world;

  @BeforeEach
  void arrange() {
    world = new PullWorld(database);
    world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.3"), Packages.of("hammer 2.0"));
    world.triage.ship("nixos-26.05", Packages.of("anvil 1.2"));
    world.triage.suggested("CVE-2024-0001", "anvil", 0.99, Verdict.AFFECTED);
  }

  @AfterEach
  void close() {
    aside.close();
    world.close();
  }

  private List<Fix> fixesOf(String vulnerability) {
    return world.fixes.of(world.triage.vulnerability(vulnerability), world.project("anvil"));
  }

  @Test
  void whatIsKnownLaterIsFoundInOlderPullRequests() throws Exception {
    world.open("anvil: fix CVE-2024-0002", "");
    world.sweep();
    world.relink();
    world.triage.suggested("CVE-2024-0002", "anvil", 0.99, Verdict.AFFECTED);
    world.relink();
    assertThat(fixesOf("CVE-2024-0002")).hasSize(1);
  }

  @Test
  void whatIsTakenUpIsFoundThoughNobodyTookItForLikely() throws Exception {
    world.open("treewide: security", "CVE-2024-0002");
    world.triage.suggested("CVE-2024-0002", "anvil", 0.7, Verdict.AFFECTED);
    world.sweep();
    world.relink();
    assertThat(fixesOf("CVE-2024-0002")).isEmpty();
    world.triage.triage.accept(world.triage.card("CVE-2024-0002").seen(), world.triage.alice);
    world.relink();
    assertThat(fixesOf("CVE-2024-0002")).hasSize(1);
  }

  @Test
  void anAliasThatIsLearnedLaterIsFound() throws Exception {
    world.open("anvil: fix GHSA-cfgh-jmpq-rvwx", "");
    world.sweep();
    world.relink();
    assertThat(fixesOf("CVE-2024-0001")).isEmpty();
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into vulnerability_alias (alias, vulnerability_id) values (?, ?)",
                    "GHSA-cfgh-jmpq-rvwx",
                    world.triage.vulnerability("CVE-2024-0001")));
    world.relink();
    assertThat(fixesOf("CVE-2024-0001")).hasSize(1);
  }

  @Test
  void whatIsDismissedNothingMendsForSure() throws Exception {
    world.open("anvil: 1.3 -> 1.4", "");
    world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    assertThat(fixesOf("CVE-2024-0001")).hasSize(2).allMatch(Fix::isSure);
    world.triage.triage.dismiss(
        world.triage.card("CVE-2024-0001").seen(),
        new Dismissal(DismissReason.NOT_THE_SAME_SOFTWARE, null, null),
        world.triage.alice);
    world.relink();
    assertThat(fixesOf("CVE-2024-0001")).noneMatch(Fix::isSure);
  }

  @Test
  void aFixStaysAsSureAsItWasWhenChannelsShipIt() throws Exception {
    Issue pull = world.open("anvil: 1.3 -> 1.4", "");
    world.sweep();
    assertThat(fixesOf("CVE-2024-0001")).extracting(Fix::confidence).containsExactly(0.85);
    world.triage.ship(TriageWorld.UNSTABLE, Packages.of("anvil 1.4"));
    world.triage.ship("nixos-26.05", Packages.of("anvil 1.4"));
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().merge(pull.number(), world.author, "a".repeat(40));
    world.sweep();
    assertThat(fixesOf("CVE-2024-0001")).extracting(Fix::confidence).containsExactly(0.85);
  }

  @Test
  void whatIsCommittedLateIsNotPassedOver() throws Exception {
    world.open("treewide: security", "CVE-2024-0002");
    world.triage.suggested("CVE-2024-0002", "anvil", 0.7, Verdict.AFFECTED);
    world.sweep();
    try (Handle slow = database.jdbi().open()) {
      slow.begin();
      slow.createUpdate(
              """
              update suggestion set tier = 'likely', machine_changed_at = :begun
              where vulnerability_id = :vulnerability
              """)
          .bind("begun", world.clock.instant())
          .bind("vulnerability", world.triage.vulnerability("CVE-2024-0002"))
          .execute();
      world.clock.advance(Duration.ofMinutes(5));
      world.triage.suggested("CVE-2024-0003", "anvil", 0.99, Verdict.AFFECTED);
      world.clock.advance(Duration.ofMinutes(5));
      world.relink();
      slow.commit();
    }
    world.clock.advance(Duration.ofMinutes(5));
    world.relink();
    assertThat(fixesOf("CVE-2024-0002")).hasSize(1);
  }

  @Test
  void whatASightingWithdrawsMeanwhileIsNotWrittenBack() throws Exception {
    Issue pull = world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    assertThat(fixesOf("CVE-2024-0001")).hasSize(1);
    world.clock.advance(Duration.ofSeconds(5));
    world.gitHub.nixpkgs().edit(pull.number(), world.author, "anvil: fix build", "");
    world.triage.suggested("CVE-2024-0002", "anvil", 0.99, Verdict.AFFECTED);
    Future<?> relinking =
        world.triage.transactions.call(
            () -> {
              world.tell(pull.number());
              return waiting(world::relink);
            });
    relinking.get();
    assertThat(fixesOf("CVE-2024-0001")).isEmpty();
  }

  @Test
  void nobodyWaitsInACircle() throws Exception {
    Issue first = world.open("anvil: fix", "");
    Issue second = world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    List<GitHubPull> told = List.of(world.told(second.number()), world.told(first.number()));
    Future<?> sweeping;
    try (Handle other = database.jdbi().open()) {
      other.begin();
      other.execute("select from pull_request where number = ? for update", first.number());
      sweeping = waiting(() -> world.sightings.seen(told, true));
      // Whoever holds the first may have the second: who waits does not hold it.
      other.execute("select from pull_request where number = ? for update nowait", second.number());
      other.rollback();
    }
    sweeping.get();
  }

  @Test
  void whoNamesAPullRequestWaitsForNobodyWhoLinksIt() throws Exception {
    Issue pull = world.open("anvil: fix CVE-2024-0001", "");
    world.sweep();
    world.triage.transactions.run(
        () -> {
          world.tell(pull.number());
          CompletableFuture.runAsync(() -> name(pull.number()), aside).join();
        });
  }

  /** As a row does that refers to it. */
  private static void name(int number) {
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "select from pull_request where number = ? for key share nowait", number));
  }

  private final ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor();

  /** Begins a piece of work that waits for what is held here. */
  private Future<?> waiting(Runnable work) {
    Future<?> begun = aside.submit(work);
    long end = System.nanoTime() + PATIENCE.toNanos();
    // Asked on another connection: a transaction sees who waits as it was at its first look.
    while (!CompletableFuture.supplyAsync(FixRelinkingTest::isSomebodyWaiting, aside).join()) {
      if (begun.isDone() || System.nanoTime() > end) {
        throw new AssertionError("it does not wait for what another holds: " + begun.state());
      }
      Thread.onSpinWait();
    }
    return begun;
  }

  private static boolean isSomebodyWaiting() {
    try (Handle handle = database.jdbi().open()) {
      return handle
          .createQuery(
              """
              select exists (select from pg_stat_activity
                where datname = current_database() and wait_event_type = 'Lock')
              """)
          .mapTo(boolean.class)
          .one();
    }
  }
}
