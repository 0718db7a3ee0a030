package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snowguard.core.triage.Reopening;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.Transactions;

/**
 * Lets decisions follow the packages that they covered, when projects merge or split: each goes to
 * the project that holds most of these. Of two decisions that meet there and disagree, one card
 * comes back that shows both.
 */
final class DecisionsFollow {

  private final DecisionMoveStore moves;
  private final OverlayStore overlays;
  private final DecisionFactsReader facts;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  DecisionsFollow(
      DecisionMoveStore moves,
      OverlayStore overlays,
      DecisionFactsReader facts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.moves = moves;
    this.overlays = overlays;
    this.facts = facts;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Safe to run at any time. */
  void run() {
    for (DecisionMoveStore.Move move : moves.due()) {
      transactions.run(() -> follow(move));
    }
  }

  private void follow(DecisionMoveStore.Move move) {
    List<StoredSuggestion> stored = overlays.lockOf(List.of(move.vulnerabilityId()));
    Optional<StoredSuggestion> moving =
        stored.stream().filter(one -> one.id() == move.suggestionId()).findFirst();
    if (moving.isEmpty() || moving.get().projectId() == move.projectId()) {
      return;
    }
    StoredSuggestion before = moving.get();
    Optional<StoredSuggestion> there =
        stored.stream().filter(one -> one.projectId() == move.projectId()).findFirst();
    if (there.isPresent() && there.get().standing().isDecided()) {
      meet(before, there.get());
      return;
    }
    there.ifPresentOrElse(
        undecided -> moves.replace(before.id(), undecided.id()),
        () -> moves.move(before.id(), move.projectId()));
    // A decision there may have come back for the very packages that this one brings.
    there
        .filter(card -> card.overlay().changedSince() != null && !agree(before, card))
        .ifPresent(card -> reopen(before, words(card) + ", " + words(before)));
    events.append(
        event(
            "suggestion.moved",
            before,
            Map.of("project", before.projectSlug()),
            Map.of("project", move.project()),
            "most packages that it covers belong to " + move.project() + " now"));
    overlays.lock(before.id()).ifPresent(this::check);
  }

  /** A dismissal holds for the facts that it was made on, also where these come from elsewhere. */
  private void check(StoredSuggestion moved) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    moved
        .overlay()
        .decision()
        .flatMap(decision -> Reopening.check(decision, facts.of(moved), today))
        .ifPresent(
            why -> {
              Standing standing = Return.standing(moved);
              overlays.update(List.of(Return.overlay(moved, standing, why)));
              events.append(Return.event(moved, standing, why));
            });
  }

  /** Two decisions about one vulnerability and what is one project now. */
  private void meet(StoredSuggestion moving, StoredSuggestion there) {
    boolean agree = moving.standing() == there.standing() && agree(moving, there);
    // An acceptance stays with its draft; a card with no packages of its own asks nobody anything.
    if (agree && moving.standing() == Standing.ACCEPTED) {
      return;
    }
    String both = words(there) + ", " + words(moving);
    if (moving.standing() == Standing.ACCEPTED) {
      moves.replace(moving.id(), there.id());
      reopen(moving, both);
      return;
    }
    if (!agree) {
      reopen(there, both);
    }
    moves.handOverLessons(moving.id(), there.id());
    overlays.update(
        List.of(
            new OverlayStore.Change(
                moving.id(), moving.overlay().returned(Standing.WITHDRAWN, both))));
    events.append(
        event(
            "suggestion.withdrawn",
            moving,
            Map.of("state", moving.standing().text()),
            Map.of("state", Standing.WITHDRAWN.text()),
            "its packages belong to " + there.projectSlug() + " now, which was decided too"));
  }

  private static boolean agree(StoredSuggestion one, StoredSuggestion other) {
    return one.overlay().dismissReason() == other.overlay().dismissReason();
  }

  private void reopen(StoredSuggestion decided, String both) {
    String why = "Two decisions disagree since their projects became one: " + both;
    overlays.update(
        List.of(
            new OverlayStore.Change(
                decided.id(), decided.overlay().returned(Standing.PENDING, why))));
    events.append(
        event(
            "suggestion.reopened",
            decided,
            Map.of("state", decided.standing().text()),
            Map.of("state", Standing.PENDING.text(), "why", "decisions_disagree"),
            why));
  }

  /** {@code dismissed as not the same software for zlib on 2026-11-20}. */
  private static String words(StoredSuggestion decided) {
    Overlay overlay = decided.overlay();
    String reason = overlay.dismissReason() == null ? "" : " as " + overlay.dismissReason().label();
    String day =
        overlay.decidedAt() == null
            ? ""
            : " on " + LocalDate.ofInstant(overlay.decidedAt(), ZoneOffset.UTC);
    String done =
        overlay.state().isDecided()
            ? overlay.state().text()
            : overlay.dismissReason() == null ? "decided before" : "dismissed before";
    return done + reason + " for " + decided.projectSlug() + day;
  }

  private static NewEvent event(
      String kind,
      StoredSuggestion subject,
      Map<String, String> before,
      Map<String, String> after,
      String note) {
    return new NewEvent(
        kind,
        "suggestion",
        subject.id(),
        subject.label(),
        subject.vulnerabilityId(),
        subject.projectId(),
        null,
        before,
        after,
        note,
        null);
  }
}
