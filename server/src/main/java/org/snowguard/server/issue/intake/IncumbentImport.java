package org.snowguard.server.issue.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.triage.DismissReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditingDesk;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueField;
import org.snowguard.server.suggestion.Acted;
import org.snowguard.server.suggestion.Dismissal;
import org.snowguard.server.suggestion.Drafts;
import org.snowguard.server.suggestion.Queue;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.Standing;
import org.snowguard.server.suggestion.Triage;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;

/**
 * Takes the decisions of the tracker before us over as those of an account of its own, each of
 * which can be taken back as a person's. What somebody decided here already stays as it is.
 */
final class IncumbentImport {

  /** The account that they are of. */
  static final String ACCOUNT = "incumbent";

  private static final Set<String> OPEN = Set.of(Verdict.AFFECTED.text(), Verdict.UNKNOWN.text());

  private final Accounts accounts;
  private final Vulnerabilities vulnerabilities;
  private final Queue queue;
  private final Triage triage;
  private final Issues issues;
  private final EditingDesk desk;

  IncumbentImport(
      Accounts accounts,
      Vulnerabilities vulnerabilities,
      Queue queue,
      Triage triage,
      Issues issues,
      EditingDesk desk) {
    this.accounts = accounts;
    this.vulnerabilities = vulnerabilities;
    this.queue = queue;
    this.triage = triage;
    this.issues = issues;
    this.desk = desk;
  }

  /**
   * What became of the decisions.
   *
   * @param decided suggestions that somebody had decided here already
   * @param withoutSuggestion vulnerabilities of decisions of which nothing is suggested here
   * @param leftOpen suggestions of more open packages than a decision against them names
   * @param notUnderstood entries that say nothing that we understand
   */
  record Taken(
      int decisions,
      int accepted,
      int dismissed,
      int decided,
      int withoutSuggestion,
      int leftOpen,
      int notUnderstood) {}

  /** What one decision did. */
  private record Done(
      int accepted, int dismissed, int decided, int withoutSuggestion, int leftOpen) {
    static final Done NOTHING = new Done(0, 0, 0, 0, 0);

    Done plus(Done other) {
      return new Done(
          accepted + other.accepted,
          dismissed + other.dismissed,
          decided + other.decided,
          withoutSuggestion + other.withoutSuggestion,
          leftOpen + other.leftOpen);
    }
  }

  Taken take(IncumbentReader.Read read) {
    long actor = account().number();
    Done all = Done.NOTHING;
    for (IncumbentDecision decision : read.decisions()) {
      all = all.plus(take(decision, actor));
    }
    return new Taken(
        read.decisions().size(),
        all.accepted,
        all.dismissed,
        all.decided,
        all.withoutSuggestion,
        all.leftOpen,
        read.notUnderstood());
  }

  private Account account() {
    try {
      return accounts.byName(ACCOUNT);
    } catch (NotFound none) {
      return accounts.add(ACCOUNT, Set.of()); // nobody signs in as it
    }
  }

  private Done take(IncumbentDecision decision, long actor) {
    Map<Long, Long> drafts = new HashMap<>();
    Done done = Done.NOTHING;
    for (String id : decision.vulnerabilities()) {
      Optional<Vulnerability> vulnerability = vulnerabilities.find(id);
      List<QueueCard> cards =
          vulnerability.isEmpty()
              ? List.of()
              : queue.ofVulnerability(vulnerability.get().id(), null).stream()
                  .filter(card -> isMeant(decision, card))
                  .toList();
      if (cards.isEmpty()) {
        done = done.plus(new Done(0, 0, 0, 1, 0));
      }
      for (QueueCard card : cards) {
        done = done.plus(take(decision, card, drafts, actor));
      }
    }
    return done;
  }

  private static boolean isMeant(IncumbentDecision decision, QueueCard card) {
    if (card.state() == Standing.WITHDRAWN) {
      return false;
    }
    Set<String> named = new HashSet<>(decision.packages());
    return named.isEmpty() || card.attributes().stream().anyMatch(named::contains);
  }

  private Done take(
      IncumbentDecision decision, QueueCard card, Map<Long, Long> drafts, long actor) {
    if (card.state().isDecided()) {
      return new Done(0, 0, 1, 0, 0);
    }
    boolean isAffected = decision.status() == IncumbentDecision.Status.AFFECTED;
    if (!isAffected && namesTooFew(decision, card)) {
      return new Done(0, 0, 0, 0, 1);
    }
    try {
      if (isAffected) {
        accept(decision, card, drafts, actor);
        return new Done(1, 0, 0, 0, 0);
      }
      triage.dismiss(card.seen(), dismissal(decision), actor);
      return new Done(0, 1, 0, 0, 0);
    } catch (Conflict byAnother) {
      return new Done(0, 0, 1, 0, 0);
    }
  }

  /** What nobody there looked at is not dismissed along with the rest of its card. */
  private static boolean namesTooFew(IncumbentDecision decision, QueueCard card) {
    Set<String> named = Set.copyOf(decision.packages());
    return !named.isEmpty()
        && card.channels().stream()
            .filter(QueueCard.ChannelLine::supported)
            .flatMap(channel -> channel.packages().stream())
            .filter(line -> OPEN.contains(line.verdict()))
            .flatMap(line -> line.attributes().stream())
            .anyMatch(attribute -> !named.contains(attribute));
  }

  /** Those of one issue there go into one draft of each project here. */
  private void accept(
      IncumbentDecision decision, QueueCard card, Map<Long, Long> drafts, long actor) {
    Long into = drafts.get(card.projectId());
    Acted acted =
        into == null
            ? triage.accept(card.seen(), actor)
            : triage.acceptInto(card.seen(), into, actor);
    Drafts.Draft draft = acted.draft();
    if (draft != null && into == null) {
      drafts.put(card.projectId(), draft.issueId());
      link(decision, draft.issueId(), actor);
    }
  }

  private void link(IncumbentDecision decision, long issueId, long actor) {
    String link = decision.link();
    if (link == null) {
      return;
    }
    List<FieldEdit> edits = new ArrayList<>();
    edits.add(new FieldEdit(new IssueField.Link(link), FieldValue.of(decision.id())));
    try {
      issues
          .find(issueId)
          .ifPresent(issue -> desk.edits().edit(issueId, issue.revision(), edits, actor));
    } catch (BadInput noAddress) {
      // Taken from elsewhere as it is: a draft without its link is still the decision.
    }
  }

  /** None of them teaches that a name is another software's: what was compared there is unknown. */
  private static Dismissal dismissal(IncumbentDecision decision) {
    String said = decision.id() + ": " + words(decision.status()) + note(decision.note());
    return switch (decision.status()) {
      case NOT_FOR_US -> new Dismissal(DismissReason.NOT_IN_NIXPKGS, said, null);
      case WILL_NOT_FIX -> new Dismissal(DismissReason.RISK_ACCEPTED, said, null);
      case NOT_AFFECTED, REJECTED, AFFECTED -> new Dismissal(DismissReason.OTHER, said, null);
    };
  }

  private static String words(IncumbentDecision.Status status) {
    return switch (status) {
      case AFFECTED -> "affected";
      case NOT_AFFECTED -> "not affected";
      case NOT_FOR_US -> "not for us";
      case WILL_NOT_FIX -> "will not be fixed";
      case REJECTED -> "rejected";
    };
  }

  private static String note(@Nullable String note) {
    return note == null ? "" : "; " + note.strip();
  }
}
