package org.snowguard.bench.team;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the server acknowledged. Of the requests for one card the second leaves when the first is
 * answered, but for those that collide, of which one at most is acknowledged: so the order of
 * answers is the order of decisions.
 */
final class Ledger {

  private final Map<Long, Card> before = new HashMap<>();
  private final Map<Long, Integer> taken = new HashMap<>();
  private final Map<Long, String> states = new HashMap<>();
  private final List<Acknowledged> decisions = new ArrayList<>();
  private final List<Acknowledged> undone = new ArrayList<>();
  private final List<String> overwritten = new ArrayList<>();

  synchronized void decided(Acknowledged decision) {
    decisions.add(decision);
    count(decision.before(), decision.state());
  }

  synchronized void undid(Acknowledged decision) {
    undone.add(decision);
    count(decision.before(), decision.before().state());
  }

  /** Both of two who acted on the same card were told that they had decided. */
  synchronized void bothDecided(Card card) {
    overwritten.add("two people decided %s, one over the other".formatted(card));
  }

  private void count(Card card, String state) {
    before.putIfAbsent(card.id(), card);
    taken.merge(card.id(), 1, Integer::sum);
    states.put(card.id(), state);
  }

  /** How each touched card must stand now. */
  synchronized List<Card> expected() {
    return before.values().stream()
        .map(
            card ->
                new Card(
                    card.id(),
                    card.revision() + taken.getOrDefault(card.id(), 0),
                    states.getOrDefault(card.id(), card.state())))
        .toList();
  }

  synchronized List<String> overwritten() {
    return List.copyOf(overwritten);
  }

  synchronized List<Acknowledged> decisions() {
    return List.copyOf(decisions);
  }

  synchronized List<Acknowledged> undone() {
    return List.copyOf(undone);
  }
}
