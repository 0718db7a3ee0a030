package org.snowguard.server.suggestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts over many suggestions, kept until one of these may have changed: a page that comes after
 * an action does not show the number from before it. What the machine writes may be seen later, at
 * the end of its run or after some seconds. While one reader counts, others get the last count:
 * where people act many times a second, all pages would wait for it, each with a connection.
 */
public final class FreshCounts<K, V> {

  /** For what {@link SuggestionChanges#stamp} does not tell: portions of a run that goes on. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private static final int MOST = 1_000;

  private record Counted<V>(String stamp, V value) {}

  private final Set<K> counting = ConcurrentHashMap.newKeySet();
  private final SuggestionChanges changes;
  private final Function<K, V> count;
  private final Cache<K, Counted<V>> known =
      Caffeine.newBuilder().expireAfterWrite(LONGEST).maximumSize(MOST).build();

  public FreshCounts(SuggestionChanges changes, Function<K, V> count) {
    this.changes = changes;
    this.count = count;
  }

  /** What stands now, or stood when another reader began to count. */
  public V of(K key) {
    String stamp = changes.stamp();
    Counted<V> found = known.getIfPresent(key);
    if (found == null) {
      return count(key, stamp);
    }
    if (found.stamp().equals(stamp) || !counting.add(key)) {
      return found.value();
    }
    try {
      return count(key, stamp);
    } finally {
      counting.remove(key);
    }
  }

  /** Of several who ask at once one counts. */
  private V count(K key, String stamp) {
    return known.asMap().compute(key, (same, before) -> counted(same, before, stamp)).value();
  }

  private Counted<V> counted(K key, @Nullable Counted<V> before, String stamp) {
    return before != null && before.stamp().equals(stamp)
        ? before
        : new Counted<>(stamp, count.apply(key));
  }
}
