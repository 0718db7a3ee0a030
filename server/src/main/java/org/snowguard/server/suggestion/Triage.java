package org.snowguard.server.suggestion;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.Decision;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Transactions;

/**
 * What people do with suggestions. Each action names the revision that the person saw and fails
 * with a {@link org.snowguard.server.web.Conflict} if somebody was faster; it is one transaction
 * with its event, whose before and after make it undoable.
 */
public final class Triage {

  /** How events name a suggestion. */
  public static final String SUBJECT = "suggestion";

  private final OverlayStore overlays;
  private final Claims claims;
  private final DecisionFactsReader facts;
  private final Lessons lessons;
  private final ProposalStore proposals;
  private final RefutationStore refutations;
  private final Drafts drafts;
  private final Vulnerabilities vulnerabilities;
  private final OverlayText text;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  Triage(
      OverlayStore overlays,
      Claims claims,
      DecisionFactsReader facts,
      Lessons lessons,
      ProposalStore proposals,
      RefutationStore refutations,
      Drafts drafts,
      Vulnerabilities vulnerabilities,
      OverlayText text,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.overlays = overlays;
    this.claims = claims;
    this.facts = facts;
    this.lessons = lessons;
    this.proposals = proposals;
    this.refutations = refutations;
    this.drafts = drafts;
    this.vulnerabilities = vulnerabilities;
    this.text = text;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Accepts into a new draft. */
  public Acted accept(Seen seen, long actor) {
    return accept(seen, null, actor);
  }

  /** Accepts into an open draft of the same project. */
  public Acted acceptInto(Seen seen, long issueId, long actor) {
    return accept(seen, issueId, actor);
  }

  private Acted accept(Seen seen, @Nullable Long issueId, long actor) {
    String trying = "accepting a suggestion";
    return transactions.call(
        () -> {
          StoredSuggestion before = undecidedByDraft(claims.claim(seen, trying), trying);
          Drafts.Subject subject = subject(before);
          Drafts.Draft draft =
              issueId == null
                  ? drafts.open(subject, actor)
                  : drafts.extend(issueId, subject, actor);
          Decision decision = new Decision.Accepted(facts.of(before));
          Overlay after = before.overlay().decided(decision, actor, now());
          // Everybody reads this event, and a draft's title is not published yet: no note.
          return write(before, after, "suggestion.accepted", null, actor, draft);
        });
  }

  /** Puts a suggestion away for a reason; it comes back when the facts do not hold any more. */
  public Acted dismiss(Seen seen, Dismissal dismissal, long actor) {
    String trying = "dismissing a suggestion";
    return transactions.call(
        () -> {
          StoredSuggestion before = undecidedByDraft(claims.claim(seen, trying), trying);
          Decision decision = decision(dismissal, before);
          Overlay after = before.overlay().decided(decision, actor, now());
          String note = dismissal.reason().label() + noteText(dismissal.note());
          return write(before, after, "suggestion.dismissed", note, actor, null);
        });
  }

  private Decision decision(Dismissal dismissal, StoredSuggestion before) {
    DismissReason reason = dismissal.reason();
    LocalDate reviewOn =
        dismissal.reviewOn() == null
            ? reason.proposedReviewDate(today()).orElse(null)
            : dismissal.reviewOn();
    if (reviewOn != null && !reviewOn.isAfter(today())) {
      throw new BadInput(
          "dismissing a suggestion", "day of review " + reviewOn, "give a day after today.");
    }
    String note = dismissal.note() == null ? null : dismissal.note().strip();
    if (reason.needsNote() && (note == null || note.isEmpty())) {
      throw new BadInput(
          "dismissing a suggestion", "reason \"" + reason.label() + "\"", "say why in the note.");
    }
    return new Decision.Dismissed(
        reason, note == null || note.isEmpty() ? null : note, reviewOn, facts.of(before));
  }

  /**
   * Puts a suggestion aside.
   *
   * @param until the day on which it comes back; null: when its record or packages change
   */
  public Acted snooze(Seen seen, @Nullable LocalDate until, long actor) {
    String trying = "snoozing a suggestion";
    if (until != null && !until.isAfter(today())) {
      throw new BadInput(trying, "day " + until, "give a day after today.");
    }
    return transactions.call(
        () -> {
          StoredSuggestion before = undecidedByDraft(claims.claim(seen, trying), trying);
          Decision decision = new Decision.Snoozed(until, facts.of(before));
          Overlay after = before.overlay().decided(decision, actor, now());
          String note = until == null ? "until it changes" : "until " + until;
          return write(before, after, "suggestion.snoozed", note, actor, null);
        });
  }

  /** Takes a package off the card: its verdict counts no more. */
  public Acted removePackage(Seen seen, String attribute, long actor) {
    return transactions.call(
        () -> {
          StoredSuggestion before = claims.claim(seen, "taking a package off a card");
          if (before.overlay().removedAttributes().contains(attribute)) {
            throw claims.conflict(before, "taking a package off a card");
          }
          Overlay after = replaced(before, before.overlay().without(attribute));
          return write(before, after, "suggestion.package_removed", attribute, actor, null);
        });
  }

  /** Puts a package back on the card. */
  public Acted restorePackage(Seen seen, String attribute, long actor) {
    return transactions.call(
        () -> {
          StoredSuggestion before = claims.claim(seen, "putting a package back on a card");
          if (!before.overlay().removedAttributes().contains(attribute)) {
            throw claims.conflict(before, "putting a package back on a card");
          }
          Overlay after = replaced(before, before.overlay().with(attribute));
          return write(before, after, "suggestion.package_restored", attribute, actor, null);
        });
  }

  /** Fetches a suggestion from the backlog into the queue. */
  public Acted takeFromBacklog(Seen seen, long actor) {
    String trying = "taking a suggestion from the backlog";
    return transactions.call(
        () -> {
          StoredSuggestion before = claims.claim(seen, trying);
          if (before.standing() != Standing.BACKLOG) {
            throw claims.conflict(before, trying);
          }
          Overlay after = before.overlay().taken();
          return write(before, after, "suggestion.taken_from_backlog", null, actor, null);
        });
  }

  /** Notes that a person looks at a card, so that others pass over it for a while. */
  public void opened(long suggestionId, long actor) {
    transactions.run(() -> overlays.markOpened(suggestionId, actor, now()));
  }

  /** Writes an overlay with its lessons and its event; inside a transaction that holds the lock. */
  Acted write(
      StoredSuggestion before,
      Overlay after,
      String kind,
      @Nullable String note,
      long actor,
      Drafts.@Nullable Draft draft) {
    return write(before, after, kind, note, actor, draft, null);
  }

  Acted write(
      StoredSuggestion before,
      Overlay after,
      String kind,
      @Nullable String note,
      long actor,
      Drafts.@Nullable Draft draft,
      @Nullable Long undoes) {
    overlays.update(List.of(new OverlayStore.Change(before.id(), after)));
    lessons.follow(before, after, actor);
    if (after.state().isDecided() && !before.standing().isDecided()) {
      proposals.overtake(before.id(), actor, now());
    }
    if (after.state() == Standing.DISMISSED) {
      refutations.overtake(SUBJECT, before.id(), actor, now());
    }
    long event =
        events.append(
            new NewEvent(
                kind,
                SUBJECT,
                before.id(),
                before.label(),
                before.vulnerabilityId(),
                before.projectId(),
                actor,
                text.of(before.overlay()),
                text.of(after),
                note,
                undoes));
    return new Acted(
        before.id(), before.revision() + 1, after.state(), event, before.label(), draft);
  }

  /** Whether a package stands on a card. */
  boolean isOnCard(StoredSuggestion suggestion, String attribute) {
    return proposals.isOnCard(suggestion.id(), attribute);
  }

  /** Where it stands without, or again with, a package: nothing open left settles it. */
  private Overlay replaced(StoredSuggestion before, Overlay after) {
    if (after.state().isDecided() || before.placement() == null || after.linkedByHand()) {
      return after;
    }
    boolean open =
        facts.shown(before.id(), after).stream().anyMatch(fact -> fact.verdict().isOpen());
    if (!open) {
      return after.at(Standing.SETTLED);
    }
    return after.state() == Standing.SETTLED ? after.at(before.placement()) : after;
  }

  /** An accepted one belongs to its draft: whoever changes his mind undoes the acceptance. */
  private StoredSuggestion undecidedByDraft(StoredSuggestion found, String trying) {
    if (found.standing() == Standing.ACCEPTED) {
      throw claims.conflict(found, trying);
    }
    return found;
  }

  Drafts.Subject subject(StoredSuggestion suggestion) {
    Vulnerability vulnerability =
        Objects.requireNonNull(
            vulnerabilities
                .byIds(List.of(suggestion.vulnerabilityId()))
                .get(suggestion.vulnerabilityId()));
    return new Drafts.Subject(
        suggestion.id(),
        suggestion.vulnerabilityId(),
        suggestion.publicId(),
        vulnerability.headline(),
        suggestion.projectId(),
        suggestion.projectSlug());
  }

  /** As the database keeps it, so that an overlay read back equals the one in its event. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String noteText(@Nullable String note) {
    return note == null || note.isBlank() ? "" : ": " + note.strip();
  }
}
