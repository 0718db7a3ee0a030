package org.snowguard.server.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/** The sessions of signed-in people, kept in the database and shared by all nodes. */
public final class Sessions {

  private static final Duration STRANGERS = Duration.ofHours(1);

  private final FindByIndexNameSessionRepository<? extends Session> repository;
  private final Duration idle;

  Sessions(FindByIndexNameSessionRepository<? extends Session> repository, Duration idle) {
    this.repository = repository;
    this.idle = idle;
  }

  /** How long a session lives without use in which nobody is signed in. */
  static Duration idleOfStrangers(Duration idle) {
    return idle.compareTo(STRANGERS) < 0 ? idle : STRANGERS;
  }

  /** One place where somebody is signed in. */
  public record Open(Instant since, Instant lastUsed, boolean current) {}

  /**
   * Signs in. The session before is thrown away with its id and its CSRF token, so that nobody who
   * planted an id (session fixation) finds it signed in.
   */
  public void begin(HttpServletRequest request, long account) {
    end(request);
    HttpSession session = request.getSession(true);
    session.setMaxInactiveInterval(Math.toIntExact(idle.toSeconds()));
    session.setAttribute(Visitors.ACCOUNT, account);
    session.setAttribute(
        FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, principal(account));
  }

  /** Signs out here. */
  public void end(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    Visitors.forget(request);
  }

  /** Signs out everywhere. */
  public void endAll(long account) {
    repository.findByPrincipalName(principal(account)).keySet().forEach(repository::deleteById);
  }

  /** Where the account is signed in, last used first. */
  public List<Open> open(HttpServletRequest request, long account) {
    HttpSession session = request.getSession(false);
    String currentId = session == null ? null : session.getId();
    return repository.findByPrincipalName(principal(account)).values().stream()
        .filter(found -> !found.isExpired())
        .map(found -> describe(found, currentId))
        .sorted(Comparator.comparing(Open::lastUsed).reversed())
        .toList();
  }

  private static Open describe(Session session, @Nullable String currentId) {
    return new Open(
        session.getCreationTime(),
        session.getLastAccessedTime(),
        session.getId().equals(currentId));
  }

  private static String principal(long account) {
    return Long.toString(account);
  }
}
