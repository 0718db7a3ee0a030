package org.snowguard.bench.team;

import java.util.List;
import java.util.Map;

/**
 * What a person does with a card.
 *
 * @param verb the last part of the address
 * @param state where the card stands afterwards
 * @param fields that the form sends besides the revision
 */
record Action(String verb, String state, Map<String, String> fields) {

  static final Action ACCEPT = new Action("accept", "accepted", Map.of());
  static final Action NEVER_AFFECTED = dismissed("version_never_affected");

  /** What is done in turn; the reason "not the same software" teaches most and so writes most. */
  static final List<Action> ALL =
      List.of(
          ACCEPT,
          dismissed("not_the_same_software"),
          NEVER_AFFECTED,
          new Action("snooze", "snoozed", Map.of("until", "")));

  private static Action dismissed(String reason) {
    return new Action("dismiss", "dismissed", Map.of("reason", reason));
  }

  String path(Card card) {
    return "/queue/" + card.id() + "/" + verb;
  }

  /** The kind of the log's entry. */
  String kind() {
    return "suggestion." + state;
  }
}
