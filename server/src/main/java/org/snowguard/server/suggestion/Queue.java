package org.snowguard.server.suggestion;

import java.time.Clock;
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

  private static final int FIX_GROUPS = 20;

  private static final int CURSOR_SIZE = 2;

  private final QueueStore store;
  private final Cards cards;
  private final Transactions transactions;
  private final Clock clock;
  private final FreshCounts<QueueFilter, Long> counts;
  private final FreshCounts<String, Map<QueueTab, Long>> tabs;

  Queue(
      QueueStore store,
      Cards cards,
      SuggestionChanges changes,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.cards = cards;
    this.transactions = transactions;
    this.clock = clock;
    counts = new FreshCounts<>(changes, store::count);
    tabs = new FreshCounts<>(changes, all -> Map.copyOf(store.tabs()));
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
    long total = count(filter);
    return transactions.read(
        () -> {
          Page<QueueKey> keys =
              Page.of(store.page(filter, cursor, size + 1), size, total, QueueOrder::cursor);
          List<QueueCard> found =
              cards.of(keys.items().stream().map(QueueKey::id).toList(), viewer);
          return new Page<>(found, keys.next(), keys.total());
        });
  }

  /** How many a filter finds. */
  public long count(QueueFilter filter) {
    return counts.of(filter);
  }

  /** How many there are in each tab. */
  public Map<QueueTab, Long> tabs() {
    return tabs.of("");
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

  /** Pending suggestions of a project that the same version fixes, the largest group first. */
  public List<FixGroup> fixGroups(long projectId) {
    return store.fixGroups(projectId, FIX_GROUPS);
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
