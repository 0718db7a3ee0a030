package org.snowguard.server.suggestion;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/**
 * Proposals of those who may not decide; a triager accepts or declines, and the log tells the
 * proposer.
 */
public final class Proposals {

  private final ProposalStore store;
  private final Claims claims;
  private final Triage triage;
  private final HandLinks links;
  private final Projects projects;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  Proposals(
      ProposalStore store,
      Claims claims,
      Triage triage,
      HandLinks links,
      Projects projects,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.claims = claims;
    this.triage = triage;
    this.links = links;
    this.projects = projects;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Proposes to dismiss a suggestion. */
  public long proposeDismissal(
      long suggestionId, DismissReason reason, @Nullable String note, long actor) {
    if (reason.needsNote() && (note == null || note.isBlank())) {
      throw new BadInput(
          "proposing a dismissal", "reason \"" + reason.label() + "\"", "say why in the note.");
    }
    return propose(suggestionId, "dismiss", reason.text(), null, note, actor);
  }

  /** Proposes that a package is concerned too. */
  public long proposePackage(
      long suggestionId, String attribute, @Nullable String note, long actor) {
    if (projects.ofAttribute(attribute).isEmpty()) {
      throw new BadInput(
          "proposing a package", "attribute " + attribute, "no channel has it; check the name.");
    }
    if (store.isOnCard(suggestionId, attribute)) {
      throw new BadInput(
          "proposing a package", "attribute " + attribute, "it stands on the card already.");
    }
    return propose(suggestionId, "add_package", null, attribute, note, actor);
  }

  private long propose(
      long suggestionId,
      String kind,
      @Nullable String reason,
      @Nullable String attribute,
      @Nullable String note,
      long actor) {
    return transactions.call(
        () -> {
          StoredSuggestion about = claims.lock(suggestionId, "making a proposal");
          long id =
              store.insert(suggestionId, kind, reason, attribute, note, actor, clock.instant());
          String what = attribute == null ? String.valueOf(reason) : attribute;
          events.append(
              event("proposal.made", about, actor, Map.of("proposal", id, "what", what), note));
          return id;
        });
  }

  /** Does what was proposed, in the name of the one who accepts. */
  public Acted accept(long proposalId, int revision, long actor) {
    return transactions.call(
        () -> {
          Proposal proposal = open(proposalId, "accepting a proposal");
          StoredSuggestion about = claims.lock(proposal.suggestionId(), "accepting a proposal");
          Acted acted = act(proposal, new Seen(about.id(), revision), about, actor);
          close(proposal, about, "accepted", null, actor);
          return acted;
        });
  }

  private Acted act(Proposal proposal, Seen seen, StoredSuggestion about, long actor) {
    String reason = proposal.dismissReason();
    if (reason != null) {
      return triage.dismiss(
          seen, new Dismissal(OverlayText.reason(reason), proposal.note(), null), actor);
    }
    String attribute = String.valueOf(proposal.attribute());
    if (about.overlay().removedAttributes().contains(attribute)) {
      return triage.restorePackage(seen, attribute, actor);
    }
    Project project =
        projects
            .ofAttribute(attribute)
            .orElseThrow(
                () ->
                    new NotFound(
                        "accepting a proposal", "attribute " + attribute, "it is gone: decline."));
    return links.link(about.vulnerabilityId(), project.id(), proposal.note(), actor);
  }

  /** Declines, with a word for the proposer. */
  public void decline(long proposalId, @Nullable String note, long actor) {
    transactions.run(
        () -> {
          Proposal proposal = open(proposalId, "declining a proposal");
          StoredSuggestion about = claims.lock(proposal.suggestionId(), "declining a proposal");
          close(proposal, about, "declined", note, actor);
        });
  }

  /** Open proposals about some suggestions. */
  public List<Proposal> openOf(Collection<Long> suggestionIds) {
    return store.openOf(suggestionIds);
  }

  /** What a person proposed and what became of it, the newest first. */
  public List<Proposal> by(long actor, int limit) {
    return store.by(actor, limit);
  }

  private Proposal open(long id, String trying) {
    Proposal proposal =
        store
            .lock(id)
            .orElseThrow(() -> new NotFound(trying, "proposal " + id, "reload the page."));
    if (!proposal.isOpen()) {
      throw new Conflict(
          trying, proposal.label(), "it was %s already; reload.".formatted(proposal.state()));
    }
    return proposal;
  }

  private void close(
      Proposal proposal, StoredSuggestion about, String state, @Nullable String note, long actor) {
    store.close(proposal.id(), state, actor, clock.instant());
    events.append(
        event(
            "proposal." + state,
            about,
            actor,
            Map.of(
                "proposal",
                proposal.id(),
                "proposedBy",
                proposal.proposedBy(),
                "what",
                proposal.words()),
            note));
  }

  private static NewEvent event(
      String kind,
      StoredSuggestion about,
      long actor,
      Map<String, ?> facts,
      @Nullable String note) {
    return new NewEvent(
        kind,
        Triage.SUBJECT,
        about.id(),
        about.label(),
        about.vulnerabilityId(),
        about.projectId(),
        actor,
        null,
        facts,
        note,
        null);
  }
}
