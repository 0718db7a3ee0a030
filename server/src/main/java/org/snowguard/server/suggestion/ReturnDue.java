package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.core.triage.Decision;
import org.snowguard.core.triage.DecisionFacts;
import org.snowguard.core.triage.Reopening;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/**
 * Brings back what was snoozed until a day that has come, and dismissals whose day of review it is.
 */
public final class ReturnDue {

  private final OverlayStore overlays;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  ReturnDue(OverlayStore overlays, EventLog events, Transactions transactions, Clock clock) {
    this.overlays = overlays;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Brings back what is due today; safe to run at any time, on several nodes.
   *
   * @return how many came back
   */
  public int run() {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return transactions.call(() -> returnDue(today));
  }

  private int returnDue(LocalDate today) {
    List<OverlayStore.Change> changes = new ArrayList<>();
    List<NewEvent> reopenings = new ArrayList<>();
    for (StoredSuggestion due : overlays.lockDue(today)) {
      due.overlay()
          .decision()
          .flatMap(decision -> Reopening.check(decision, unchanged(decision), today))
          .ifPresent(
              why -> {
                Standing standing = Return.standing(due);
                changes.add(Return.overlay(due, standing, why));
                reopenings.add(Return.event(due, standing, why));
              });
    }
    overlays.update(changes);
    events.appendAll(reopenings);
    return changes.size();
  }

  /** Only the calendar has moved: changes of facts are looked at when they come in. */
  private static DecisionFacts unchanged(Decision decision) {
    return decision.facts();
  }
}
