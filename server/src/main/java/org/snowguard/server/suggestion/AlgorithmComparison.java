package org.snowguard.server.suggestion;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.DifferenceStore.Said;
import org.snowguard.server.suggestion.MachineView.Link;
import org.snowguard.server.suggestion.MachineView.VerdictRow;

/** Finds in what the results of an algorithm that is not released differ from what is stored. */
final class AlgorithmComparison {

  private final DifferenceStore store;

  AlgorithmComparison(DifferenceStore store) {
    this.store = store;
  }

  /**
   * Keeps the differences of some vulnerabilities, of which these are all views and suggestions.
   */
  void compare(
      List<Long> vulnerabilityIds,
      Collection<MachineView> made,
      Map<Long, Map<Long, StoredSuggestion>> stored) {
    Map<Link, Said> said = store.said(vulnerabilityIds);
    List<Difference> differences = new ArrayList<>();
    Map<Link, StoredSuggestion> gone = new HashMap<>();
    stored
        .values()
        .forEach(
            ofOne ->
                ofOne
                    .values()
                    .forEach(
                        one -> gone.put(new Link(one.vulnerabilityId(), one.projectId()), one)));
    made.stream()
        .sorted(
            Comparator.comparingLong(MachineView::vulnerabilityId)
                .thenComparingLong(MachineView::projectId))
        .forEach(
            view ->
                difference(view, gone.remove(view.link()), said.get(view.link()))
                    .ifPresent(differences::add));
    gone.forEach(
        (link, before) -> {
          Said now = said.get(link);
          if (now != null) {
            differences.add(gone(before, now));
          }
        });
    store.replace(vulnerabilityIds, differences);
  }

  void forget(List<Long> vulnerabilityIds) {
    store.forget(vulnerabilityIds);
  }

  void forgetAll() {
    store.forgetAll();
  }

  private static Optional<Difference> difference(
      MachineView view, @Nullable StoredSuggestion before, @Nullable Said said) {
    Standing standing =
        before == null ? Standing.of(view.placement()) : SuggestionIntake.placed(view, before);
    Difference.Side after =
        new Difference.Side(
            standing,
            view.suggestion().tier().text(),
            view.suggestion().probability(),
            verdicts(view.marks()));
    if (before == null || said == null) {
      return Optional.of(
          new Difference(
              view.vulnerabilityId(),
              view.projectId(),
              Difference.Kind.ADDED,
              before == null ? null : new Difference.Side(before.standing(), null, null, List.of()),
              after));
    }
    Difference.Side now = side(before, said);
    boolean same =
        now.state() == after.state()
            && view.suggestion().tier().text().equals(now.tier())
            && said.verdicts().equals(text(view.verdicts()));
    return same
        ? Optional.empty()
        : Optional.of(
            new Difference(
                view.vulnerabilityId(), view.projectId(), Difference.Kind.CHANGED, now, after));
  }

  private static Difference gone(StoredSuggestion before, Said said) {
    boolean stays = before.standing().isDecided() || before.overlay().linkedByHand();
    return new Difference(
        before.vulnerabilityId(),
        before.projectId(),
        Difference.Kind.GONE,
        side(before, said),
        new Difference.Side(stays ? before.standing() : Standing.WITHDRAWN, null, null, List.of()));
  }

  private static Difference.Side side(StoredSuggestion before, Said said) {
    return new Difference.Side(
        before.standing(), said.tier(), said.probability(), verdicts(said.marks()));
  }

  /** Of the marks those that tell a channel's verdict. */
  private static List<String> verdicts(List<String> marks) {
    return marks.stream()
        .filter(mark -> mark.indexOf(':') > 0 && !mark.startsWith("supported:"))
        .sorted()
        .toList();
  }

  private static String text(List<VerdictRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparingLong(VerdictRow::factsId).thenComparing(VerdictRow::attribute))
        .map(row -> row.factsId() + " " + row.attribute() + " " + row.verdict())
        .collect(Collectors.joining("\n"));
  }
}
