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

  /** A vulnerability in a project. */
  record Place(long vulnerability, long project) {}

  /** Links some pull requests anew, and what brings them to releases; joins the transaction. */
  void link(Collection<Integer> numbers) {
    Set<Place> changed = new HashSet<>();
    List<PullRequest> first = numbers.isEmpty() ? List.of() : pulls.byNumbers(numbers);
    link(first, changed);
    List<PullRequest> backports =
        first.isEmpty()
            ? List.of()
            : pulls.backportsOf(first.stream().map(PullRequest::number).toList()).stream()
                .filter(pull -> !numbers.contains(pull.number()))
                .toList();
    link(backports, changed);
    changed.forEach(this::tell);
  }

  /** What people say of a fix holds for what brings it to releases; joins the transaction. */
  void linkBackportsOf(int number) {
    link(pulls.backportsOf(List.of(number)).stream().map(PullRequest::number).toList());
  }

  private void tell(Place place) {
    listeners.get().forEach(listener -> listener.changed(place.vulnerability(), place.project()));
  }

  private void link(List<PullRequest> some, Set<Place> changed) {
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
    FixJudge judge = rules.judge();
    for (PullRequest pull : some) {
      List<Fix> before = stored.getOrDefault(pull.number(), List.of());
      Integer original = pull.backportOf();
      Map<Place, Proposal> now =
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
      PullRequest pull, List<Fix> before, Map<Place, Proposal> now, Set<Place> changed) {
    Set<Place> known = new HashSet<>();
    for (Fix fix : before) {
      Place place = new Place(fix.vulnerability(), fix.project());
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

  private NewEvent event(String kind, long id, Place place, int number, String because) {
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
