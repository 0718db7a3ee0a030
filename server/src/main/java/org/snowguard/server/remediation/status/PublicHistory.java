package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.remediation.status.StatusStore.ChangeRow;

/**
 * The part of an issue's history that is public: what was written and replaced while it was a draft
 * is nobody's but of those who wrote it.
 */
final class PublicHistory {

  /** Instead of a reason in people's words: it may have been put otherwise before publication. */
  private static final String PUT_BY_PEOPLE = "as people had judged when the issue was published";

  private static final Set<String> BY_PEOPLE =
      Set.of(StatusHow.Code.PERSON.text(), StatusHow.Code.DECISION.text());

  private PublicHistory() {}

  private record Place(String vulnerability, String attribute, String channel) {
    static Place of(ChangeRow row) {
      return new Place(row.vulnerability(), row.attribute(), row.channel());
    }
  }

  /**
   * @param all the oldest first
   * @return in the same order: how each package stood at the publication, as its beginning, and all
   *     that was noticed since
   */
  static List<ChangeRow> of(List<ChangeRow> all, Instant publishedAt) {
    Map<Place, ChangeRow> atPublication = new HashMap<>();
    all.stream()
        .filter(row -> row.seenAt().isBefore(publishedAt))
        .sorted(Comparator.comparingLong(ChangeRow::id))
        .forEach(row -> atPublication.put(Place.of(row), row));
    return all.stream()
        .flatMap(
            row ->
                !row.seenAt().isBefore(publishedAt)
                    ? Stream.of(row)
                    : row.after() != null && row.equals(atPublication.get(Place.of(row)))
                        ? Stream.of(beginning(row))
                        : Stream.empty())
        .toList();
  }

  private static ChangeRow beginning(ChangeRow row) {
    return row.asBeginning(BY_PEOPLE.contains(row.how()) ? PUT_BY_PEOPLE : row.howText());
  }
}
