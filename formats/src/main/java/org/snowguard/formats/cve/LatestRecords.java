package org.snowguard.formats.cve;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of several records of one id counts: the one updated last; of those updated at the same
 * moment, or at none, the one given later. The order in which they are offered does not matter.
 */
public final class LatestRecords {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::updated).thenComparingInt(Place::ordinal);

  private final Map<String, Place> latest = new HashMap<>();
  private int superseded;

  /** Whether this is the latest of its id so far. */
  public boolean offer(String id, @Nullable Instant updated, int ordinal) {
    Place offered = new Place(updated == null ? Instant.MIN : updated, ordinal);
    Place known = latest.get(id);
    if (known != null) {
      superseded++;
    }
    boolean wins = known == null || ORDER.compare(offered, known) > 0;
    if (wins) {
      latest.put(id, offered);
    }
    return wins;
  }

  /** Whether, of all that were offered, the record at this place counts. */
  public boolean isLatest(String id, int ordinal) {
    Place known = latest.get(id);
    return known != null && known.ordinal() == ordinal;
  }

  /** How many were offered so far. */
  int offered() {
    return latest.size() + superseded;
  }

  /** Records that another one of their id replaced. */
  public int superseded() {
    return superseded;
  }

  private record Place(Instant updated, int ordinal) {}
}
