package org.snowguard.server.web;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;

/**
 * A session as one request sees it, with what the request changed. Its own copy: two requests of
 * one browser run at the same time.
 */
final class RememberedSession implements Session {

  /** The last use is written so often at most: it only says when an idle session ends. */
  private static final Duration USE_NOTED = Duration.ofMinutes(1);

  private static final int PARTS_OF_IDLE = 10;

  private final MapSession seen;
  private final @Nullable Session created;
  private final Map<String, Optional<Object>> changed = new LinkedHashMap<>();
  private final Instant usedBefore;
  private boolean idleChanged;

  /**
   * A copy.
   *
   * @param created what {@code stored} is where it is not stored yet, else null
   */
  RememberedSession(Session stored, @Nullable Session created) {
    seen = new MapSession(stored);
    usedBefore = stored.getLastAccessedTime();
    this.created = created;
  }

  /** The session that is stored with the first save; null: it is stored already. */
  @Nullable Session created() {
    return created;
  }

  /** Whether there is something to write. */
  boolean isChanged() {
    return !changed.isEmpty() || idleChanged || isUseDue();
  }

  private boolean isUseDue() {
    Duration idle = getMaxInactiveInterval().dividedBy(PARTS_OF_IDLE);
    Duration often = idle.compareTo(USE_NOTED) < 0 ? idle : USE_NOTED;
    return !usedBefore.plus(often).isAfter(getLastAccessedTime());
  }

  /** Makes the same changes to what is stored. */
  void changeTo(Session stored) {
    stored.setLastAccessedTime(getLastAccessedTime());
    if (idleChanged) {
      stored.setMaxInactiveInterval(getMaxInactiveInterval());
    }
    changed.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                given -> stored.setAttribute(name, given), () -> stored.removeAttribute(name)));
    changed.clear();
    idleChanged = false;
  }

  @Override
  public String getId() {
    return seen.getId();
  }

  @Override
  public String changeSessionId() {
    throw new UnsupportedOperationException(
        "A session that changes hands ends, and another begins: see Sessions.begin");
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as the interface has it
  public <T> @Nullable T getAttribute(String name) {
    return seen.getAttribute(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return seen.getAttributeNames();
  }

  @Override
  public void setAttribute(String name, Object value) {
    seen.setAttribute(name, value);
    changed.put(name, Optional.of(value));
  }

  @Override
  public void removeAttribute(String name) {
    seen.removeAttribute(name);
    changed.put(name, Optional.empty());
  }

  @Override
  public Instant getCreationTime() {
    return seen.getCreationTime();
  }

  @Override
  public void setLastAccessedTime(Instant at) {
    seen.setLastAccessedTime(at);
  }

  @Override
  public Instant getLastAccessedTime() {
    return seen.getLastAccessedTime();
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    seen.setMaxInactiveInterval(interval);
    idleChanged = true;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return seen.getMaxInactiveInterval();
  }

  @Override
  public boolean isExpired() {
    return seen.isExpired();
  }
}
