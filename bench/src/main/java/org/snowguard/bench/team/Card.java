package org.snowguard.bench.team;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A suggestion as somebody saw it.
 *
 * @param revision counts what people did to it and what the machine changed
 * @param state where it stands: {@code pending}, {@code dismissed}
 */
record Card(long id, int revision, String state) {

  private static final Set<String> DECIDED = Set.of("accepted", "dismissed", "snoozed");

  static Card of(JsonNode json) {
    return new Card(
        json.path("id").asLong(), json.path("revision").asInt(), json.path("state").asString());
  }

  boolean isDecided() {
    return DECIDED.contains(state);
  }

  /**
   * Whether it stands as expected. What people decide teaches the matcher, which changes other
   * cards: their revision may be greater, and what nobody decides may stand in another tab.
   */
  boolean standsAs(Card expected) {
    boolean same = expected.isDecided() ? state.equals(expected.state) : !isDecided();
    return same && revision >= expected.revision;
  }
}
