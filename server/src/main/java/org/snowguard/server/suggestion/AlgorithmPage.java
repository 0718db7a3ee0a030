package org.snowguard.server.suggestion;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.matching.Algorithms;
import org.snowguard.server.web.Page;

/**
 * What the release of an algorithm would change.
 *
 * @param released by which suggestions are made
 * @param running that is to be released
 * @param ready whether the difference is whole
 * @param toCompare records still to be compared
 * @param due records still to be matched by the released one
 */
public record AlgorithmPage(
    String released,
    String running,
    boolean differs,
    boolean ready,
    long toCompare,
    long due,
    Counts cards,
    List<Item> items,
    @Nullable String next,
    long total) {

  public AlgorithmPage {
    items = List.copyOf(items);
  }

  /**
   * How many suggestions would change.
   *
   * @param added cards that would come into the queue
   * @param removed cards that would leave it
   * @param changed cards that would stay with another tier or verdict
   * @param elsewhere suggestions outside the queue
   */
  public record Counts(long added, long removed, long changed, long elsewhere) {
    long all() {
      return added + removed + changed + elsewhere;
    }

    /** Completes "it would …". */
    public String words() {
      return String.format(
          Locale.ROOT, "would add %,d cards, remove %,d, change %,d", added, removed, changed);
    }
  }

  /** Where a page ends. */
  record Place(int part, long id) {}

  /** One suggestion that would change. */
  public record Item(
      long id,
      int part,
      String publicId,
      @Nullable String title,
      String project,
      String kind,
      @Nullable String stateBefore,
      String stateAfter,
      @Nullable String tierBefore,
      @Nullable String tierAfter,
      @Nullable Double probabilityBefore,
      @Nullable Double probabilityAfter,
      List<String> verdictsBefore,
      List<String> verdictsAfter) {

    /** For people: {@code pending · likely 0.98 · nixos-unstable:affected}. */
    public String before() {
      return words(stateBefore, tierBefore, probabilityBefore, verdictsBefore);
    }

    public String after() {
      return words(stateAfter, tierAfter, probabilityAfter, verdictsAfter);
    }

    private static String words(
        @Nullable String state,
        @Nullable String tier,
        @Nullable Double probability,
        List<String> verdicts) {
      if (state == null) {
        return "no suggestion";
      }
      StringBuilder words = new StringBuilder(state);
      if (tier != null && probability != null) {
        words.append(String.format(Locale.ROOT, " · %s %.2f", tier, probability));
      }
      verdicts.forEach(verdict -> words.append(" · ").append(verdict.replace('_', ' ')));
      return words.toString();
    }
  }

  /** What the queue says of it. */
  public record Banner(String running, boolean ready, long toCompare, Counts cards) {}

  static AlgorithmPage of(Algorithms.Standing standing, Counts cards, Page<Item> items) {
    return new AlgorithmPage(
        standing.released(),
        standing.running(),
        standing.differs(),
        standing.isReady(),
        standing.toCompare(),
        standing.due(),
        cards,
        items.items(),
        items.next(),
        items.total());
  }
}
