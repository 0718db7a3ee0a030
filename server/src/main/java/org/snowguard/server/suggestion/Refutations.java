package org.snowguard.server.suggestion;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Transactions;

/**
 * What maintainers say against verdicts on their packages: shown at once as disputed, and nobody is
 * called on GitHub about it, until a triager has confirmed or rejected it. The maintainer reads the
 * answer.
 */
public final class Refutations {

  private static final Set<String> CLAIMS = Set.of("not_affected", "patched");
  private static final int LONGEST = 2_000;

  private final RefutationStore store;
  private final Claims claims;
  private final Triage triage;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  Refutations(
      RefutationStore store,
      Claims claims,
      Triage triage,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.claims = claims;
    this.triage = triage;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * What states the verdict.
   *
   * @param kind as events name it
   * @param label as events show it
   */
  public record Subject(
      String kind,
      long id,
      String label,
      @Nullable Long vulnerabilityId,
      @Nullable Long projectId) {}

  /** Disputes the verdict on one package of a card. */
  public long refute(
      long suggestionId, String attribute, String claim, String note, CurrentAccount maintainer) {
    String trying = "disputing a verdict";
    return transactions.call(
        () -> {
          StoredSuggestion about = claims.lock(suggestionId, trying);
          if (about.standing() == Standing.DISMISSED || about.standing() == Standing.WITHDRAWN) {
            throw new Conflict(
                trying, about.label(), "it is %s already.".formatted(about.standing().text()));
          }
          if (!triage.isOnCard(about, attribute)) {
            throw new BadInput(trying, "package " + attribute, "it does not stand on the card.");
          }
          return refute(subject(about), attribute, claim, note, maintainer);
        });
  }

  private static Subject subject(StoredSuggestion about) {
    return new Subject(
        Triage.SUBJECT, about.id(), about.label(), about.vulnerabilityId(), about.projectId());
  }

  /** Disputes what a subject says of a package; whether it says so is the caller's to know. */
  public long refute(
      Subject subject, String attribute, String claim, String note, CurrentAccount maintainer) {
    String trying = "disputing a verdict";
    String reason = note.strip();
    if (!CLAIMS.contains(claim)) {
      throw new BadInput(trying, "claim \"" + claim + "\"", "use not_affected or patched.");
    }
    if (reason.isEmpty() || reason.length() > LONGEST) {
      throw new BadInput(
          trying, "reason \"" + reason + "\"", "say why, in up to 2,000 characters.");
    }
    return transactions.call(
        () -> {
          if (store.maintained(maintainer.number(), List.of(attribute)).isEmpty()) {
            throw new Refused(
                Refused.Reason.NOT_ALLOWED,
                trying,
                "package " + attribute,
                "only its maintainers may, signed in with GitHub; propose a dismissal instead.");
          }
          long id =
              store
                  .insert(subject, attribute, claim, reason, maintainer.number(), clock.instant())
                  .orElseThrow(
                      () ->
                          new Conflict(
                              trying,
                              subject.label() + ": " + attribute,
                              "it is disputed already; a triager looks at it."));
          events.append(
              event(
                  "refutation.made",
                  subject,
                  maintainer.number(),
                  Map.of("refutation", id, "what", attribute + " is " + claim),
                  reason));
          return id;
        });
  }

  /** Agrees about a card: the package is taken off it, which can be undone like any removal. */
  public Acted confirm(long id, int revision, @Nullable String answer, long actor) {
    String trying = "confirming a refutation";
    return transactions.call(
        () -> {
          Refutation open = lockOpen(id, Triage.SUBJECT, trying);
          Acted acted =
              triage.removePackage(new Seen(open.subjectId(), revision), open.attribute(), actor);
          close(open, "confirmed", answer, actor);
          return acted;
        });
  }

  /** Disagrees about a card, with a word for the maintainer. */
  public void reject(long id, String answer, long actor) {
    transactions.run(
        () -> reject(lockOpen(id, Triage.SUBJECT, "rejecting a refutation"), answer, actor));
  }

  /** Disagrees, with a word for the maintainer. Joins the caller's transaction. */
  public void reject(Refutation open, String answer, long actor) {
    if (answer.isBlank()) {
      throw new BadInput(
          "rejecting a refutation", "an empty answer", "tell the maintainer why it is affected.");
    }
    close(open, "rejected", answer.strip(), actor);
  }

  /** Notes that it was agreed to. Joins the caller's transaction, which does what follows. */
  public void confirmed(Refutation open, @Nullable String answer, long actor) {
    close(open, "confirmed", answer, actor);
  }

  /** An open one about a kind of subject, locked. */
  public Refutation lockOpen(long id, String kind, String trying) {
    Refutation found =
        store
            .lock(id)
            .filter(refutation -> refutation.subjectKind().equals(kind))
            .orElseThrow(() -> new NotFound(trying, "refutation " + id, "reload the page."));
    if (!found.isOpen()) {
      throw new Conflict(
          trying, found.label(), "it was %s already; reload.".formatted(found.state()));
    }
    return found;
  }

  /**
   * Ends what is open about a subject that is put away. Joins the caller's transaction.
   *
   * @param actor null: it followed from an event
   */
  public void overtake(String kind, long id, @Nullable Long actor) {
    store.overtake(kind, id, actor, clock.instant());
  }

  /** Open ones about some subjects of a kind. */
  public List<Refutation> openOf(String kind, Collection<Long> ids) {
    return ids.isEmpty() ? List.of() : store.openOf(kind, ids);
  }

  /** Whether a maintainer disputes what one of these suggestions says: nobody is called then. */
  public boolean isPaused(Collection<Long> suggestionIds) {
    return !openOf(Triage.SUBJECT, suggestionIds).isEmpty();
  }

  /** What a person disputed and what became of it, the newest first. */
  public List<Refutation> by(long account, int limit) {
    return store.by(account, limit);
  }

  /** Which of some packages somebody may dispute verdicts on. */
  public Set<String> maintained(@Nullable CurrentAccount account, Collection<String> attributes) {
    return account == null || !account.has(Role.MAINTAINER) || attributes.isEmpty()
        ? Set.of()
        : store.maintained(account.number(), attributes);
  }

  private void close(Refutation open, String state, @Nullable String answer, long actor) {
    store.close(open.id(), state, answer, actor, clock.instant());
    events.append(
        event(
            "refutation." + state,
            new Subject(open.subjectKind(), open.subjectId(), open.label(), null, null),
            actor,
            Map.of("refutation", open.id(), "what", open.words(), "madeBy", open.madeBy()),
            answer));
  }

  private static NewEvent event(
      String kind, Subject subject, long actor, Map<String, ?> facts, @Nullable String note) {
    return new NewEvent(
        kind,
        subject.kind(),
        subject.id(),
        subject.label(),
        subject.vulnerabilityId(),
        subject.projectId(),
        actor,
        null,
        facts,
        note,
        null);
  }
}
