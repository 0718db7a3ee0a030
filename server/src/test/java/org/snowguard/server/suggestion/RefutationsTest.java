package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Role;

class RefutationsTest {

  private static final String ID = "CVE-2024-0001";

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private TriageWorld world;
  private QueueCard card;
  private CurrentAccount maintainer;

  @BeforeEach
  void arrange() {
    world = new TriageWorld(database);
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.group("zlib", "zlib", "zlib_old");
    card = world.suggested(ID, "zlib", 0.99, Verdict.AFFECTED);
    long number = world.accounts.add("carol", Set.of(Role.MAINTAINER)).number();
    // Every package of these tests has this maintainer.
    world.jdbi.useHandle(
        handle -> handle.execute("update account set github_id = 17 where account_id = ?", number));
    maintainer = Objects.requireNonNull(world.accounts.find(number));
  }

  private long dispute(String attribute) {
    return world.refutations.refute(
        card.id(), attribute, "not_affected", "built without it", maintainer);
  }

  private List<String> open() {
    return world.card(ID).refutations().stream().map(Refutation::words).toList();
  }

  @Test
  void disputedVerdictIsShownAtOnceAndPausesMentions() {
    assertThat(world.refutations.isPaused(List.of(card.id()))).isFalse();
    dispute("zlib_old");
    assertThat(open()).containsExactly("zlib_old is not affected");
    assertThat(world.refutations.isPaused(List.of(card.id()))).isTrue();
    assertThat(world.card(ID).state()).as("a triager decides").isEqualTo(Standing.PENDING);
    assertThat(world.cards(QueueTab.PROPOSALS))
        .extracting(QueueCard::id)
        .containsExactly(card.id());
    assertThat(world.queue.tabs()).containsEntry(QueueTab.PROPOSALS, 1L);
  }

  @Test
  void confirmedOneTakesThePackageOffAndCanBeUndone() {
    long id = dispute("zlib_old");
    world.refutations.confirm(id, card.revision(), "thank you", world.alice);
    assertThat(world.card(ID).removedAttributes()).containsExactly("zlib_old");
    assertThat(world.refutations.isPaused(List.of(card.id()))).isFalse();
    assertThat(world.refutations.by(maintainer.number(), 5))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.state()).isEqualTo("confirmed");
              assertThat(told.answer()).isEqualTo("thank you");
            });
    world.undo.undoLast(world.alice);
    assertThat(world.card(ID).removedAttributes()).isEmpty();
  }

  @Test
  void lastPackageOffSettlesTheCard() {
    world.refutations.confirm(dispute("zlib"), card.revision(), null, world.alice);
    world.refutations.confirm(dispute("zlib_old"), card.revision() + 1, null, world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.SETTLED);
  }

  @Test
  void rejectedOneIsToldWithAnAnswer() {
    long id = dispute("zlib");
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.refutations.reject(id, " ", world.alice));
    world.refutations.reject(id, "the flag is on by default", world.alice);
    assertThat(open()).isEmpty();
    assertThat(world.card(ID).removedAttributes()).isEmpty();
    assertThat(world.refutations.by(maintainer.number(), 5))
        .extracting(Refutation::answer)
        .containsExactly("the flag is on by default");
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> world.refutations.confirm(id, card.revision(), null, world.bob));
    assertThat(world.kindsOf(card)).containsExactly("refutation.made", "refutation.rejected");
  }

  @Test
  void onlyMaintainersByNumberMay() {
    CurrentAccount alice = Objects.requireNonNull(world.accounts.find(world.alice));
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> world.refutations.refute(card.id(), "zlib", "patched", "is", alice));
    assertThat(world.refutations.maintained(maintainer, List.of("zlib", "other")))
        .containsExactly("zlib");
    assertThat(world.refutations.maintained(alice, List.of("zlib"))).isEmpty();
    assertThat(world.refutations.maintained(null, List.of("zlib"))).isEmpty();
  }

  @Test
  void verdictIsDisputedOnce() {
    dispute("zlib");
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> dispute("zlib"));
    dispute("zlib_old");
    assertThat(open()).hasSize(2);
  }

  @Test
  void whatIsNotOnTheCardOrNotSaidIsRefused() {
    assertThatExceptionOfType(BadInput.class).isThrownBy(() -> dispute("curl"));
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.refutations.refute(card.id(), "zlib", "affected", "x", maintainer));
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.refutations.refute(card.id(), "zlib", "patched", " ", maintainer));
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> world.refutations.reject(999_999, "no", world.alice));
  }

  @Test
  void dismissalOvertakesAndAcceptanceDoesNot() {
    dispute("zlib");
    world.triage.accept(card.seen(), world.alice);
    assertThat(open()).hasSize(1);
    world.undo.undoLast(world.alice);
    world.triage.dismiss(
        world.card(ID).seen(), new Dismissal(DismissReason.DUPLICATE, null, null), world.alice);
    assertThat(world.refutations.by(maintainer.number(), 5))
        .extracting(Refutation::state)
        .containsExactly("overtaken");
    assertThatExceptionOfType(Conflict.class).isThrownBy(() -> dispute("zlib_old"));
  }
}
