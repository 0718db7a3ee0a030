package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger log = LoggerFactory.getLogger(DecisionsFollow.class);

  private final DecisionMoveStore moves;
  private final OverlayStore overlays;
  private final DecisionFactsReader facts;
  private final Drafts drafts;
  private final EventLog events;
  private final Transactions transactions;
  private final Runnable lessonsChanged;
  private final Clock clock;

  /**
   * @param lessonsChanged is run once it is committed that lessons speak of another project
   */
  DecisionsFollow(
      DecisionMoveStore moves,
      OverlayStore overlays,
      DecisionFactsReader facts,
      Drafts drafts,
      EventLog events,
      Transactions transactions,
      Runnable lessonsChanged,
      Clock clock) {
    this.moves = moves;
    this.overlays = overlays;
    this.facts = facts;
    this.drafts = drafts;
    this.events = events;
    this.transactions = transactions;
    this.lessonsChanged = lessonsChanged;
    this.clock = clock;
  }

  /** Safe to run at any time; what cannot follow holds nothing else back. */
  void run() {
    for (DecisionMoveStore.Move move : moves.due()) {
      try {
        transactions.run(() -> follow(move));
      } catch (RuntimeException e) {
        log.warn(
            "Could not let suggestion {} follow its packages to {}; the next run tries again",
            move.suggestionId(),
            move.project(),
            e);
      }
    }
  }

  private void follow(DecisionMoveStore.Move move) {
    List<StoredSuggestion> stored = overlays.lockOf(List.of(move.vulnerabilityId()));
    Optional<StoredSuggestion> moving =
        stored.stream().filter(one -> one.id() == move.suggestionId()).findFirst();
    if (moving.isEmpty() || moving.get().projectId() == move.projectId()) {
      return;
    }
    stored.stream()
        .filter(one -> one.projectId() == move.projectId())
        .findFirst()
        .ifPresentOrElse(
            there -> meet(moving.get(), there),
            () -> {
              lessonsMoved(moves.move(move.suggestionId(), move.projectId()));
              moved(moving.get(), move.project());
            });
  }

  /** Two cards about one vulnerability and what is one project now. */
  private void meet(StoredSuggestion moving, StoredSuggestion there) {
    boolean opposing =
        moving.standing().isDecided()
            && there.standing().isDecided()
            && Disagreement.between(moving.overlay(), there.overlay());
    boolean weaker =
        there.standing().isDecided()
            && Disagreement.strength(moving.standing()) <= Disagreement.strength(there.standing());
    if (!opposing && !weaker) {
      takePlace(moving, there);
      return;
    }
    // An acceptance stays with its draft; a card with no packages of its own asks nobody anything.
    if (!opposing && moving.standing() == Standing.ACCEPTED) {
      return;
    }
    if (opposing) {
      reopen(there, Disagreement.question(there, moving));
    }
    lessonsMoved(moves.handOverLessons(moving.id(), there.id()));
    withdraw(
        moving, "its packages belong to " + there.projectSlug() + " now, which was decided too");
  }

  private void takePlace(StoredSuggestion moving, StoredSuggestion there) {
    lessonsMoved(moves.replace(moving, there));
    if (overlays.lock(there.id()).isPresent() && there.standing() != Standing.WITHDRAWN) {
      withdraw(there, "what was decided for " + moving.projectSlug() + " stands in its place");
    }
    // A decision there may have come back for the very packages that this one brings.
    Disagreement.stillAsked(there, moving).ifPresent(question -> reopen(moving, question));
    moved(moving, there.projectSlug());
  }

  private void moved(StoredSuggestion before, String project) {
    drafts.retitle(before.id());
    events.append(
        event(
            "suggestion.moved",
            before,
            Map.of("project", before.projectSlug()),
            Map.of("project", project),
            "most packages that it covers belong to " + project + " now"));
    overlays.lock(before.id()).ifPresent(this::check);
  }

  private void lessonsMoved(int lessons) {
    if (lessons > 0) {
      transactions.afterCommit(lessonsChanged);
    }
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

  /** Takes a card away whose place another one has. */
  private void withdraw(StoredSuggestion card, String why) {
    boolean decided = card.standing().isDecided();
    if (card.standing() == Standing.ACCEPTED) {
      drafts.release(card.id());
    }
    Overlay after =
        decided
            ? card.overlay().returned(Standing.WITHDRAWN, why)
            : card.overlay().at(Standing.WITHDRAWN);
    overlays.update(List.of(new OverlayStore.Change(card.id(), after)));
    Map<String, String> now = new HashMap<>(Map.of("state", Standing.WITHDRAWN.text()));
    if (decided) {
      now.put("why", "decided_elsewhere");
    }
    events.append(
        event("suggestion.withdrawn", card, Map.of("state", card.standing().text()), now, why));
  }

  private void reopen(StoredSuggestion card, String why) {
    if (card.standing() == Standing.ACCEPTED) {
      drafts.release(card.id());
    }
    overlays.update(
        List.of(
            new OverlayStore.Change(card.id(), card.overlay().returned(Standing.PENDING, why))));
    events.append(
        event(
            "suggestion.reopened",
            card,
            Map.of("state", card.standing().text()),
            Map.of("state", Standing.PENDING.text(), "why", "decisions_disagree"),
            why));
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
