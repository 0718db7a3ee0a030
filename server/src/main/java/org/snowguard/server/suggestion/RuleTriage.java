package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Decision;
import org.snowguard.core.triage.Reopening;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/**
 * What standing rules do with cards: only with those in the queue that no person has touched.
 * Nobody has looked at a card that a rule takes, so it teaches nothing. Every action is undone like
 * a person's.
 */
public final class RuleTriage {

  /** The kinds of events that rules leave and people undo. */
  static final Set<String> KINDS = Set.of("suggestion.collected", "suggestion.ruled");

  private final OverlayStore overlays;
  private final DecisionFactsReader facts;
  private final Drafts drafts;
  private final Triage triage;
  private final OverlayText text;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  RuleTriage(
      OverlayStore overlays,
      DecisionFactsReader facts,
      Drafts drafts,
      Triage triage,
      OverlayText text,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.overlays = overlays;
    this.facts = facts;
    this.drafts = drafts;
    this.triage = triage;
    this.text = text;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The rule that acts.
   *
   * @param author number of the account that answers for it
   */
  public record Acting(long rule, long author, String reason) {}

  /**
   * Settles a card until the channels ship its fix.
   *
   * @param until the day on which it comes back if they have not
   * @return nothing if the card is not as it was seen any more
   */
  public Optional<Acted> settle(Seen seen, Acting by, LocalDate until) {
    return transactions.call(
        () ->
            untouched(seen)
                .map(
                    before -> {
                      Decision decision = new Decision.Ruled(by.rule(), until, facts.of(before));
                      return write(before, decision, "suggestion.ruled", by, null);
                    }));
  }

  /**
   * Puts a card into a draft.
   *
   * @param issueId the draft that is filled, or null; another one is made where it is none of the
   *     project any more
   * @return nothing if the card is not as it was seen any more
   */
  public Optional<Acted> collect(Seen seen, Acting by, @Nullable Long issueId) {
    return transactions.call(
        () ->
            untouched(seen)
                .map(
                    before -> {
                      Drafts.Draft draft = intoDraft(before, issueId);
                      Decision decision = new Decision.Accepted(facts.of(before));
                      return write(before, decision, "suggestion.collected", by, draft);
                    }));
  }

  private Drafts.Draft intoDraft(StoredSuggestion before, @Nullable Long issueId) {
    Drafts.Subject subject = triage.subject(before);
    boolean isOpen =
        issueId != null
            && drafts.openOf(before.projectId()).stream()
                .anyMatch(draft -> draft.issueId() == issueId);
    return isOpen
        ? drafts.extend(Objects.requireNonNull(issueId), subject, null)
        : drafts.open(subject, null);
  }

  /**
   * Brings back what a rule settled and still keeps.
   *
   * @return how many cards came back
   */
  public int giveBack(long rule, String why) {
    Reopening ended = new Reopening(Reopening.Why.RULE_ENDED, List.of(why));
    return transactions.call(
        () -> {
          List<OverlayStore.Change> changes = new ArrayList<>();
          List<NewEvent> reopenings = new ArrayList<>();
          for (StoredSuggestion kept : overlays.lockRuled(rule)) {
            Standing standing = Return.standing(kept);
            changes.add(Return.overlay(kept, standing, ended));
            reopenings.add(Return.event(kept, standing, ended));
          }
          overlays.update(changes);
          events.appendAll(reopenings);
          return changes.size();
        });
  }

  private Optional<StoredSuggestion> untouched(Seen seen) {
    Predicate<StoredSuggestion> asSeen = found -> found.revision() == seen.revision();
    return overlays
        .lock(seen.suggestionId())
        .filter(asSeen)
        .filter(found -> found.overlay().equals(Overlay.untouched(Standing.PENDING)));
  }

  private Acted write(
      StoredSuggestion before,
      Decision decision,
      String kind,
      Acting by,
      Drafts.@Nullable Draft draft) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Overlay after =
        before.overlay().decidedByRule(decision, by.rule(), by.reason(), by.author(), now);
    overlays.update(List.of(new OverlayStore.Change(before.id(), after)));
    long event =
        events.append(
            new NewEvent(
                kind,
                Triage.SUBJECT,
                before.id(),
                before.label(),
                before.vulnerabilityId(),
                before.projectId(),
                null,
                text.of(before.overlay()),
                text.of(after),
                "rule #%d: %s".formatted(by.rule(), by.reason()),
                null));
    return new Acted(
        before.id(), before.revision() + 1, after.state(), event, before.label(), draft);
  }
}
