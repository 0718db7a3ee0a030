package org.snowguard.server.suggestion;

import java.util.Map;
import org.snowguard.core.triage.Reopening;
import org.snowguard.server.activity.NewEvent;

/** The way of a decided suggestion back to where machines place it. */
final class Return {

  private Return() {}

  /**
   * Where it comes back to, by what the machine said last: into the queue only while there is
   * something left to decide. A link made by hand is decided by people alone.
   */
  static Standing standing(StoredSuggestion before) {
    if (before.overlay().linkedByHand()) {
      return Standing.PENDING;
    }
    if (before.machineDigest() == null) {
      return Standing.WITHDRAWN;
    }
    return before.placement() == Standing.SETTLED ? Standing.SETTLED : Standing.PENDING;
  }

  static OverlayStore.Change overlay(StoredSuggestion before, Standing now, Reopening why) {
    return new OverlayStore.Change(before.id(), before.overlay().returned(now, words(before, why)));
  }

  static NewEvent event(StoredSuggestion before, Standing now, Reopening why) {
    return new NewEvent(
        "suggestion.reopened",
        "suggestion",
        before.id(),
        before.label(),
        before.vulnerabilityId(),
        before.projectId(),
        null,
        Map.of("state", before.standing().text()),
        Map.of("state", now.text(), "why", why.why().name().toLowerCase(java.util.Locale.ROOT)),
        words(before, why),
        null);
  }

  private static String since(StoredSuggestion before) {
    Long rule = before.overlay().rule();
    if (rule != null) {
      return "Taken by rule #%d: ".formatted(rule);
    }
    return before.standing() == Standing.SNOOZED ? "Snoozed: " : "Changed since dismissed: ";
  }

  private static String words(StoredSuggestion before, Reopening why) {
    return since(before) + String.join("; ", why.differences());
  }
}
