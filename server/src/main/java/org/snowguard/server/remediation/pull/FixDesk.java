package org.snowguard.server.remediation.pull;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/** What people say to fixes: they confirm and refute what the machine proposes, and name others. */
public final class FixDesk {

  private static final int LONGEST_NOTE = 2000;

  private final FixStore store;
  private final PullStore pulls;
  private final FixFactsStore facts;
  private final FixLinks links;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  FixDesk(
      FixStore store,
      PullStore pulls,
      FixFactsStore facts,
      FixLinks links,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.pulls = pulls;
    this.facts = facts;
    this.links = links;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Agrees. */
  public void confirm(long id, String note, long actor) {
    judge("confirming a fix", "fix.confirmed", id, FixOpinion.CONFIRMED, note, actor);
  }

  /** Disagrees: it is no fix of this. */
  public void refute(long id, String note, long actor) {
    if (note.isBlank()) {
      throw new BadInput("refuting a fix", "no note", "say in a few words why it is no fix.");
    }
    judge("refuting a fix", "fix.refuted", id, FixOpinion.REFUTED, note, actor);
  }

  private void judge(
      String trying, String kind, long id, FixOpinion opinion, String note, long actor) {
    String said = said(trying, note);
    transactions.run(
        () -> {
          Fix fix = held(trying, id);
          if (fix.opinion() == opinion) {
            throw new Conflict(trying, name(fix), "somebody said so already; reload.");
          }
          store.judge(id, opinion, actor, said.isEmpty() ? null : said, clock.instant());
          tell(kind, fix, opinion, actor, said.isEmpty() ? null : said, null);
        });
  }

  private static String said(String trying, String note) {
    String said = note.strip();
    if (said.length() > LONGEST_NOTE) {
      throw new BadInput(
          trying, "a long note", "say it in %,d characters.".formatted(LONGEST_NOTE));
    }
    return said;
  }

  /** Takes back what was last said to it; the machine's proposal then stands as before. */
  public void undo(long id, long actor) {
    String trying = "taking back what was said to a fix";
    transactions.run(
        () -> {
          Fix fix = held(trying, id);
          Event last =
              events.latest(EventFilter.ofSubject(FixLinks.SUBJECT, id), null, 1).stream()
                  .filter(event -> event.actor() != null && event.undoneBy() == null)
                  .filter(event -> event.undoes() == null)
                  .findFirst()
                  .orElseThrow(
                      () -> new Conflict(trying, name(fix), "nobody said anything; reload."));
          if (fix.evidence() == FixEvidence.BY_HAND && last.kind().equals("fix.added")) {
            store.remove(id);
            tell("fix.undone", fix, null, actor, null, last.id());
            return;
          }
          FixOpinion before =
              fix.evidence() == FixEvidence.BY_HAND ? FixOpinion.CONFIRMED : FixOpinion.PROPOSED;
          boolean isByHand = before == FixOpinion.CONFIRMED;
          store.judge(id, before, isByHand ? actor : null, null, clock.instant());
          tell("fix.undone", fix, before, actor, null, last.id());
        });
  }

  /** Names a pull request that fixes a vulnerability of a project. */
  public void add(long vulnerability, long project, int number, String note, long actor) {
    String trying = "naming a fix";
    String said = said(trying, note);
    transactions.run(
        () -> {
          if (!facts.isLinked(vulnerability, project)) {
            throw new NotFound(
                trying,
                "vulnerability %d in project %d".formatted(vulnerability, project),
                "nothing says that the one concerns the other; link them first.");
          }
          pulls.lock(List.of(number));
          if (pulls.find(number).isEmpty()) {
            throw new NotFound(
                trying,
                "pull request #" + number,
                "it was not seen yet; the job \"Pull requests on GitHub\" reads new ones every few"
                    + " minutes.");
          }
          long id =
              store
                  .addByHand(vulnerability, project, number, said, actor, clock.instant())
                  .orElseThrow(
                      () ->
                          new Conflict(
                              trying,
                              "#" + number,
                              "it stands among the fixes already; confirm it."));
          tell("fix.added", existing(trying, id), FixOpinion.CONFIRMED, actor, said, null);
        });
  }

  /** As it stands once nobody else links the same pull request. */
  private Fix held(String trying, long id) {
    pulls.lock(List.of(existing(trying, id).pull().number()));
    return existing(trying, id);
  }

  private Fix existing(String trying, long id) {
    return store
        .find(id)
        .orElseThrow(() -> new NotFound(trying, "fix " + id, "reload the page it stood on."));
  }

  private String name(Fix fix) {
    return facts.label(fix.vulnerability(), fix.project()) + " · #" + fix.pull().number();
  }

  private void tell(
      String kind,
      Fix before,
      @Nullable FixOpinion now,
      long actor,
      @Nullable String note,
      @Nullable Long undoes) {
    Map<String, @Nullable Object> was = new HashMap<>();
    was.put("opinion", word(before.opinion()));
    Map<String, @Nullable Object> is = new HashMap<>();
    is.put("opinion", now == null ? null : word(now));
    events.append(
        new NewEvent(
            kind,
            FixLinks.SUBJECT,
            before.id(),
            name(before),
            before.vulnerability(),
            before.project(),
            actor,
            was,
            is,
            note,
            undoes));
    links.judged(before.pull().number(), new FixPlace(before.vulnerability(), before.project()));
  }

  private static String word(FixOpinion opinion) {
    return opinion.name().toLowerCase(Locale.ROOT);
  }
}
