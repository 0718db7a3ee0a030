package org.snowguard.server.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/**
 * The sessions of the database, remembered for a moment: Spring reads a session twice for each
 * request, and a page with its parts is several. What ends or changes here holds at once; what
 * another node did is seen a moment later. That a session was used is written once a minute and not
 * by every reading of a page.
 */
final class RememberedSessions<S extends Session>
    implements FindByIndexNameSessionRepository<RememberedSession> {

  private static final Duration REMEMBERED = Duration.ofMillis(100);
  private static final int MOST = 10_000;

  private final FindByIndexNameSessionRepository<S> stored;
  private final Cache<String, MapSession> known;

  RememberedSessions(FindByIndexNameSessionRepository<S> stored, Ticker ticker) {
    this.stored = stored;
    known =
        Caffeine.newBuilder().ticker(ticker).expireAfterWrite(REMEMBERED).maximumSize(MOST).build();
  }

  @Override
  public RememberedSession createSession() {
    S created = stored.createSession();
    return new RememberedSession(created, created);
  }

  @Override
  public @Nullable RememberedSession findById(String id) {
    MapSession found = known.get(id, this::load);
    return found == null || found.isExpired() ? null : new RememberedSession(found, null);
  }

  private @Nullable MapSession load(String id) {
    S found = stored.findById(id);
    return found == null ? null : new MapSession(found);
  }

  @Override
  @SuppressWarnings("unchecked") // what was created here is of the kind that is stored
  public void save(RememberedSession session) {
    S created = (S) session.created();
    if (created != null) {
      session.changeTo(created);
      stored.save(created);
    } else if (session.isChanged()) {
      S found = stored.findById(session.getId());
      if (found != null) { // else it was ended meanwhile, and stays so
        session.changeTo(found);
        stored.save(found);
      }
    } else {
      return;
    }
    known.invalidate(session.getId());
  }

  @Override
  public void deleteById(String id) {
    stored.deleteById(id);
    // Behind the deletion: whoever was reading it in between has remembered it by then.
    known.invalidate(id);
  }

  @Override
  public Map<String, RememberedSession> findByIndexNameAndIndexValue(String name, String value) {
    Map<String, RememberedSession> found = new HashMap<>();
    stored
        .findByIndexNameAndIndexValue(name, value)
        .forEach((id, session) -> found.put(id, new RememberedSession(session, null)));
    return found;
  }
}
