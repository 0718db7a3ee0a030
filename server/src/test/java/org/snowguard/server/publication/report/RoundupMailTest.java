package org.snowguard.server.publication.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.notification.mail.MailAddresses;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.notification.mail.MailWorld;

class RoundupMailTest {

  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  /** A Friday of the week 2026-W47. */
  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");

  private WeeklyReports reports;
  private RoundupMail mail;
  private MailWorld post;
  private Accounts accounts;
  private long alice;
  private long bob;

  @BeforeEach
  void arrange() {
    DATABASE
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate account, publication_item, publication_status, weekly_report,"
                        + " report_subscription, mail_message cascade"));
    reports = WeeklyReports.in(DATABASE.jdbi(), DATABASE.transactions(), clock);
    MailOutbox outbox =
        new MailOutbox(
            DATABASE.jdbi(),
            new MailAddresses(DATABASE.jdbi(), DATABASE.transactions(), clock),
            true,
            clock);
    mail =
        new RoundupMail(
            reports, new ReportStore(DATABASE.jdbi()), outbox, DATABASE.transactions(), clock);
    post =
        new MailWorld(
            DATABASE.jdbi(),
            DATABASE.transactions(),
            clock,
            (id, account, base) -> Optional.empty(),
            List.of(mail));
    accounts = Accounts.in(DATABASE.jdbi(), DATABASE.transactions(), clock);
    alice = accounts.add("alice", Set.of()).number();
    bob = accounts.add("bob", Set.of()).number();
    post.confirm(alice, "alice@example.org");
    post.confirm(bob, "bob@example.org");
  }

  /** As the job does. */
  private List<String> monday() {
    Week latest = reports.latest();
    reports.of(latest);
    mail.send(latest);
    post.sendAll();
    return post.sent();
  }

  private static String letter(String name, String week) {
    return name + "@example.org: Nixpkgs security roundup, week " + week;
  }

  @Test
  void nobodyIsMailedUnasked() {
    assertThat(mail.mine(alice).mailed()).isFalse();
    clock.advance(Duration.ofDays(3));
    assertThat(monday()).isEmpty();
  }

  @Test
  void whoAskedGetsEachWeekOnce() {
    mail.subscribe(alice, true);
    mail.subscribe(alice, true);
    clock.advance(Duration.ofDays(3));
    assertThat(monday()).containsExactly(letter("alice", "2026-W47"));
    assertThat(post.lastBody())
        .startsWith("# Nixpkgs security roundup, week 2026-W47")
        .contains("https://snowguard.example/report/weekly/2026-W47", "/unsubscribe/");
    clock.advance(Duration.ofDays(1));
    assertThat(monday()).as("the job ran again").hasSize(1);
    DATABASE.jdbi().useHandle(handle -> handle.execute("truncate mail_message cascade"));
    assertThat(monday()).as("restored from a backup, which has no mails").hasSize(1);
    clock.advance(Duration.ofDays(6));
    assertThat(monday()).containsExactly(letter("alice", "2026-W47"), letter("alice", "2026-W48"));
  }

  /** Of a form of another version; and one that reads well, but lacks its days. */
  @ParameterizedTest
  @ValueSource(strings = {"'{\"week\": []}'", "(body::jsonb - 'from')::text"})
  void letterThatCannotBeWrittenStopsNoOther(String body) {
    mail.subscribe(alice, true);
    clock.advance(Duration.ofDays(3));
    Week latest = reports.latest();
    reports.of(latest);
    mail.send(latest);
    DATABASE.jdbi().useHandle(handle -> handle.execute("update weekly_report set body = " + body));
    post.sendAll();
    assertThat(post.sent()).isEmpty();
    clock.advance(Duration.ofDays(7));
    assertThat(monday()).containsExactly(letter("alice", "2026-W48"));
  }

  @Test
  void whoAsksLaterGetsTheNextOne() {
    clock.advance(Duration.ofDays(3));
    mail.subscribe(bob, true);
    assertThat(monday()).isEmpty();
    clock.advance(Duration.ofDays(7));
    assertThat(monday()).containsExactly(letter("bob", "2026-W48"));
  }

  @Test
  void itNeedsAConfirmedAddress() {
    long carol = accounts.add("carol", Set.of()).number();
    mail.subscribe(carol, true);
    mail.subscribe(alice, true);
    DATABASE
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update mail_address set stopped_at = now() where account_id = ?", alice));
    assertThat(mail.mine(carol)).isEqualTo(new MyReports(true, false, true));
    clock.advance(Duration.ofDays(3));
    assertThat(monday()).isEmpty();
  }

  @Test
  void whoWantsItNoMoreWhileItWaitsGetsNone() {
    mail.subscribe(alice, true);
    clock.advance(Duration.ofDays(3));
    Week latest = reports.latest();
    reports.of(latest);
    assertThat(mail.send(latest)).isEqualTo(1);
    mail.subscribe(alice, false);
    post.sendAll();
    assertThat(post.sent()).isEmpty();
  }

  @Test
  void choiceGoesWithTheAccount() {
    mail.subscribe(alice, true);
    DATABASE
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update account set name = null, deleted_at = now() where account_id = ?",
                    alice));
    assertThat(mail.mine(alice).mailed()).isFalse();
  }
}
