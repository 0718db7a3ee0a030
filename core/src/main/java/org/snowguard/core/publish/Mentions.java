package org.snowguard.core.publish;

import java.util.Collection;
import java.util.Map;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Who is mentioned on GitHub: few, and only those whom it concerns.
 *
 * @param now mentioned by this issue
 * @param later told of it in one digest, because they were mentioned often enough today
 */
public record Mentions(SequencedSet<Long> now, SequencedSet<Long> later) {

  /** Above that many nobody is mentioned: whoever is one of fifty does not feel spoken to. */
  public static final int PER_ISSUE = 10;

  /** Mentions of one account in a day. */
  public static final int PER_DAY = 5;

  /**
   * Chooses among maintainers of packages that are {@code affected} in a supported channel.
   *
   * @param concerned their numbers
   * @param today how often each was mentioned today
   */
  public static Mentions choose(Collection<Long> concerned, Map<Long, Integer> today) {
    TreeSet<Long> all = new TreeSet<>(concerned);
    if (all.size() > PER_ISSUE) {
      return new Mentions(new TreeSet<>(), new TreeSet<>());
    }
    Map<Boolean, TreeSet<Long>> free =
        all.stream()
            .collect(
                Collectors.partitioningBy(
                    id -> today.getOrDefault(id, 0) < PER_DAY,
                    Collectors.toCollection(TreeSet::new)));
    return new Mentions(
        free.getOrDefault(true, new TreeSet<>()), free.getOrDefault(false, new TreeSet<>()));
  }
}
