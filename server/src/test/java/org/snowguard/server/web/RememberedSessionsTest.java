package org.snowguard.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.snowguard.server.TestDatabase;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.transaction.support.TransactionOperations;

/** Two nodes on one database. */
class RememberedSessionsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final AtomicLong now = new AtomicLong();
  private final RememberedSessions<?> here = node();
  private final RememberedSessions<?> elsewhere = node();

  private RememberedSessions<?> node() {
    return new RememberedSessions<>(
        new JdbcIndexedSessionRepository(
            new JdbcTemplate(database.dataSource()), TransactionOperations.withoutTransaction()),
        now::get);
  }

  private String begin() {
    RememberedSession session = here.createSession();
    session.setAttribute(Visitors.ACCOUNT, 7L);
    session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, "7");
    here.save(session);
    return session.getId();
  }

  @Test
  void sessionIsStoredForAllNodes() {
    String id = begin();
    assertThat(found(here, id).<Long>getAttribute(Visitors.ACCOUNT)).isEqualTo(7L);
    assertThat(found(elsewhere, id).<Long>getAttribute(Visitors.ACCOUNT)).isEqualTo(7L);
    assertThat(elsewhere.findByPrincipalName("7")).containsKey(id);
  }

  @Test
  void sessionThatEndsIsGoneHereAtOnceAndElsewhereAMomentLater() {
    String id = begin();
    found(here, id);
    found(elsewhere, id);

    here.deleteById(id);

    assertThat(here.findById(id)).isNull();
    now.addAndGet(Duration.ofMillis(101).toNanos());
    assertThat(elsewhere.findById(id)).isNull();
  }

  @Test
  void changeOfASessionThatEndedMeanwhileDoesNotBringItBack() {
    String id = begin();
    RememberedSession slow = found(here, id);
    elsewhere.deleteById(id);

    slow.setAttribute("notice", "done");
    here.save(slow);

    assertThat(here.findById(id)).isNull();
  }

  @Test
  void changesOfTwoRequestsAtOnceAreBothKept() {
    String id = begin();
    RememberedSession one = found(here, id);
    RememberedSession other = found(elsewhere, id);
    one.setAttribute("notice", "done");
    other.removeAttribute(Visitors.ACCOUNT);
    here.save(one);
    elsewhere.save(other);

    RememberedSession after = found(elsewhere, id);
    assertThat(after.<String>getAttribute("notice")).isEqualTo("done");
    assertThat(after.<Long>getAttribute(Visitors.ACCOUNT)).isNull();
  }

  @Test
  void readingPagesIsNotedOnceAMinute() {
    String id = begin();
    RememberedSession reading = found(here, id);
    Instant begun = reading.getLastAccessedTime();

    use(begun.plusSeconds(59), id);
    assertThat(lastUse(id)).isEqualTo(begun);

    use(begun.plusSeconds(60), id);
    assertThat(lastUse(id)).isEqualTo(begun.plusSeconds(60));
  }

  @Test
  void sessionOfAMinuteDoesNotEndWhileItIsUsed() {
    RememberedSession brief = here.createSession();
    brief.setMaxInactiveInterval(Duration.ofMinutes(1));
    here.save(brief);
    Instant used = found(here, brief.getId()).getLastAccessedTime().plusSeconds(6);

    use(used, brief.getId());

    assertThat(lastUse(brief.getId())).isEqualTo(used);
  }

  private void use(Instant at, String id) {
    RememberedSession session = found(here, id);
    session.setLastAccessedTime(at);
    here.save(session);
  }

  private static RememberedSession found(RememberedSessions<?> node, String id) {
    return Objects.requireNonNull(node.findById(id));
  }

  private static Instant lastUse(String id) {
    return Instant.ofEpochMilli(
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select last_access_time from spring_session where session_id = :id")
                        .bind("id", id)
                        .mapTo(long.class)
                        .one()));
  }
}
