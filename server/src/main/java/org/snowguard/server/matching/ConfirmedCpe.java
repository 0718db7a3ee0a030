package org.snowguard.server.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snowguard.core.match.CpeText;
import org.snowguard.core.match.TaughtName;
import org.snowguard.core.nixpkgs.AssertedCpe;
import org.snowguard.core.record.AffectedEntry;
import org.snowguard.core.record.VulnerabilityRecord;
import org.snowguard.server.matching.LessonStore.Confirmation;

/**
 * The CPE name that people's decisions about one project confirm: pure.
 *
 * @param confirmations the decisions that speak for it
 * @param stated whether the records give it
 */
record ConfirmedCpe(
    AssertedCpe cpe, boolean stated, List<AssertedCpe> others, List<Confirmation> confirmations) {

  private static final int DECISIONS = 2;

  private static final Comparator<Map.Entry<AssertedCpe, List<Confirmation>>> BY_DECISIONS =
      Comparator.<Map.Entry<AssertedCpe, List<Confirmation>>>comparingInt(
              entry -> -entry.getValue().size())
          .thenComparing(entry -> entry.getKey().toString());

  /**
   * Two decisions confirm a name; one acceptance does where its record gives the CPE itself.
   *
   * @param records of the decisions, by number of the vulnerability
   */
  static Optional<ConfirmedCpe> of(
      List<Confirmation> ofProject, Map<Long, VulnerabilityRecord> records) {
    Map<AssertedCpe, List<Confirmation>> stated = bySpelling();
    Map<AssertedCpe, List<Confirmation>> named = bySpelling();
    for (Confirmation one : ofProject) {
      VulnerabilityRecord record = records.get(one.vulnerabilityId());
      if (record != null) {
        cpesOf(one, record).forEach(cpe -> add(stated, cpe, one));
      }
      fromNames(one).ifPresent(cpe -> add(named, cpe, one));
    }
    return best(stated, true).or(() -> best(named, false));
  }

  private static Optional<ConfirmedCpe> best(
      Map<AssertedCpe, List<Confirmation>> candidates, boolean stated) {
    List<Map.Entry<AssertedCpe, List<Confirmation>>> sorted =
        candidates.entrySet().stream()
            .filter(entry -> isEnough(entry.getValue(), stated))
            .sorted(BY_DECISIONS)
            .toList();
    return sorted.stream()
        .findFirst()
        .map(
            first ->
                new ConfirmedCpe(
                    first.getKey(),
                    stated,
                    sorted.stream().skip(1).map(Map.Entry::getKey).toList(),
                    first.getValue()));
  }

  private static boolean isEnough(Collection<Confirmation> decisions, boolean stated) {
    return decisions.stream().map(Confirmation::suggestionId).distinct().count() >= DECISIONS
        || (stated && decisions.stream().anyMatch(one -> one.decision().equals("accepted")));
  }

  /** CPE names of the entries that the lesson is about; firmware and devices are not packaged. */
  private static Set<AssertedCpe> cpesOf(Confirmation one, VulnerabilityRecord record) {
    Optional<TaughtName> name = TaughtName.of(one.vendor(), one.product());
    return record.affected().stream()
        .filter(entry -> TaughtName.of(entry).equals(name))
        .map(AffectedEntry::cpes)
        .flatMap(List::stream)
        .map(CpeText::of)
        .filter(cpe -> cpe != null && !cpe.hardware())
        .filter(cpe -> isSaid(cpe.vendor()) && isSaid(cpe.product()))
        .map(cpe -> new AssertedCpe(cpe.vendor(), cpe.product()))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isSaid(String part) {
    return !part.isEmpty() && !part.equals("*") && !part.equals("-");
  }

  private static Optional<AssertedCpe> fromNames(Confirmation one) {
    String vendor = one.vendor();
    return vendor == null
        ? Optional.empty()
        : Optional.of(new AssertedCpe(spelled(vendor), spelled(one.product())));
  }

  private static String spelled(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", "_");
  }

  private static Map<AssertedCpe, List<Confirmation>> bySpelling() {
    return new TreeMap<>(Comparator.comparing(AssertedCpe::toString));
  }

  private static void add(
      Map<AssertedCpe, List<Confirmation>> known, AssertedCpe cpe, Confirmation one) {
    known.computeIfAbsent(cpe, c -> new ArrayList<>()).add(one);
  }
}
