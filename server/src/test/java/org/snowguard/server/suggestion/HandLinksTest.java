package org.snowguard.server.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowguard.core.verdict.Verdict;

/** Links made by hand. */
class HandLinksTest extends Triaging {

  @Test
  void anyVulnerabilityIsLinkedByHand() {
    world.record(ID, "A flaw");
    world.index();
    long project = world.projects.find("curl").orElseThrow().id();
    Acted linked = world.links.link(world.vulnerability(ID), project, "seen upstream", world.alice);
    QueueCard card = world.card(ID);
    assertThat(card.state()).isEqualTo(Standing.PENDING);
    assertThat(card.linkedByHand()).isTrue();
    assertThat(card.channels().getFirst().packages().getFirst().verdict())
        .isEqualTo("not_affected");
    world.undo.undo(linked.eventId(), world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.WITHDRAWN);
  }

  @Test
  void linkThatSomebodyElseMadeMeanwhileIsNotMadeTwice() {
    world.record(ID, "A flaw");
    world.index();
    long project = world.projects.find("curl").orElseThrow().id();
    var link = new MachineView.Link(world.vulnerability(ID), project);
    var traits =
        MachineViews.traits(
            world
                .vulnerabilities
                .byIds(List.of(link.vulnerabilityId()))
                .values()
                .iterator()
                .next());
    HandLinkStore store = new HandLinkStore(world.jdbi);
    var now = world.clock.instant();
    assertThat(store.insert(link, List.of("curl"), List.of(), traits, 0, now)).isPresent();
    assertThat(store.insert(link, List.of("curl"), List.of(), traits, 0, now)).isEmpty();
  }

  @Test
  void weakSuggestionIsLinkedByHandIntoTheQueue() {
    QueueCard weak = world.suggested(ID, "curl", 0.2, Verdict.AFFECTED);
    assertThat(weak.state()).isEqualTo(Standing.WEAK);
    world.links.link(weak.vulnerability().id(), weak.projectId(), null, world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.PENDING);
    world.undo.undoLast(world.alice);
    assertThat(world.card(ID).state()).isEqualTo(Standing.WEAK);
  }
}
