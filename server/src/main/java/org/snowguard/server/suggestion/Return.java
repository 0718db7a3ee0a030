package org.snowguard.server.suggestion;

import java.util.Map;
import org.snowguard.core.triage.Reopening;
import org.snowguard.server.activity.NewEvent;

/** The way of a decided suggestion back into the queue. */
final class Return {

  private Return() {}

  static OverlayStore.Change overlay(StoredSuggestion before, Reopening why) {
    return new OverlayStore.Change(before.id(), before.overlay().returned(words(before, why)));
  }

  static NewEvent event(StoredSuggestion before, Reopening why) {
    return new NewEvent(
        "suggestion.reopened",
        "suggestion",
        before.id(),
        before.label(),
        before.vulnerabilityId(),
        before.projectId(),
        null,
        Map.of("state", before.standing().text()),
        Map.of(
            "state",
            Standing.PENDING.text(),
            "why",
            why.why().name().toLowerCase(java.util.Locale.ROOT)),
        words(before, why),
        null);
  }

  private static String words(StoredSuggestion before, Reopening why) {
    String since =
        before.standing() == Standing.SNOOZED ? "Snoozed: " : "Changed since dismissed: ";
    return since + String.join("; ", why.differences());
  }
}
