package org.snowguard.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Role;

class AccountsTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private final AccountStore store = new AccountStore(database.jdbi());
  private final Accounts accounts =
      new Accounts(
          store,
          new RoleEvents(
              new RoleStore(database.jdbi()), new EventLog(database.jdbi(), clock), clock),
          ids -> Set.of(),
          database.transactions(),
          clock);

  @Test
  void accountKeepsItsRoles() {
    Set<Role> roles = EnumSet.of(Role.SECURITY_TEAM, Role.OPERATOR);
    Account added = accounts.add("keeper", roles);
    assertThat(accounts.byName("KEEPER")).isEqualTo(added);
    assertThat(accounts.find(added.number()))
        .isEqualTo(new CurrentAccount(added.number(), "keeper", roles));
  }

  @Test
  void changesOfRolesAreEventsWithoutAName() {
    EventLog events = new EventLog(database.jdbi(), clock);
    Account added = accounts.add("changing", Set.of(Role.TRIAGER));
    accounts.giveRoles("changing", Set.of(Role.TRIAGER, Role.OPERATOR));
    accounts.giveRoles("changing", Set.of(Role.OPERATOR, Role.TRIAGER));
    accounts.delete("changing");
    List<Event> told =
        events.latest(EventFilter.ofSubject("account", added.number()), null, 9).reversed();
    assertThat(told)
        .extracting(Event::after, Event::note)
        .containsExactly(
            Tuple.tuple("{\"roles\": \"triager\"}", "an operator made the account"),
            Tuple.tuple("{\"roles\": \"operator, triager\"}", "by an operator"),
            Tuple.tuple("{\"roles\": \"\"}", "the account was deleted"));
    assertThat(told).extracting(Event::subjectLabel).containsOnly("an account");
  }

  @Test
  void nameIsTakenWhateverItsCase() {
    accounts.add("Taken", Set.of());
    assertThatExceptionOfType(Conflict.class)
        .isThrownBy(() -> accounts.add("tAKEN", Set.of()))
        .withMessageContaining("tAKEN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-a",
        "a b",
        "a/b",
        "<script>",
        "ünï",
        "a23456789012345678901234567890123456789x"
      })
  void unusableNameIsRefused(String name) {
    assertThatExceptionOfType(BadInput.class).isThrownBy(() -> accounts.add(name, Set.of()));
  }

  @Test
  void linkExpires() {
    Account account = accounts.add("late", Set.of());
    SignInLink link = accounts.issueLink(account, Duration.ofHours(1));
    clock.advance(Duration.ofMinutes(59));
    assertThat(accounts.ownerOf(link.token())).contains(account);
    clock.advance(Duration.ofMinutes(1));
    assertThat(accounts.ownerOf(link.token())).isEmpty();
    assertThat(accounts.redeem(link.token())).isEmpty();
  }

  @Test
  void databaseDoesNotHoldTheLink() {
    SignInLink link = accounts.issueLink(accounts.add("hashed", Set.of()), Duration.ofHours(1));
    List<String> stored =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select l::text from sign_in_link l")
                        .mapTo(String.class)
                        .list());
    assertThat(stored).isNotEmpty().noneMatch(row -> row.contains(link.token()));
    assertThat(link.toString()).doesNotContain(link.token());
  }

  @Test
  void deletedAccountIsAFormerMember() {
    Account account = accounts.add("leaving", Set.of(Role.TRIAGER));
    SignInLink link = accounts.issueLink(account, Duration.ofHours(1));
    accounts.delete("leaving");

    assertThat(accounts.names(List.of(account.number())).of(account.number()))
        .isEqualTo("former member");
    assertThat(accounts.redeem(link.token())).isEmpty();
    assertThat(accounts.find(account.number())).isNull();
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> accounts.byName("leaving"));
    assertThat(accounts.add("leaving", Set.of()).number()).isNotEqualTo(account.number());
  }

  @Test
  void failureBetweenTwoStoresLeavesNeitherRow() {
    AccountStore other = new AccountStore(database.jdbi());
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                database
                    .transactions()
                    .run(
                        () -> {
                          assertThat(store.insert("first", Set.of(), clock.instant())).isPresent();
                          assertThat(other.findByName("first", Instant.EPOCH)).isPresent();
                          assertThat(other.insert("second", Set.of(), clock.instant())).isPresent();
                          throw new IllegalStateException("between two stores");
                        }));
    assertThat(store.findByName("first", Instant.EPOCH)).isEmpty();
    assertThat(other.findByName("second", Instant.EPOCH)).isEmpty();
  }

  @Test
  void failedAttemptsCloseTheDoorForTenMinutes() {
    SignInAttempts attempts = new SignInAttempts(3, clock);
    for (int attempt = 0; attempt < 3; attempt++) {
      attempts.check("192.0.2.1");
      attempts.failed("192.0.2.1");
    }
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> attempts.check("192.0.2.1"));
    attempts.check("192.0.2.2");
    clock.advance(SignInAttempts.WINDOW);
    attempts.check("192.0.2.1");
  }
}
