package org.snowguard.server.activity;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the log. Writing joins the caller's transaction: an action and its event stand
 * or fall together.
 */
public final class EventLog {

  private final EventStore store;
  private final Clock clock;

  public EventLog(Jdbi jdbi, Clock clock) {
    store = new EventStore(jdbi);
    this.clock = clock;
  }

  /** Appends an entry and gives its id. */
  public long append(NewEvent event) {
    return store.insert(event, clock.instant());
  }

  /** Appends many entries of one moment. */
  public void appendAll(List<NewEvent> events) {
    if (!events.isEmpty()) {
      store.insertAll(events, clock.instant());
    }
  }

  /** The newest entries first. */
  public List<Event> latest(EventFilter filter, @Nullable Long beforeId, int limit) {
    return store.latest(filter, beforeId, limit);
  }

  public long count(EventFilter filter) {
    return store.count(filter);
  }

  public Optional<Event> find(long id) {
    return store.find(id);
  }

  /**
   * The newest action of a person that nobody took back yet, on one subject or on any, and that the
   * machine has not ended since for a reason: that can never be undone.
   */
  public Optional<Event> lastUndoable(long actor, String kindPrefix) {
    return store.lastUndoable(actor, kindPrefix);
  }
}
