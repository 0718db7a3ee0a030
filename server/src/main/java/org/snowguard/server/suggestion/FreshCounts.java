package org.snowguard.server.suggestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Transactions;

/**
 * Counts over many suggestions, kept until one of these may have changed: a page that comes after
 * an action does not show the number from before it. What the machine writes may be seen later, at
 * the end of its run or after some seconds. While one reader counts, others get the last count:
 * where people act many times a second, all pages would wait for it, each with a connection.
 *
 * <p>A count that takes long, as over the whole list of real channels, is made beside the pages
 * once it is known: they show the last one, which is up to a minute old and mostly a second, and
 * counting takes a small share of the time however often people act.
 *
 * <p>What nobody has counted yet is counted once, however many ask for it after a start, but for
 * those who ask inside a transaction: they hold a connection, which the one who counts may need.
 */
public final class FreshCounts<K, V> {

  /** For what {@link SuggestionChanges#stamp} does not tell: portions of a run that goes on. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** How old a count may be that is made beside the pages. */
  private static final Duration OLDEST = Duration.ofMinutes(1);

  /** A count that takes this long takes too long for a page; the first is always slow. */
  private static final Duration DEAR = Duration.ofMillis(15);

  /** Between two counts beside the pages lies so many times what one takes. */
  private static final int REST = 20;

  private static final int MOST = 1_000;

  /** A count, when it was made, and the least that it took so far: zero of the first. */
  private record Counted<V>(String stamp, V value, long at, Duration cost) {}

  /** A count of what stood at a stamp. */
  private record First<K>(K key, String stamp) {}

  private final Set<K> counting = ConcurrentHashMap.newKeySet();
  private final Map<First<K>, CompletableFuture<V>> firsts = new ConcurrentHashMap<>();
  private final Supplier<String> changes;
  private final Function<K, V> count;
  private final Ticker ticker;
  private final Executor beside;
  private final Cache<K, Counted<V>> known;

  public FreshCounts(SuggestionChanges changes, Function<K, V> count) {
    this(changes::stamp, count);
  }

  /**
   * For counts that depend on more than suggestions.
   *
   * @param changes gives another text whenever what is counted may have changed, and is cheap
   */
  public FreshCounts(Supplier<String> changes, Function<K, V> count) {
    this(changes, count, Ticker.systemTicker(), Thread::startVirtualThread);
  }

  FreshCounts(Supplier<String> changes, Function<K, V> count, Ticker ticker, Executor beside) {
    this.changes = changes;
    this.count = count;
    this.ticker = ticker;
    this.beside = beside;
    known = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(OLDEST).maximumSize(MOST).build();
  }

  /** What stands now, or stood when another reader began to count. */
  public V of(K key) {
    String stamp = changes.get();
    Counted<V> found = known.getIfPresent(key);
    if (found == null) {
      return Transactions.isOpen() ? count(key, stamp) : first(key, stamp);
    }
    Duration age = Duration.ofNanos(ticker.read() - found.at());
    if (found.stamp().equals(stamp) && age.compareTo(LONGEST) < 0) {
      return found.value();
    }
    boolean isDear = found.cost().compareTo(DEAR) >= 0;
    boolean isResting = isDear && age.compareTo(rest(found.cost())) < 0;
    if (isResting || !counting.add(key)) {
      return found.value();
    }
    if (isDear) {
      beside.execute(() -> countAlone(key, stamp));
      return found.value();
    }
    return countAlone(key, stamp);
  }

  /** Counts, or waits for another who counts the same: without a connection of its own. */
  private V first(K key, String stamp) {
    First<K> wanted = new First<>(key, stamp);
    CompletableFuture<V> own = new CompletableFuture<>();
    CompletableFuture<V> other = firsts.putIfAbsent(wanted, own);
    if (other != null) {
      try {
        return other.join();
      } catch (CompletionException failedThere) {
        return count(key, stamp);
      }
    }
    try {
      V value = count(key, stamp);
      own.complete(value);
      return value;
    } finally {
      firsts.remove(wanted, own);
      // Nobody waits for ever for a count that failed.
      own.completeExceptionally(new IllegalStateException("counting failed"));
    }
  }

  /** Short enough that a count beside the pages comes before the last one is too old to show. */
  private static Duration rest(Duration cost) {
    Duration rest = cost.multipliedBy(REST);
    Duration most = OLDEST.dividedBy(2);
    return rest.compareTo(most) < 0 ? rest : most;
  }

  private V countAlone(K key, String stamp) {
    try {
      return count(key, stamp);
    } finally {
      counting.remove(key);
    }
  }

  private V count(K key, String stamp) {
    Counted<V> before = known.getIfPresent(key);
    long start = ticker.read();
    V value = count.apply(key);
    long end = ticker.read();
    known.put(key, new Counted<>(stamp, value, end, least(before, Duration.ofNanos(end - start))));
    return value;
  }

  private static Duration least(@Nullable Counted<?> before, Duration now) {
    if (before == null) {
      return Duration.ZERO;
    }
    Duration least = before.cost();
    return least.isZero() || now.compareTo(least) < 0 ? now : least;
  }
}
