package org.snowguard.server.remediation.landing;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the commits that one ref has of a change come to: there by the commit or a pick of the
 * whole, or, where a merge brought several, by all of these.
 */
final class OneRef {

  /** A number is greater than those of ancestors: of commits that came at once, the last counts. */
  private static final Comparator<LandingRow> BY_ARRIVAL =
      Comparator.comparing(LandingRow::firstSeen).thenComparingInt(LandingRow::id);

  private OneRef() {}

  /**
   * Empty where parts of a merge are missing.
   *
   * @param asked the commit that was asked for
   * @param rows of one ref
   */
  static Optional<Landing> landing(String asked, List<LandingRow> rows) {
    Stream<LandingRow> whole = rows.stream().filter(row -> !row.isPart() && !row.isMerge());
    return best(Stream.concat(whole, brought(asked, rows).stream()).toList())
        .map(LandingRow::landing);
  }

  /** What stands and came first; where nothing stands, what came last. */
  private static Optional<LandingRow> best(List<LandingRow> rows) {
    return rows.stream()
        .filter(row -> row.revertedAt() == null)
        .min(BY_ARRIVAL)
        .or(() -> rows.stream().max(BY_ARRIVAL));
  }

  /**
   * A merge stands as long as all that it brought, itself or as picks; whether it was reverted
   * itself says nothing once its parts have landed again.
   */
  private static Optional<LandingRow> brought(String asked, List<LandingRow> rows) {
    Map<String, List<LandingRow>> byPart =
        rows.stream()
            .filter(LandingRow::isPart)
            .collect(Collectors.groupingBy(LandingRow::change, TreeMap::new, Collectors.toList()));
    if (byPart.isEmpty() || byPart.size() < rows.getFirst().partCount()) {
      return Optional.empty();
    }
    List<LandingRow> parts =
        byPart.values().stream().map(OneRef::best).flatMap(Optional::stream).toList();
    Optional<Instant> end =
        parts.stream()
            .map(LandingRow::revertedAt)
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .min(Comparator.naturalOrder());
    return rows.stream()
        .filter(row -> row.isMerge() && row.commit().equals(asked))
        .filter(merge -> end.isPresent() || merge.revertedAt() == null)
        .findFirst()
        .or(() -> parts.stream().max(BY_ARRIVAL))
        .map(row -> row.endedAt(end.orElse(null)));
  }
}
