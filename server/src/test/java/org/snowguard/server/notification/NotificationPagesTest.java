package org.snowguard.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Secrets;

class NotificationPagesTest {

  private static final String ID = "NIXPKGS-2026-0001";

  // Nobody answers there; nothing is sent while background work stands still.
  private static final TestServer SERVER =
      TestServer.start(
              Map.of(
                  "snowguard.mail.host", "127.0.0.1",
                  "snowguard.mail.port", "1",
                  "snowguard.mail.from", "snowguard@example.org",
                  "snowguard.web.base-url", "http://localhost"))
          .withoutBackgroundWork();

  @BeforeAll
  static void arrange() {
    new NotificationWorld(SERVER.database()).published("CVE-2024-0001", ID);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void everyThingHasAFeedThatItsPageNames() {
    TestClient reader = SERVER.anonymous();
    for (String thing :
        new String[] {
          "package/zlib",
          "project/zlib",
          "maintainer/carol",
          "channel/nixos-unstable",
          "issue/" + ID
        }) {
      String feed = "/feed/" + thing + ".atom";
      assertThat(reader.get("/" + thing).body())
          .as(thing)
          .contains("type=\"application/atom+xml\"")
          .contains("href=\"" + feed + "\"");
      TestClient.Answer answer = reader.get(feed);
      assertThat(answer.status()).as(feed).isEqualTo(200);
      assertThat(answer.headers()).containsEntry("content-type", "application/atom+xml");
      assertThat(answer.body()).as(feed).contains(ID);
    }
    assertThat(reader.get("/feed/package/curl.atom").body()).doesNotContain(ID);
    assertThat(reader.get("/feed/search.atom?q=zlib&score=9").body()).contains(ID);
    assertThat(reader.get("/feed/search.atom?q=openssl").body()).doesNotContain(ID);
    assertThat(reader.get("/feed/package/nothing.atom").status()).isEqualTo(404);
  }

  @Test
  void readerThatHasTheNewestGetsNoBodyAgain() {
    TestClient reader = SERVER.anonymous();
    TestClient.Answer first = reader.get("/feed/issues.atom");
    String etag = first.headers().getOrDefault("etag", "");
    assertThat(etag).isNotEmpty();
    assertThat(first.headers()).containsKey("last-modified");
    TestClient.Answer second = reader.get("/feed/issues.atom", Map.of("If-None-Match", etag));
    assertThat(second.status()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @Test
  void followingIsAFormOnEachPage() {
    TestClient person = SERVER.signIn();
    assertThat(person.get("/me/follow?kind=package&name=zlib").body()).contains("the package");
    assertThat(
            person
                .submit("/me/follow", Map.of("kind", "package", "name", "zlib", "way", "daily"))
                .status())
        .isEqualTo(303);
    assertThat(person.get("/me").body()).contains("href=\"/package/zlib\"");
    assertThat(person.get("/notices").status()).isEqualTo(200);
    assertThat(person.submit("/me/follow", Map.of("kind", "package", "name", "nothing")).status())
        .isEqualTo(404);
  }

  @Test
  void addressIsSeenByItsOwnerAlone() {
    Account account = SERVER.addAccount();
    TestClient person = SERVER.signIn(account);
    assertThat(person.submit("/me/mail", Map.of("address", "someone@example.org")).status())
        .isEqualTo(303);
    assertThat(person.get("/me").body()).contains("A link is on its way");
    confirm(account, "someone@example.org");
    assertThat(person.get("/me").body()).contains("someone@example.org");
    assertThat(person.get("/me.json").body())
        .contains("mailIsOn")
        .doesNotContain("someone@example.org");
    TestClient.Answer refused =
        person.submit("/me/mail", Map.of("address", "a@example.org\nBcc: b@example.org"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(person.get("/me").body()).as("nothing is kept of it").doesNotContain("Bcc");
  }

  @Test
  void oneClickEndsMailWithoutASession() {
    Account account = SERVER.addAccount();
    String token = Secrets.make();
    confirm(account, "other@example.org");
    SERVER
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into mail_unsubscribe (token_hash, account_id, made_at) values (?, ?,"
                        + " now())",
                    Secrets.hash(token),
                    account.number()));
    TestClient stranger = SERVER.anonymous();
    assertThat(stranger.get("/unsubscribe/" + token).body()).contains("End all mail?");
    assertThat(isStopped(account.number())).as("looking ends nothing").isFalse();
    TestClient.Answer answer =
        stranger.submitWithoutToken(
            "/unsubscribe/" + token, Map.of("List-Unsubscribe", "One-Click"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(isStopped(account.number())).isTrue();
    assertThat(stranger.submitWithoutToken("/unsubscribe/wrong", Map.of()).status()).isEqualTo(404);
  }

  private static void confirm(Account account, String address) {
    SERVER
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into mail_address (account_id, address, confirmed_at) values (?, ?,"
                        + " now())",
                    account.number(),
                    address));
  }

  private static boolean isStopped(long account) {
    return SERVER
        .database()
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select stopped_at is not null from mail_address where account_id ="
                            + " :account")
                    .bind("account", account)
                    .mapTo(Boolean.class)
                    .one());
  }
}
