package org.snowguard.server.remediation.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.snowguard.server.suggestion.TriageWorld;

/** What moves is looked at, whoever looks meanwhile, and whatever fails. */
@Timeout(60)
class DueMarksTest extends StatusStory {

  private DueStore due;
  private StatusRound round;

  @BeforeEach
  void begin() {
    due = new DueStore(world.jdbi);
    round = new StatusRound(keeping, new StatusStore(world.jdbi), due, world.transactions);
    day(3);
    draft();
    pull(10, "master", 4);
    merge(10, COMMIT, 6);
    round.lookAtDue();
    day(7);
  }

  private List<String> unstable() {
    return statuses.ofIssue(issue).stream()
        .filter(row -> row.channel().equals(TriageWorld.UNSTABLE))
        .map(row -> row.status().text() + " by " + row.how().code().text())
        .toList();
  }

  /** Takes the fix back without being told. */
  private void reopenPull() {
    world.jdbi.useHandle(
        handle ->
            handle.execute(
                "update pull_request set state = 'OPEN', merged_at = null where number = 10"));
  }

  @Test
  void aMarkStaysForWhatIsCommittedWhileOthersLook() throws Exception {
    assertThat(unstable()).containsExactly("fix_merged by branch");
    due.noteAdvance();
    CountDownLatch isMarked = new CountDownLatch(1);
    CountDownLatch mayCommit = new CountDownLatch(1);
    CompletableFuture<Void> advance =
        CompletableFuture.runAsync(
            () ->
                world.transactions.run(
                    () -> {
                      reopenPull();
                      due.noteAdvance();
                      isMarked.countDown();
                      await(mayCommit);
                    }),
            Thread::startVirtualThread);
    await(isMarked);
    CompletableFuture<Integer> look =
        CompletableFuture.supplyAsync(round::lookAtDue, Thread::startVirtualThread);
    untilItWaitsOrEnds(look);
    mayCommit.countDown();
    advance.get(20, TimeUnit.SECONDS);
    look.get(20, TimeUnit.SECONDS);
    round.lookAtDue();
    assertThat(unstable()).containsExactly("fix_proposed by pull_request");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void untilItWaitsOrEnds(CompletableFuture<?> look) {
    while (!look.isDone() && !isSomebodyWaiting()) {
      Thread.onSpinWait();
    }
  }

  private boolean isSomebodyWaiting() {
    return world.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from pg_locks where not granted
                      and database = (select oid from pg_database where datname = current_database())
                      or not granted and locktype = 'transactionid')
                    """)
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void aMarkStaysWhereTheLookFailed() {
    due.noteAdvance();
    reopenPull();
    fail = true;
    assertThat(round.lookAtDue()).isEqualTo(1);
    assertThat(unstable()).containsExactly("fix_merged by branch");
    assertThat(due.after(0, 10)).containsExactly(issue);
    fail = false;
    round.lookAtDue();
    assertThat(unstable()).containsExactly("fix_proposed by pull_request");
    assertThat(due.after(0, 10)).isEmpty();
  }

  @Test
  void whatIsUpToDateLosesItsMark() {
    due.noteAdvance();
    world.clock.advance(Duration.ofHours(1));
    assertThat(round.lookAtDue()).isEqualTo(1);
    assertThat(due.after(0, 10)).isEmpty();
  }
}
