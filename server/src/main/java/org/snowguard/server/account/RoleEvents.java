package org.snowguard.server.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;

/**
 * Tells the log whose roles a change has changed. Events name accounts by number alone, so that a
 * deleted one leaves no name.
 */
final class RoleEvents {

  private static final String SUBJECT = "account";

  /** Whose it is stands in the subject's number: a name, or a copy elsewhere, would outlive it. */
  private static final String LABEL = "an account";

  private final RoleStore store;
  private final EventLog events;
  private final Clock clock;

  RoleEvents(RoleStore store, EventLog events, Clock clock) {
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Makes a change, in the open transaction, and appends an event for each account whose roles it
   * changed.
   *
   * @param account the only one that it may concern, or null
   * @param why in words
   */
  void around(@Nullable Long account, String why, Runnable change) {
    Map<Long, List<String>> before =
        store.held(account, clock.instant().minus(Accounts.TEAMS_HOLD));
    change.run();
    Map<Long, List<String>> after = store.held(account, clock.instant().minus(Accounts.TEAMS_HOLD));
    List<NewEvent> changed = new ArrayList<>();
    TreeSet<Long> concerned = new TreeSet<>(before.keySet());
    concerned.addAll(after.keySet());
    for (Long number : concerned) {
      List<String> had = before.getOrDefault(number, List.of());
      List<String> has = after.getOrDefault(number, List.of());
      if (!had.equals(has)) {
        changed.add(
            event(
                "account.roles_changed",
                number,
                null,
                Map.of("roles", String.join(", ", had)),
                Map.of("roles", String.join(", ", has)),
                why));
      }
    }
    events.appendAll(changed);
  }

  /** Something that somebody did with the own account. */
  void own(String kind, long account) {
    events.append(event(kind, account, account, null, null, null));
  }

  private static NewEvent event(
      String kind,
      long account,
      @Nullable Long actor,
      @Nullable Map<String, String> before,
      @Nullable Map<String, String> after,
      @Nullable String note) {
    return new NewEvent(
        kind, SUBJECT, account, LABEL, null, null, actor, before, after, note, null);
  }
}
