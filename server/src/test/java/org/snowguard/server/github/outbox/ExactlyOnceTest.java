package org.snowguard.server.github.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubReader;
import org.snowguard.server.github.GitHubUser;
import org.snowguard.server.github.PublishMode;
import org.snowguard.world.github.App;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.GitHubFault;
import org.snowguard.world.github.Issue;

/** Whatever fails, and wherever a node dies: one GitHub issue. */
class ExactlyOnceTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final OutboxWorld world = new OutboxWorld(database);

  @AfterEach
  void close() {
    world.close();
  }

  private void put(String subject) {
    world.outbox.openIssue(subject, "xz: " + subject, OutgoingText.of("A flaw."), List.of());
  }

  private void assertOnGitHubOnce(String... subjects) {
    assertThat(world.issues())
        .extracting(Issue::title)
        .containsExactlyInAnyOrder(
            List.of(subjects).stream().map(one -> "xz: " + one).toArray(String[]::new));
    for (String subject : subjects) {
      assertThat(world.state(subject)).isInstanceOf(Delivery.State.Delivered.class);
    }
  }

  @ParameterizedTest
  @EnumSource(GitHubFault.class)
  void oneIssueWhateverFails(GitHubFault fault) throws InterruptedException {
    world.gitHub.faults().slowBy(Duration.ofMillis(10));
    world.gitHub.faults().next(fault, "POST", "/issues$");
    put("issue/1");
    put("issue/2");
    world.drain(world.node(PublishMode.LIVE));
    assertOnGitHubOnce("issue/1", "issue/2");
    assertThat(world.gitHub.limits().refused()).isZero();
  }

  @ParameterizedTest
  @EnumSource(GitHubFault.class)
  void oneCommentWhateverFails(GitHubFault fault) throws InterruptedException {
    Issue issue = world.gitHub.nixpkgs().open(world.gitHub.people().add("alice"), "Broken", "Help");
    world.gitHub.faults().slowBy(Duration.ofMillis(10));
    world.gitHub.faults().next(fault, "POST", "/comments$");
    world.outbox.comment("issue/1/fixed", issue.number(), OutgoingText.of("Fixed."));
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.gitHub.nixpkgs().comments(issue.number())).hasSize(1);
    assertThat(world.state("issue/1/fixed"))
        .isInstanceOfSatisfying(
            Delivery.State.Delivered.class,
            delivered -> {
              assertThat(delivered.number()).isEqualTo(issue.number());
              assertThat(delivered.url()).contains("#issuecomment-");
            });
  }

  @Test
  void nodeThatDiesBeforeItsAttemptIsStoredLosesNothing() throws InterruptedException {
    world.outbox.openIssue("issue/1", "xz: issue/1", mentioning(7), List.of());
    GitHubReader dying = new DyingReader();
    assertThatThrownBy(() -> world.run(world.node(PublishMode.LIVE, dying)))
        .hasMessage("this node is dead");
    assertThat(world.posts()).isZero();
    world.drain(world.node(PublishMode.LIVE));
    assertOnGitHubOnce("issue/1");
  }

  private static OutgoingText mentioning(long id) {
    return new OutgoingText(List.of(new OutgoingText.Part.Person(id, "somebody")));
  }

  /** No exception, which a node would survive. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;

    Death() {
      super("this node is dead");
    }
  }

  private static final class DyingReader implements GitHubReader {
    @Override
    public Optional<GitHubUser> user(long id) {
      throw new Death();
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

  @Test
  void nodeThatDiesBetweenAttemptAndSendingIsMadeUpForOnceNothingCanComeAnyMore()
      throws InterruptedException {
    put("issue/1");
    database
        .jdbi()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "update github_delivery set attempt_at = :now, first_attempt_at = :now")
                    .bind("now", world.clock.instant())
                    .execute());
    DeliveryJob other = world.node(PublishMode.LIVE);
    Instant settled = world.clock.instant().plus(Deliverer.SETTLED);
    world.run(other);
    assertThat(world.posts()).as("sent while the first one may still arrive").isZero();
    world.drain(other);
    assertOnGitHubOnce("issue/1");
    assertThat(world.clock.instant()).isAfterOrEqualTo(settled);
  }

  @Test
  void nodeThatDiesAfterSendingIsFollowedByOneThatFindsTheMarker() throws InterruptedException {
    put("issue/1");
    world.listeners.clear();
    world.listeners.add(
        (kind, subject, number, url) -> {
          throw new Death();
        });
    assertThatThrownBy(() -> world.run(world.node(PublishMode.LIVE)))
        .hasMessage("this node is dead");
    assertThat(world.issues()).hasSize(1);
    assertThat(world.state("issue/1")).isInstanceOf(Delivery.State.Waiting.class);
    world.listeners.clear();
    AtomicInteger told = new AtomicInteger();
    world.listeners.add((kind, subject, number, url) -> told.incrementAndGet());
    world.drain(world.node(PublishMode.LIVE));
    assertOnGitHubOnce("issue/1");
    assertThat(world.posts()).isEqualTo(1);
    assertThat(told).hasValue(1);
  }

  @Test
  void otherNodeLeavesDeliveryToTheOneThatHasIt() throws InterruptedException {
    put("issue/1");
    DeliveryJob other = world.node(PublishMode.LIVE);
    new DeliveryLockStore(database.jdbi())
        .holding(
            held -> {
              held.check();
              world.run(other);
              return "";
            },
            "");
    assertThat(world.posts()).isZero();
    world.drain(other);
    assertOnGitHubOnce("issue/1");
  }

  @Test
  void markerThatSomebodyElseCopiedIsNotTakenForOurs() throws InterruptedException {
    put("issue/1");
    Pending pending =
        new DeliveryStore(database.jdbi(), FakeGitHub.NIXPKGS)
            .next(world.clock.instant())
            .orElseThrow();
    world.gitHub.faults().next(GitHubFault.DROP_BEFORE, "POST", "/issues$");
    world
        .gitHub
        .nixpkgs()
        .open(world.gitHub.people().add("mallory"), "Mine", "Ha " + pending.marker());
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues()).extracting(Issue::title).contains("Mine", "xz: issue/1").hasSize(2);
  }

  @Test
  void whatIsOursIsKnownThoughOurAppWasRenamed() throws InterruptedException {
    put("issue/1");
    world.gitHub.faults().next(GitHubFault.DROP_AFTER, "POST", "/issues$");
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.run(node);
    world.gitHub.people().rename(App.BOT.id(), "renamed[bot]");
    world.drain(node);
    assertOnGitHubOnce("issue/1");
  }

  @Test
  void clockThatIsHalfAnHourAheadOfGitHubsMakesNoSecondComment() throws InterruptedException {
    Issue issue = world.gitHub.nixpkgs().open(world.gitHub.people().add("alice"), "Broken", "Help");
    world.outbox.comment("issue/1/fixed", issue.number(), OutgoingText.of("Fixed."));
    world.gitHub.faults().next(GitHubFault.DROP_AFTER, "POST", "/comments$");
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.run(node);
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update github_delivery set"
                        + " first_attempt_at = first_attempt_at + interval '30 minutes'"));
    world.drain(node);
    assertThat(world.gitHub.nixpkgs().comments(issue.number())).hasSize(1);
  }

  @Test
  void effectThatIsPutInTwiceIsOne() throws InterruptedException {
    put("issue/1");
    put("issue/1");
    world.drain(world.node(PublishMode.LIVE));
    put("issue/1");
    assertThat(world.outbox.waiting(10)).isEmpty();
    assertOnGitHubOnce("issue/1");
  }
}
