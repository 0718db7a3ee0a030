package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditStore.EditedRow;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.RelativeTime;
import org.snowguard.server.web.Transactions;

/**
 * Who works on an issue just now. A claim keeps nobody out: it says that somebody is at it, and
 * ends by itself.
 */
public final class IssueClaims {

  /** How long a claim holds unless it is renewed. */
  public static final Duration HOLDS = Duration.ofHours(4);

  private final EditStore store;
  private final Accounts accounts;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  IssueClaims(
      EditStore store, Accounts accounts, EventLog events, Transactions transactions, Clock clock) {
    this.store = store;
    this.accounts = accounts;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Claims an issue, or renews the own claim.
   *
   * @param over a claim of somebody else is taken over
   * @throws Conflict if somebody else holds it and it is not to be taken over
   */
  public void claim(long issueId, boolean over, long actor) {
    String trying = "claiming an issue";
    transactions.run(
        () -> {
          EditedRow row = locked(issueId, trying);
          Long holder = holder(row);
          Instant until = row.claimedUntil();
          if (holder != null && holder != actor && !over && until != null) {
            throw new Conflict(
                trying,
                row.title(),
                "%s holds it until %s; take it over if you agreed on that."
                    .formatted(
                        accounts.names(List.of(holder)).of(holder), RelativeTime.exact(until)));
          }
          store.claim(issueId, actor, clock.instant().plus(HOLDS));
          append("issue.claimed", row, holder, actor, actor);
        });
  }

  /** Ends a claim, whoever holds it. */
  public void release(long issueId, long actor) {
    String trying = "releasing an issue";
    transactions.run(
        () -> {
          EditedRow row = locked(issueId, trying);
          Long holder = holder(row);
          if (holder != null) {
            store.claim(issueId, null, null);
            append("issue.released", row, holder, null, actor);
          }
        });
  }

  private @Nullable Long holder(EditedRow row) {
    Instant until = row.claimedUntil();
    return until != null && until.isAfter(clock.instant()) ? row.claimedBy() : null;
  }

  private void append(
      String kind, EditedRow row, @Nullable Long before, @Nullable Long after, long actor) {
    events.append(
        new NewEvent(
            kind,
            Issues.SUBJECT,
            row.id(),
            row.title(),
            null,
            null,
            actor,
            claimedBy(before),
            claimedBy(after),
            null,
            null));
  }

  private static Map<String, @Nullable Object> claimedBy(@Nullable Long account) {
    Map<String, @Nullable Object> facts = new HashMap<>();
    facts.put("claimed_by", account);
    return facts;
  }

  private EditedRow locked(long issueId, String trying) {
    return store
        .lock(issueId)
        .orElseThrow(
            () -> new NotFound(trying, "issue " + issueId, "see the list of issues at /issues."));
  }
}
