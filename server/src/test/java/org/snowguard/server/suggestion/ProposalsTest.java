package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.web.BadInput;

/** Proposals beside decisions. */
class ProposalsTest extends Triaging {

  @Test
  void decisionOvertakesOpenProposals() {
    QueueCard card = affected();
    long bob = world.bob;
    world.proposals.proposeDismissal(card.id(), DismissReason.DUPLICATE, null, bob);
    world.triage.accept(card.seen(), world.alice);
    assertThat(world.proposals.by(bob, 10)).extracting("state").containsExactly("overtaken");
    assertThat(world.proposals.openOf(List.of(card.id()))).isEmpty();
  }

  @Test
  void acceptedProposalIsNotOvertakenByItsOwnDecision() {
    QueueCard card = affected();
    long proposal =
        world.proposals.proposeDismissal(card.id(), DismissReason.DUPLICATE, null, world.bob);
    world.proposals.accept(proposal, card.revision(), world.alice);
    assertThat(world.proposals.by(world.bob, 10)).extracting("state").containsExactly("accepted");
  }

  @Test
  void packageThatStandsOnTheCardIsNotProposed() {
    QueueCard card = affected();
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> world.proposals.proposePackage(card.id(), "zlib_old", null, world.bob))
        .withMessageContaining("stands on the card");
    world.triage.removePackage(card.seen(), "zlib_old", world.alice);
    assertThat(world.proposals.proposePackage(card.id(), "zlib_old", null, world.bob)).isPositive();
  }
}
