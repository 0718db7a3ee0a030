package org.snowguard.server.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.Secrets;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;

class MailDeliveryTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private final TestClock clock = TestClock.at("2026-11-20T12:00:00Z");
  private MailWorld world;
  private long alice;
  private long bob;

  @BeforeEach
  void arrange() {
    database.jdbi().useHandle(handle -> handle.execute("truncate account cascade"));
    world =
        new MailWorld(
            database.jdbi(),
            database.transactions(),
            clock,
            (id, account, base) -> Optional.of(new MailText("News", "Something happened.")));
    Accounts accounts = Accounts.in(database.jdbi(), database.transactions(), clock);
    alice = accounts.add("alice", java.util.Set.of()).number();
    bob = accounts.add("bob", java.util.Set.of()).number();
  }

  private void ask(long account, String address) {
    world.addresses.ask(account, MailAddress.parse(address));
  }

  @Test
  void addressIsTakenWhenItsLinkIsOpenedByTheAccountThatAsked() {
    ask(alice, "alice@example.org");
    world.sendAll();
    String token = world.lastToken("/me/mail/confirm/");
    assertThat(world.addresses.isReachable(alice)).isFalse();
    assertThatExceptionOfType(NotFound.class).isThrownBy(() -> world.addresses.confirm(token, bob));
    world.addresses.confirm(token, alice);
    assertThat(world.addresses.of(alice).address()).isEqualTo("alice@example.org");
    assertThatExceptionOfType(NotFound.class)
        .as("a link works once")
        .isThrownBy(() -> world.addresses.confirm(token, alice));
  }

  @Test
  void linkExpires() {
    ask(alice, "alice@example.org");
    world.sendAll();
    String token = world.lastToken("/me/mail/confirm/");
    clock.advance(MailAddresses.VALID);
    assertThatExceptionOfType(NotFound.class)
        .isThrownBy(() -> world.addresses.confirm(token, alice));
  }

  @Test
  void onlyTheHashOfALinkIsKept() {
    ask(alice, "alice@example.org");
    world.sendAll();
    String token = world.lastToken("/me/mail/confirm/");
    byte[] kept =
        database
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery("select token_hash from mail_confirmation")
                        .mapTo(byte[].class)
                        .one());
    assertThat(kept).isEqualTo(Secrets.hash(token));
  }

  @Test
  void nobodyIsFloodedWithQuestions() {
    for (int i = 0; i < MailAddresses.MOST; i++) {
      ask(alice, "victim@example.org");
    }
    assertThatExceptionOfType(Refused.class).isThrownBy(() -> ask(alice, "other@example.org"));
    assertThatExceptionOfType(Refused.class)
        .as("nor by several accounts")
        .isThrownBy(() -> ask(bob, "VICTIM@example.org"));
    world.addresses.forget(alice);
    assertThatExceptionOfType(Refused.class)
        .as("nor by forgetting")
        .isThrownBy(() -> ask(alice, "victim@example.org"));
    world.sendAll();
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void failuresAreTriedAgainLaterAndLater() {
    world.confirm(bob, "bob@example.org");
    world.outbox.notice("one", bob, clock.instant());
    world.failNext("the mail server cannot be reached");
    world.failNext("the mail server cannot be reached");
    world.sendAll();
    assertThat(world.sent()).hasSize(1);
    assertThat(world.outbox.troubles(bob, 5)).extracting(Trouble::state).containsExactly("waiting");
    clock.advance(Duration.ofMinutes(1));
    world.sendAll();
    clock.advance(Duration.ofMinutes(1));
    world.sendAll();
    assertThat(world.sent()).hasSize(2);
    clock.advance(Duration.ofMinutes(1));
    world.sendAll();
    assertThat(world.sent()).hasSize(3);
    assertThat(world.outbox.troubles(bob, 5)).isEmpty();
    assertThat(world.carried).extracting(Outgoing::id).doesNotContainNull();
    assertThat(world.carried.stream().map(Outgoing::id).distinct()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 120", "5, 960", "9, 15360", "10, 21600", "16, 21600"})
  void waitsGrow(int failures, long seconds) {
    assertThat(MailDelivery.waitAfter(failures)).hasSeconds(seconds);
  }

  @Test
  void nobodyGetsAMailTwiceThatMayHaveLeftWhenTheServerDied() {
    world.confirm(bob, "bob@example.org");
    world.outbox.notice("one", bob, clock.instant());
    database.transactions().run(() -> world.store.take(clock.instant()));
    world.sendAll();
    assertThat(world.sent()).isEmpty();
    assertThat(world.outbox.troubles(bob, 5))
        .extracting(Trouble::state)
        .containsExactly("uncertain");
  }

  @Test
  void oneKeyIsOneMail() {
    world.confirm(bob, "bob@example.org");
    assertThat(world.outbox.notice("one", bob, clock.instant())).isPresent();
    assertThat(world.outbox.notice("one", bob, clock.instant())).isEmpty();
    world.sendAll();
    assertThat(world.sent()).containsExactly("bob@example.org: News");
  }

  @Test
  void oneClickEndsAllMail() {
    world.confirm(bob, "bob@example.org");
    world.outbox.notice("one", bob, clock.instant());
    world.outbox.notice("two", bob, clock.instant().plusSeconds(60));
    world.sendAll();
    String token =
        world.lastToken("End all mail with one click: https://snowguard.example/unsubscribe/");
    assertThat(world.carried.getLast().unsubscribe())
        .hasToString("https://snowguard.example/unsubscribe/" + token);
    world.addresses.stop(world.store.unsubscriber(Secrets.hash(token)).orElseThrow());
    clock.advance(Duration.ofMinutes(5));
    world.sendAll();
    assertThat(world.sent()).hasSize(1);
    assertThat(world.outbox.reaches(bob)).isFalse();
    world.addresses.resume(bob);
    assertThat(world.outbox.reaches(bob)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nobody",
        "two@example.org,three@example.org",
        "a b@example.org",
        "a@example.org\nBcc: b@example.org",
        "<a@example.org>",
        "a@example",
        "a@-example.org",
        ".a@example.org",
        "\"a\"@example.org",
        "a@[127.0.0.1]",
        "ä@example.org"
      })
  void whatCouldNameMoreThanOneRecipientIsNoAddress(String text) {
    assertThatExceptionOfType(BadInput.class)
        .isThrownBy(() -> MailAddress.parse(text))
        .satisfies(
            refused ->
                assertThat(refused.getMessage()).doesNotContain(text.isEmpty() ? "\0" : text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a@example.org", "first.last+tag@mail.example.co.uk", "o'b@xn--4ca.example"})
  void usualAddressesAreTaken(String text) {
    assertThat(MailAddress.parse(" " + text + " ").text()).isEqualTo(text);
  }

  @Test
  void addressesAreInNoWordsOfOurs() {
    assertThat(MailAddress.parse("a@example.org").toString()).doesNotContain("@");
    world.confirm(bob, "bob@example.org");
    assertThat(world.addresses.of(bob).toString()).doesNotContain("bob");
  }
}
