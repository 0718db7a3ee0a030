package org.snowguard.server.remediation.pull;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.remediation.pull.FixStore.Proposal;

/**
 * Brings the fixes that the machine sees in line with what pull requests say now. What people said
 * stays; a proposal that nothing speaks for any more goes, and both are events.
 */
final class FixLinks {

  /** How events name a fix. */
  static final String SUBJECT = "fix";

  private final FixStore store;
  private final PullStore pulls;
  private final FixRules rules;
  private final FixFactsStore facts;
  private final EventLog events;
  private final Supplier<List<FixListener>> listeners;
  private final Clock clock;

  FixLinks(
      FixStore store,
      PullStore pulls,
      FixRules rules,
      FixFactsStore facts,
      EventLog events,
      Supplier<List<FixListener>> listeners,
      Clock clock) {
    this.store = store;
    this.pulls = pulls;
    this.rules = rules;
    this.facts = facts;
    this.events = events;
    this.listeners = listeners;
    this.clock = clock;
  }

  /** Links some pull requests anew, and what brings them to releases; joins the transaction. */
  void link(Collection<Integer> numbers) {
    if (!numbers.isEmpty()) {
      pulls.lock(numbers);
      Set<FixPlace> changed = new HashSet<>();
      FixJudge judge = rules.judge();
      link(pulls.byNumbers(numbers), judge, changed);
      linkBackportsOf(numbers, judge, changed);
      tell(changed);
    }
  }

  /** Until the end of the transaction, which does nothing else. */
  void waitForSightings() {
    pulls.waitForSightings();
  }

  /** What people say of a fix holds for what brings it to releases; joins the transaction. */
  void judged(int number, FixPlace place) {
    Set<FixPlace> changed = new HashSet<>(Set.of(place));
    linkBackportsOf(List.of(number), rules.judge(), changed);
    tell(changed);
  }

  /** Backports of backports too; each after what it is of. */
  private void linkBackportsOf(Collection<Integer> numbers, FixJudge judge, Set<FixPlace> changed) {
    Set<Integer> known = new HashSet<>(numbers);
    List<PullRequest> next = pulls.backportsOf(known);
    while (!next.isEmpty()) {
      List<PullRequest> fresh = next.stream().filter(pull -> known.add(pull.number())).toList();
      link(fresh, judge, changed);
      next = pulls.backportsOf(fresh.stream().map(PullRequest::number).toList());
    }
  }

  private void tell(Set<FixPlace> changed) {
    if (!changed.isEmpty()) {
      listeners.get().forEach(listener -> listener.changed(changed));
    }
  }

  private void link(List<PullRequest> some, FixJudge judge, Set<FixPlace> changed) {
    if (some.isEmpty()) {
      return;
    }
    List<Integer> numbers = some.stream().map(PullRequest::number).toList();
    Map<Integer, FixFactsStore.Claims> claims = facts.claims(numbers);
    Map<Integer, List<Fix>> stored = new HashMap<>();
    store
        .ofPulls(numbers)
        .forEach(
            fix -> stored.computeIfAbsent(fix.pull().number(), n -> new ArrayList<>()).add(fix));
    for (PullRequest pull : some) {
      List<Fix> before = stored.getOrDefault(pull.number(), List.of());
      Integer original = pull.backportOf();
      Map<FixPlace, Proposal> now =
          rules.propose(
              pull,
              Objects.requireNonNull(claims.get(pull.number())),
              before,
              original == null ? List.of() : store.ofPulls(List.of(original)),
              judge);
      compare(pull, before, now, changed);
    }
  }

  private void compare(
      PullRequest pull, List<Fix> before, Map<FixPlace, Proposal> now, Set<FixPlace> changed) {
    Set<FixPlace> known = new HashSet<>();
    for (Fix fix : before) {
      FixPlace place = new FixPlace(fix.vulnerability(), fix.project());
      known.add(place);
      boolean isLost = fix.evidence() != FixEvidence.BY_HAND && !now.containsKey(place);
      if (isLost && store.withdraw(fix.id())) {
        events.append(event("fix.withdrawn", fix.id(), place, pull.number(), fix.because()));
        changed.add(place);
      } else if (!isLost) {
        // It stands: how the pull request stands may have changed.
        changed.add(place);
      }
    }
    now.forEach(
        (place, proposal) ->
            store
                .propose(proposal, clock.instant())
                .ifPresent(
                    id -> {
                      changed.add(place);
                      if (!known.contains(place)) {
                        events.append(
                            event("fix.proposed", id, place, pull.number(), proposal.because()));
                      }
                    }));
  }

  private NewEvent event(String kind, long id, FixPlace place, int number, String because) {
    return new NewEvent(
        kind,
        SUBJECT,
        id,
        facts.label(place.vulnerability(), place.project()) + " · #" + number,
        place.vulnerability(),
        place.project(),
        null,
        null,
        Map.of("number", number, "because", because),
        null,
        null);
  }
}
