package org.snowguard.server.github.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.core.publish.OwnBlock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.web.BadInput;
import org.snowguard.world.github.GitHubFault;
import org.snowguard.world.github.Issue;
import org.snowguard.world.github.User;

class DeliveryTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final OutboxWorld world = new OutboxWorld(database);

  @AfterEach
  void close() {
    world.close();
  }

  private void put(String subject, OutgoingText text) {
    world.outbox.openIssue(subject, "xz: " + subject, text, List.of("1.severity: security"));
  }

  private static OutgoingText telling(long id) {
    return new OutgoingText(
        List.of(
            new OutgoingText.Part.Words("For "),
            new OutgoingText.Part.Person(id, "@old-name"),
            new OutgoingText.Part.Words(".")));
  }

  @Test
  void writesTitleBodyLabelsAndTheMarkerAsOurApp() throws InterruptedException {
    put("issue/1", OutgoingText.of("A flaw."));
    world.drain(world.node(PublishMode.LIVE));
    Issue issue = world.issues().getFirst();
    assertThat(issue.title()).isEqualTo("xz: issue/1");
    assertThat(issue.body()).matches("A flaw\\.\n\n<!-- snowguard issue/1 [0-9a-f]{16} -->\n");
    assertThat(issue.labels()).containsExactly("1.severity: security");
    assertThat(issue.author()).isEqualTo(org.snowguard.world.github.App.BOT.id());
  }

  @Test
  void burstDrainsByItselfWithinTheLimitsAndAcrossRestarts() throws InterruptedException {
    int burst = 600;
    for (int number = 1; number <= burst; number++) {
      put("issue/" + number, OutgoingText.of("A flaw."));
    }
    assertThat(world.state("issue/458")).isEqualTo(new Delivery.State.Waiting(457));
    Instant begun = world.clock.instant();
    Instant due = world.run(world.node(PublishMode.LIVE));
    // The first hour's are written; another node, which knows only the database, goes on.
    assertThat(world.issues()).hasSize(500);
    assertThat(due).isAfter(begun.plus(Duration.ofHours(1)));
    assertThat(world.state("issue/600")).isEqualTo(new Delivery.State.Waiting(99));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.issues()).as("before the hour has gone").hasSize(500);
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues()).hasSize(burst);
    assertThat(world.gitHub.limits().refused()).isZero();
    List<Instant> writes = world.writes();
    for (int index = 1; index < writes.size(); index++) {
      assertThat(Duration.between(writes.get(index - 1), writes.get(index)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LIVE, For @now-called.",
    "LIVE_NO_MENTIONS, For `now-called`.",
  })
  void loginIsLookedUpWhenItIsDelivered(PublishMode mode, String expected)
      throws InterruptedException {
    User user = world.gitHub.people().add("then-called");
    put("issue/1", telling(user.id()));
    world.gitHub.people().rename(user.id(), "now-called");
    world.drain(world.node(mode));
    assertThat(world.issues().getFirst().body()).startsWith(expected);
  }

  @Test
  void whoIsNotOnGitHubAnyMoreIsNamedWithoutAMention() throws InterruptedException {
    put("issue/1", telling(99));
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues().getFirst().body()).startsWith("For old-name.");
  }

  @ParameterizedTest
  @CsvSource({
    "Ann Example, Ann Example",
    "@@ann, ann",
    "a_b, `a_b`",
    "[x](http://evil), `[x](http://evil)`",
    "a`@b`, `a @b `",
  })
  void namesFormatNothing(String name, String expected) {
    assertThat(Rendering.name(name)).isEqualTo(expected);
  }

  @Test
  void shadowDoesEverythingButWriting() throws InterruptedException {
    User user = world.gitHub.people().add("alice");
    put("issue/1", telling(user.id()));
    world.drain(world.node(PublishMode.SHADOW));
    assertThat(world.issues()).isEmpty();
    assertThat(world.state("issue/1"))
        .isEqualTo(new Delivery.State.Withheld(PublishMode.SHADOW, "For @alice."));
    world.outbox.release("issue/1");
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues()).hasSize(1);
  }

  @Test
  void dryRunShowsTheTextAtOnceAndAsksNobody() {
    GitHubOutbox dry = new GitHubOutbox(database.jdbi(), PublishMode.DRY_RUN, null, world.clock);
    dry.openIssue("issue/1", "xz", telling(1), List.of());
    assertThat(world.state("issue/1"))
        .isEqualTo(new Delivery.State.Withheld(PublishMode.DRY_RUN, "For old-name."));
    assertThat(world.gitHub.calls()).isEmpty();
  }

  @Test
  void whatIsMeantForOneRepositoryNeverLeavesForAnother() throws InterruptedException {
    Issue issue = world.gitHub.nixpkgs().open(world.gitHub.people().add("a"), "T", "theirs");
    GitHubOutbox rehearsal = world.outbox("example/rehearsal");
    rehearsal.openIssue("issue/1", "xz", OutgoingText.of("Rehearsed."), List.of());
    rehearsal.comment("issue/2/fixed", issue.number(), OutgoingText.of("Fixed."));
    rehearsal.editBody("issue/2/body", issue.number(), OutgoingText.of("Ours."));
    assertThat(world.outbox.of("issue/1")).isEmpty();
    put("issue/1", OutgoingText.of("A flaw."));
    assertThat(world.state("issue/1")).isEqualTo(new Delivery.State.Waiting(0));
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.drain(node);
    world.run(node);
    assertThat(world.issues())
        .extracting(Issue::title)
        .containsExactlyInAnyOrder("T", "xz: issue/1");
    assertThat(world.gitHub.nixpkgs().comments(issue.number())).isEmpty();
    assertThat(world.issues()).extracting(Issue::body).contains("theirs");
    assertThat(rehearsal.waiting(10)).hasSize(3);
  }

  @Test
  void whatWasWithheldBeforeThereWasARepositoryIsReleasedToTheFirst() throws InterruptedException {
    new GitHubOutbox(database.jdbi(), PublishMode.DRY_RUN, null, world.clock)
        .openIssue("issue/1", "xz: issue/1", OutgoingText.of("A flaw."), List.of());
    put("issue/1", OutgoingText.of("Another text."));
    assertThat(world.state("issue/1")).isInstanceOf(Delivery.State.Withheld.class);
    world.outbox.release("issue/1");
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues().getFirst().body()).startsWith("A flaw.");
    assertThat(world.outbox("example/other").of("issue/1")).isEmpty();
  }

  @Test
  void whatGitHubRefusesIsToldAndKeepsNobodyWaiting() throws InterruptedException {
    world.outbox.comment("issue/1/fixed", 4711, OutgoingText.of("Fixed."));
    put("issue/2", OutgoingText.of("A flaw."));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.state("issue/1/fixed"))
        .isInstanceOfSatisfying(
            Delivery.State.Failing.class,
            failing -> {
              assertThat(failing.words()).contains("404");
              assertThat(failing.nextTry()).isAfter(world.clock.instant());
            });
  }

  private void tryTenTimes(DeliveryJob node) throws InterruptedException {
    for (int times = 1; times <= Deliverer.MOST_REFUSALS; times++) {
      assertThat(world.outbox.waiting(9)).hasSize(1);
      world.run(node);
      world.clock.advance(Duration.ofHours(7));
    }
    assertThat(world.outbox.waiting(9)).isEmpty();
  }

  @Test
  void whatIsRefusedTenTimesIsGivenUpUntilAPersonSaysOtherwise() throws InterruptedException {
    world.outbox.comment("issue/1/fixed", 4711, OutgoingText.of("Fixed."));
    DeliveryJob node = world.node(PublishMode.LIVE);
    tryTenTimes(node);
    assertThat(world.state("issue/1/fixed"))
        .isInstanceOfSatisfying(
            Delivery.State.GivenUp.class,
            given -> {
              assertThat(given.words()).contains("404");
              assertThat(given.attempts()).isEqualTo(10);
            });
    assertThat(world.outbox.waiting(9)).isEmpty();
    int calls = world.gitHub.calls().size();
    put("issue/2", OutgoingText.of("A flaw."));
    world.drain(node);
    assertThat(world.state("issue/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.outbox.givenUp("issue/1")).hasSize(1);
    assertThat(world.outbox.givenUp("issue/2")).isEmpty();
    assertThat(world.gitHub.calls().subList(calls, world.gitHub.calls().size()).toString())
        .doesNotContain("/4711/");

    OutboxStore store = new OutboxStore(database.jdbi(), "NixOS/nixpkgs");
    assertThat(store.tryAgain("issue/1/fixed", world.clock.instant())).isPresent();
    assertThat(store.tryAgain("issue/1/fixed", world.clock.instant())).isEmpty();
    assertThat(world.state("issue/1/fixed")).isEqualTo(new Delivery.State.Waiting(0));
    tryTenTimes(node);
    assertThat(world.state("issue/1/fixed")).isInstanceOf(Delivery.State.GivenUp.class);
  }

  @Test
  void newerTextOfWhatWasGivenUpBeginsAnew() throws InterruptedException {
    world.outbox.editBody("issue/1/body", 4711, OutgoingText.of("old"));
    tryTenTimes(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/1/body")).isInstanceOf(Delivery.State.GivenUp.class);
    world.outbox.editBody("issue/1/body", 4711, OutgoingText.of("new"));
    assertThat(world.state("issue/1/body")).isEqualTo(new Delivery.State.Waiting(0));
  }

  @Test
  void textThatAListenerFailsOnKeepsNobodyWaitingAndIsNotWrittenTwice()
      throws InterruptedException {
    List<DeliveryListener> well = List.copyOf(world.listeners);
    world.listeners.add(
        (kind, subject, number, url) -> {
          if (subject.equals("issue/1")) {
            throw new IllegalStateException("a flaw of ours");
          }
        });
    put("issue/1", OutgoingText.of("A flaw."));
    put("issue/2", OutgoingText.of("A flaw."));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.state("issue/1"))
        .isInstanceOfSatisfying(
            Delivery.State.Failing.class,
            failing ->
                assertThat(failing.words()).isEqualTo("an error of this server: a flaw of ours"));
    world.listeners.clear();
    world.listeners.addAll(well);
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.posts()).isEqualTo(2);
  }

  @Test
  void textThatCannotBeReadKeepsNobodyWaiting() throws InterruptedException {
    put("issue/1", OutgoingText.of("A flaw."));
    put("issue/2", OutgoingText.of("A flaw."));
    database
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update github_delivery set body = '[{\"x\": 1}]' where subject = 'issue/1'"));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.state("issue/1")).isInstanceOf(Delivery.State.Failing.class);
  }

  @Test
  void gitHubThatIsDownIsToldAndMadeUpFor() throws InterruptedException {
    world.gitHub.faults().begin(GitHubFault.ERROR_BEFORE);
    for (int number = 1; number <= 20; number++) {
      put("issue/" + number, OutgoingText.of("A flaw."));
    }
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.run(node);
    assertThat(world.state("issue/1")).isInstanceOf(Delivery.State.Failing.class);
    assertThat(world.state("issue/20"))
        .as("nobody hammers at a GitHub that is down")
        .isInstanceOf(Delivery.State.Waiting.class);
    world.gitHub.faults().endAll();
    world.drain(node);
    assertThat(world.issues()).hasSize(20);
  }

  @Test
  void tokenIsNotAskedForWhileGitHubIsToBeLeftAlone() throws InterruptedException {
    put("issue/1", OutgoingText.of("A flaw."));
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.gitHub.faults().next(GitHubFault.SECONDARY_LIMIT, "POST", "/access_tokens$");
    world.run(node);
    int calls = world.gitHub.calls().size();
    put("issue/2", OutgoingText.of("A flaw."));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.gitHub.calls()).hasSize(calls);
    world.drain(node);
    assertThat(world.issues()).hasSize(2);
  }

  @Test
  void revokedTokenIsReplaced() throws InterruptedException {
    put("issue/1", OutgoingText.of("A flaw."));
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.drain(node);
    world.gitHub.revokeTokens();
    put("issue/2", OutgoingText.of("A flaw."));
    world.drain(node);
    assertThat(world.issues()).hasSize(2);
  }

  @Test
  void newerTextOfABodyCounts() throws InterruptedException {
    Issue issue = world.gitHub.nixpkgs().open(world.gitHub.people().add("a"), "T", "old");
    world.outbox.editBody("issue/1/body", issue.number(), OutgoingText.of("new"));
    world.outbox.editBody("issue/1/body", issue.number(), OutgoingText.of("newer"));
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.drain(node);
    world.outbox.editBody("issue/1/body", issue.number(), OutgoingText.of("newest"));
    world.gitHub.faults().next(GitHubFault.DROP_AFTER, "PATCH", "/issues/");
    world.drain(node);
    assertThat(world.issues().getFirst().body()).startsWith("newest\n");
  }

  @Test
  void whatPeopleWroteAroundOurPartStays() throws InterruptedException {
    String old = OwnBlock.BEGIN + "old" + OwnBlock.END;
    String renewed = OwnBlock.BEGIN + "new" + OwnBlock.END;
    var person = world.gitHub.people().add("a");
    Issue kept = world.gitHub.nixpkgs().open(person, "T", "above\n" + old + "\nbelow");
    Issue taken = world.gitHub.nixpkgs().open(person, "T", "all mine");
    world.outbox.editBody("issue/1/body", kept.number(), OutgoingText.of(renewed));
    world.outbox.editBody("issue/2/body", taken.number(), OutgoingText.of(renewed));
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.issues())
        .extracting(Issue::body)
        .containsExactlyInAnyOrder("above\n" + renewed + "\nbelow", "all mine");
    assertThat(world.outbox.waiting(9)).isEmpty();
    assertThat(world.state("issue/1/body")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.state("issue/2/body"))
        .isEqualTo(
            new Delivery.State.LeftAlone(
                "somebody took our marks out of the text on GitHub: it is theirs"));
    world.gitHub.nixpkgs().edit(taken.number(), person, "T", old);
    world.outbox.editBody("issue/2/body", taken.number(), OutgoingText.of(renewed + "!"));
    world.drain(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/2/body")).isInstanceOf(Delivery.State.Delivered.class);
  }

  /** GitHub names no limit with it: the App lacks the permission for as long as nobody gives it. */
  @ParameterizedTest
  @CsvSource({"POST, /labels$", "GET, /timeline$"})
  void labelThatTheAppMayNotSetKeepsNobodyWaiting(String method, String path)
      throws InterruptedException {
    Issue pull = world.gitHub.nixpkgs().open(world.gitHub.people().add("a"), "T", "theirs");
    world.gitHub.faults().next(GitHubFault.FORBIDDEN, method, path);
    world.outbox.addLabel("backport/1", pull.number(), "backport");
    put("issue/2", OutgoingText.of("A flaw."));
    world.run(world.node(PublishMode.LIVE));
    assertThat(world.state("issue/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.state("backport/1"))
        .isInstanceOfSatisfying(
            Delivery.State.Failing.class,
            failing -> assertThat(failing.words()).contains("not accessible"));
    assertThat(world.refusals("backport/1")).isEqualTo(1);
  }

  @Test
  void labelThatSomebodyTookAwayIsHeldBackForGood() throws InterruptedException {
    var person = world.gitHub.people().add("a");
    Issue pull = world.gitHub.nixpkgs().open(person, "T", "theirs");
    world.gitHub.nixpkgs().label(pull.number(), person, Set.of("backport"));
    world.gitHub.nixpkgs().label(pull.number(), person, Set.of());
    world.outbox.addLabel("backport/1", pull.number(), "backport");
    world.outbox.addLabel("backport/2", pull.number(), "another");
    DeliveryJob node = world.node(PublishMode.LIVE);
    world.drain(node);
    Delivery.State held = new Delivery.State.LeftAlone("somebody took the label away on GitHub");
    assertThat(world.state("backport/1")).isEqualTo(held);
    assertThat(world.state("backport/2")).isInstanceOf(Delivery.State.Delivered.class);
    assertThat(world.issues().getFirst().labels()).containsExactly("another");
    world.outbox.release("backport/1");
    assertThat(world.state("backport/1")).as("only what a mode held back").isEqualTo(held);
    assertThat(world.kinds("backport/1")).containsExactly("github.left_alone");
  }

  @Test
  void textThatGitHubWouldRefuseIsRefusedHere() {
    assertThatThrownBy(() -> put("issue/1", OutgoingText.of("x".repeat(GitHubOutbox.BODY_LIMIT))))
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("fold or split");
    assertThatThrownBy(() -> put("no --> subject", OutgoingText.of("x")))
        .isInstanceOf(BadInput.class);
  }

  @Test
  void keyThatIsNoneIsRefusedWithoutBeingTold() {
    assertThatThrownBy(() -> world.client("my secret").ownApp())
        .isInstanceOf(BadInput.class)
        .hasMessageContaining("private-key")
        .hasMessageNotContaining("my secret");
  }
}
