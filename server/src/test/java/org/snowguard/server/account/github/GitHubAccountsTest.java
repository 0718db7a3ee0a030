package org.snowguard.server.account.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Role;

/** Whose account it is: by number, linked, unlinked and deleted. */
class GitHubAccountsTest extends SigningIn {

  @Test
  void changedLoginFollowsTheNumber() {
    isIn("nixpkgs-committers");
    TestClient before = signedIn();
    isInNone();
    String old = login;
    login = "renamed" + id;
    gitHub.people().rename(id, login);
    signedIn();
    assertThat(me(before)).contains("\"name\":\"" + login).contains("\"roles\":[]");

    long newcomer = ids.incrementAndGet();
    gitHub.people().add(newcomer, old);
    id = newcomer;
    assertThat(me(signedIn())).contains("\"name\":\"" + old).contains("\"roles\":[]");
    assertThat(me(before)).contains("\"name\":\"" + login);
  }

  @Test
  void loginThatWentToSomebodyElseIsTheirs() {
    isIn("security");
    TestClient before = signedIn();
    long newcomer = ids.incrementAndGet();
    gitHub.people().rename(id, "moved" + id);
    gitHub.people().add(newcomer, login);
    isInNone();
    long first = id;
    id = newcomer;
    TestClient after = signedIn();
    assertThat(me(after)).contains("\"name\":\"" + login + "\"").contains("\"roles\":[]");
    assertThat(me(before)).contains("\"name\":\"github-" + first).contains("security team");
    id = first;
    signedIn();
    assertThat(me(before)).contains("\"name\":\"moved" + first);
  }

  @Test
  void localAccountOfTheSameNameIsNotEntered() {
    server.bean(Accounts.class).add(login, Set.of(Role.OPERATOR));
    assertThat(me(signedIn())).contains("\"name\":\"" + login + "-2\"").contains("\"roles\":[]");
  }

  private TestClient signedInLocally(String name) {
    Accounts accounts = server.bean(Accounts.class);
    String secret =
        accounts
            .issueLink(accounts.add(name, Set.of(Role.OPERATOR)), Accounts.LINK_FOR_NOW)
            .token();
    TestClient browser = server.anonymous();
    assertThat(browser.submit("/sign-in", Map.of("token", secret)).status()).isEqualTo(303);
    return browser;
  }

  @Test
  void localAccountIsLinkedByItsOwnerAndUnlinked() {
    isIn("security");
    TestClient browser = signedInLocally("local" + id);
    assertThat(browser.get("/me").body()).contains("Link it to yours");

    assertThat(link(browser).location()).isEqualTo("/me");

    assertThat(me(browser))
        .contains("\"name\":\"local" + id + "\"")
        .contains("\"gitHubLogin\":\"" + login)
        .contains("security team", "operator");
    assertThat(me(signedIn())).as("by GitHub too").contains("\"name\":\"local" + id + "\"");
    long number = server.bean(Accounts.class).byName("local" + id).number();
    EventLog events = server.bean(EventLog.class);
    EventFilter own = EventFilter.ofSubject("account", number);
    assertThat(events.latest(own, null, 9))
        .extracting(Event::kind, Event::actor, Event::after)
        .contains(
            Tuple.tuple("account.linked", number, null),
            Tuple.tuple("account.roles_changed", null, "{\"roles\": \"operator, security team\"}"));

    assertThat(browser.submit("/me/github/unlink", Map.of()).status()).isEqualTo(303);
    assertThat(me(browser)).contains("\"gitHubLogin\":null").doesNotContain("security team");
    assertThat(events.latest(own, null, 1).getFirst().kind()).isEqualTo("account.unlinked");
    assertThat(me(signedIn())).as("another account").contains("\"name\":\"" + login + "\"");
  }

  @Test
  void whoHasAnAccountAlreadyIsNotLinkedToAnother() {
    signedIn();
    TestClient browser = signedInLocally("local" + id);
    Answer refused = link(browser);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("this is the account " + login + " here already");
    assertThat(me(browser)).contains("\"gitHubLogin\":null");
  }

  @Test
  void accountIsLinkedToOnePersonAlone() {
    TestClient browser = signedInLocally("local" + id);
    link(browser);
    String first = login;
    somebody();
    Answer refused = link(browser);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("unlink that first");
    assertThat(me(browser)).contains("\"gitHubLogin\":\"" + first);
  }

  @Test
  void whoSignedOutMeanwhileLinksNothing() {
    TestClient browser = signedInLocally("local" + id);
    Answer asked = browser.submit("/me/github/link", Map.of());
    String address =
        asked.body().replaceAll("(?s).*href=\"([^\"]*/login/oauth/authorize[^\"]*)\".*", "$1");
    URI back = agree(URI.create(address.replace("&amp;", "&")), id);
    browser.submit("/sign-out", Map.of());
    assertThat(browser.get(path(back)).status()).isEqualTo(400);
    assertThat(browser.submitWithoutToken("/me/github/link", Map.of()).status()).isEqualTo(403);
  }

  @Test
  void deletedAccountIsANewOneAtTheNextSignIn() {
    isIn("security");
    TestClient before = signedIn();
    assertThat(before.submit("/me/delete", Map.of("name", "x")).status()).isEqualTo(400);
    assertThat(before.submit("/me/delete", Map.of("name", login)).status()).isEqualTo(303);
    assertThat(before.get("/me").status()).isEqualTo(303);
    assertThat(me(signedIn())).contains("\"name\":\"" + login + "\"").contains("security team");
  }

  @Test
  void oneWhoComesInManyTimesAtOnceHasOneAccount() throws Exception {
    GitHubAccounts accounts = server.bean(GitHubAccounts.class);
    CyclicBarrier together = new CyclicBarrier(6);
    Callable<Long> entering =
        () -> {
          together.await();
          return accounts.enter(new GitHubPerson(id, login), List.of(), Instant.EPOCH);
        };
    Set<Long> numbers = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Long> done : threads.invokeAll(Collections.nCopies(6, entering))) {
        numbers.add(done.get());
      }
    }
    assertThat(numbers).hasSize(1);
  }

  @Test
  void maintainersAreKnownByNumber() {
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    maintain(id);
    assertThat(me(browser)).contains("\"roles\":[\"maintainer\"]");
  }

  private static void maintain(long gitHubId) {
    server
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into maintainer (github_id, login, name) values (?, 'other', 'Other')",
                  gitHubId);
              handle.execute(
                  """
                  with platforms as (
                    insert into platform_list (digest, platforms) values ('\\x01', '{}') returning id),
                  metadata as (
                    insert into package_metadata (digest, platform_list_id, body)
                    select '\\x02', id, '{}' from platforms returning id),
                  facts as (
                    insert into package_facts (digest, version, patches_known)
                    values ('\\x03', '1', false) returning id),
                  followed as (
                    insert into channel (name, branch, status, position)
                    values ('nixos-test', 'master', 'rolling', 1) returning id),
                  taken as (
                    insert into snapshot (channel_id, imported_at, packages_fingerprint, packages)
                    select id, now(), 'x', 1 from followed returning id, channel_id),
                  span as (
                    insert into package_span
                      (channel_id, attribute, name, pname, version, metadata_id, facts_id, first_snapshot)
                    select channel_id, 'a', 'a-1', 'a', '1', metadata.id, facts.id, taken.id
                    from taken, metadata, facts)
                  insert into package_maintainer (metadata_id, github_id)
                  select id, ? from metadata
                  """,
                  gitHubId);
            });
  }
}
