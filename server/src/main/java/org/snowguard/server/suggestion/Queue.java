package org.snowguard.server.suggestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.suggestion.QueueOrder.QueueKey;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Lists of suggestions as cards: the queue, and what other pages show of it. */
public final class Queue {

  /** Counts run over a whole tab: they may be this old. A card's own state never is. */
  private static final Duration COUNTS_LAST = Duration.ofSeconds(2);

  private static final int CURSOR_SIZE = 2;

  private final QueueStore store;
  private final Cards cards;
  private final Transactions transactions;
  private final Clock clock;
  private final LoadingCache<QueueFilter, Long> counts;
  private final LoadingCache<String, ChannelSummary> channels;
  private final Cache<String, Map<QueueTab, Long>> tabs;

  Queue(QueueStore store, Cards cards, Transactions transactions, Clock clock) {
    this.store = store;
    this.cards = cards;
    this.transactions = transactions;
    this.clock = clock;
    counts =
        Caffeine.newBuilder().expireAfterWrite(COUNTS_LAST).maximumSize(1_000).build(store::count);
    channels =
        Caffeine.newBuilder()
            .expireAfterWrite(COUNTS_LAST.multipliedBy(5))
            .maximumSize(100)
            .build(channel -> new ChannelSummary(channel, store.ofChannel(channel)));
    tabs = Caffeine.newBuilder().expireAfterWrite(COUNTS_LAST).build();
  }

  /**
   * A page of cards.
   *
   * @param after the cursor of the page before, or null
   * @param viewer number of the account that looks, or null
   */
  public Page<QueueCard> page(
      QueueFilter filter, @Nullable String after, int size, @Nullable Long viewer) {
    Cursor cursor = Cursor.parse(after, CURSOR_SIZE);
    return transactions.read(
        () -> {
          Page<QueueKey> keys =
              Page.of(
                  store.page(filter, cursor, size + 1), size, count(filter), QueueOrder::cursor);
          List<QueueCard> found =
              cards.of(keys.items().stream().map(QueueKey::id).toList(), viewer);
          return new Page<>(found, keys.next(), keys.total());
        });
  }

  /** How many a filter finds; at most some seconds old. */
  public long count(QueueFilter filter) {
    return counts.get(filter);
  }

  /** How many there are in each tab; at most some seconds old. */
  public Map<QueueTab, Long> tabs() {
    return tabs.get("", key -> Map.copyOf(store.tabs()));
  }

  /** The numbers of a channel; at most some seconds old. */
  public ChannelSummary channel(String channel) {
    return channels.get(channel);
  }

  /** One card. */
  public QueueCard card(long suggestionId, @Nullable Long viewer) {
    return transactions.read(() -> cards.of(List.of(suggestionId), viewer)).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new NotFound(
                    "showing a suggestion", "number " + suggestionId, "reload the queue."));
  }

  /** All suggestions of a vulnerability, the most probable first; withdrawn ones too. */
  public List<QueueCard> ofVulnerability(long vulnerabilityId, @Nullable Long viewer) {
    return transactions.read(() -> cards.of(store.ofVulnerability(vulnerabilityId), viewer));
  }

  /**
   * The card to turn to: the first behind another one, or the first of all, that nobody else has
   * opened in the last five minutes.
   */
  public Optional<QueueCard> next(QueueFilter filter, @Nullable Long afterSuggestion, long viewer) {
    return transactions.read(
        () -> {
          Cursor after =
              afterSuggestion == null
                  ? null
                  : store.key(filter.order(), afterSuggestion).map(QueueOrder::cursor).orElse(null);
          return store
              .next(filter, after, viewer, clock.instant().minus(Cards.OPEN_FOR))
              .flatMap(id -> cards.of(List.of(id), viewer).stream().findFirst());
        });
  }

  /** What a filter finds, as the revisions that stand now; for acting on the whole. */
  public List<Seen> select(QueueFilter filter, int limit) {
    return store.select(filter, limit);
  }

  /** Lets counts be taken anew, after an action of this node. */
  public void recount() {
    counts.invalidateAll();
    tabs.invalidateAll();
  }

  long projectOf(long suggestionId) {
    return store
        .projectOf(suggestionId)
        .orElseThrow(
            () ->
                new NotFound(
                    "finding the project of a suggestion",
                    "number " + suggestionId,
                    "reload the queue."));
  }
}
