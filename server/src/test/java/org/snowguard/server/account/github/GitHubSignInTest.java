package org.snowguard.server.account.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.web.Role;

class GitHubSignInTest {

  private static final String BASE = "http://snowguard.example";
  private static final SmallGitHub gitHub = new SmallGitHub();
  private static final AtomicLong ids = new AtomicLong(9_000);

  private static TestServer server = TestServer.shared();

  private long id;
  private String login = "";

  @BeforeAll
  static void start() {
    gitHub.teams.put("NixOS/security", 11L);
    gitHub.teams.put("NixOS/nixpkgs-committers", 12L);
    server =
        TestServer.start(
                Map.of(
                    "snowguard.web.base-url",
                    BASE,
                    "snowguard.github.api",
                    gitHub.address(),
                    "snowguard.github.web",
                    gitHub.address(),
                    "snowguard.github.oauth-client-id",
                    SmallGitHub.CLIENT_ID,
                    "snowguard.github.oauth-client-secret",
                    SmallGitHub.CLIENT_SECRET))
            .withoutBackgroundWork();
  }

  @AfterAll
  static void stop() {
    server.close();
    gitHub.close();
  }

  @BeforeEach
  void somebody() {
    id = ids.incrementAndGet();
    login = "user" + id;
    gitHub.users.put(id, login);
  }

  @AfterEach
  void allIsWell() {
    gitHub.failing = null;
    gitHub.redirecting = null;
    gitHub.scopes = "read:org,read:user";
  }

  private void isIn(String team) {
    gitHub.memberships.put("NixOS/" + team + "/" + login, "active");
  }

  private static URI leave(TestClient browser, String next) {
    Answer answer = browser.get("/sign-in/github?next=" + next);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return URI.create(answer.location());
  }

  private static String path(URI address) {
    assertThat(address.toString()).startsWith(BASE + "/");
    return address.getRawPath() + "?" + address.getRawQuery();
  }

  private Answer signIn(TestClient browser) {
    return browser.get(path(gitHub.agree(leave(browser, "/").toString(), id)));
  }

  private TestClient signedIn() {
    TestClient browser = server.anonymous();
    Answer answer = signIn(browser);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return browser;
  }

  private static String me(TestClient browser) {
    return browser.get("/me.json").body();
  }

  @Test
  void activeMembersOfTeamsGetTheirRoles() {
    isIn("nixpkgs-committers");
    gitHub.memberships.put("NixOS/security/" + login, "pending");
    assertThat(me(signedIn()))
        .contains("\"roles\":[\"triager\"]")
        .contains("\"gitHubLogin\":\"" + login);
  }

  @Test
  void whoIsInNoTeamIsSignedInWithoutRoles() {
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(browser.get("/me").body()).contains("Signed in as " + login);
  }

  @Test
  void teamsAreAskedForAnewAtEachSignIn() {
    isIn("security");
    TestClient before = signedIn();
    assertThat(me(before)).contains("security team");
    gitHub.memberships.clear();
    isIn("nixpkgs-committers");
    TestClient after = signedIn();
    assertThat(me(after)).contains("\"roles\":[\"triager\"]");
    assertThat(me(before)).as("sessions that are open follow").doesNotContain("security team");
  }

  @Test
  void authorizationAsksForLittleAndIsBound() {
    Map<String, String> asked = SmallGitHub.fields(leave(server.anonymous(), "/").getRawQuery());
    assertThat(asked)
        .containsEntry("scope", "read:user read:org")
        .containsEntry("redirect_uri", BASE + "/sign-in/github/callback")
        .containsEntry("code_challenge_method", "S256")
        .doesNotContainKey("client_secret");
    assertThat(asked.get("state")).hasSizeGreaterThan(40);
    assertThat(asked.get("code_challenge")).hasSize(43);
  }

  @Test
  void answerToAnotherBrowserIsRefused() {
    URI back = gitHub.agree(leave(server.anonymous(), "/").toString(), id);
    TestClient victim = server.anonymous();
    leave(victim, "/");
    Answer answer = victim.get(path(back));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(victim.get("/me").status()).isEqualTo(303);
    assertThat(server.anonymous().get(path(back)).status()).isEqualTo(400);
  }

  @Test
  void answerIsTakenOnce() {
    TestClient browser = server.anonymous();
    URI back = gitHub.agree(leave(browser, "/").toString(), id);
    assertThat(browser.get(path(back)).status()).isEqualTo(303);
    assertThat(browser.get(path(back)).status()).isEqualTo(400);
  }

  @Test
  void codeOfAnotherAskerIsNotTaken() {
    TestClient attacker = server.anonymous();
    URI theirs = gitHub.agree(leave(attacker, "/").toString(), id);
    TestClient victim = server.anonymous();
    String state = SmallGitHub.fields(leave(victim, "/").getRawQuery()).get("state");
    String code = SmallGitHub.fields(theirs.getRawQuery()).get("code");
    Answer answer = victim.get("/sign-in/github/callback?code=" + code + "&state=" + state);
    assertThat(answer.status()).as("the verifier differs").isEqualTo(400);
    assertThat(answer.body()).contains("bad_verification_code");
  }

  @Test
  void refusalOnGitHubIsToldInWords() {
    TestClient browser = server.anonymous();
    String state = SmallGitHub.fields(leave(browser, "/").getRawQuery()).get("state");
    Answer answer = browser.get("/sign-in/github/callback?error=access_denied&state=" + state);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("your refusal on GitHub");
  }

  @Test
  void sessionBeforeIsNotTheOneAfter() {
    TestClient browser = server.anonymous();
    URI back = gitHub.agree(leave(browser, "/").toString(), id);
    String planted = browser.cookie("session");
    assertThat(browser.get(path(back)).status()).isEqualTo(303);
    assertThat(browser.cookie("session")).isNotEqualTo(planted);
    TestClient attacker = server.anonymous();
    assertThat(attacker.get("/me", Map.of("Cookie", "session=" + planted)).status()).isEqualTo(303);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://evil.example/", "//evil.example", "/%5Cevil.example"})
  void browserStaysHere(String next) {
    TestClient browser = server.anonymous();
    URI back = gitHub.agree(leave(browser, next).toString(), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/");
  }

  @Test
  void browserGoesWhereItWanted() {
    TestClient browser = server.anonymous();
    URI back = gitHub.agree(leave(browser, "%2Fme%3Ftab%3Da").toString(), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/me?tab=a");
  }

  @Test
  void changedLoginFollowsTheNumber() {
    isIn("nixpkgs-committers");
    TestClient before = signedIn();
    gitHub.memberships.clear();
    String old = login;
    login = "renamed" + id;
    gitHub.users.put(id, login);
    signedIn();
    assertThat(me(before)).contains("\"name\":\"" + login).contains("\"roles\":[]");

    long newcomer = ids.incrementAndGet();
    gitHub.users.put(newcomer, old);
    id = newcomer;
    assertThat(me(signedIn())).contains("\"name\":\"" + old).contains("\"roles\":[]");
    assertThat(me(before)).contains("\"name\":\"" + login);
  }

  @Test
  void loginThatWentToSomebodyElseIsTheirs() {
    isIn("security");
    TestClient before = signedIn();
    long newcomer = ids.incrementAndGet();
    gitHub.users.put(newcomer, login);
    gitHub.users.put(id, "moved" + id);
    gitHub.memberships.clear();
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
  void whoHidesTheirTeamsIsToldAndHasNoRole() {
    isIn("security");
    gitHub.scopes = "read:user";
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(browser.get("/me").body()).contains("read:org");
  }

  @Test
  void failingGitHubTakesNoRoleAndSignsNobodyIn() {
    isIn("security");
    TestClient before = signedIn();
    gitHub.failing = 502;
    TestClient browser = server.anonymous();
    Answer answer = signIn(browser);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("one-time link");
    assertThat(browser.get("/me").status()).isEqualTo(303);
    assertThat(me(before)).contains("security team");
  }

  @Test
  void redirectsAreNotFollowedWithSecrets() throws Exception {
    try (SmallGitHub other = new SmallGitHub()) {
      TestClient browser = server.anonymous();
      URI back = gitHub.agree(leave(browser, "/").toString(), id);
      gitHub.redirecting = other.address();
      assertThat(browser.get(path(back)).status()).isEqualTo(503);
      assertThat(other.lastToken).isEmpty();
    }
  }

  @Test
  void secretsStandOnNoPage() {
    TestClient browser = server.anonymous();
    URI back = gitHub.agree(leave(browser, "/").toString(), id);
    gitHub.failing = 500;
    Answer answer = browser.get(path(back));
    assertThat(answer.body() + answer.headers())
        .doesNotContain(SmallGitHub.CLIENT_SECRET)
        .doesNotContain(gitHub.lastToken)
        .doesNotContain("code-")
        .doesNotContain(SmallGitHub.fields(back.getRawQuery()).get("state"));
  }

  @Test
  void membershipTakesEffectInOpenSessions() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    teams.changed(11, id, false);
    assertThat(me(browser)).contains("\"roles\":[]");
    teams.changed(11, id, false);
    teams.changed(11, id, true);
    teams.changed(11, id, true);
    assertThat(me(browser)).contains("security team");
    teams.left("nixos", id);
    assertThat(me(browser)).contains("\"roles\":[]");
  }

  @Test
  void teamsOfOtherOrganizationsGiveNothing() {
    isIn("security");
    signedIn();
    gitHub.memberships.clear();
    TestClient browser = signedIn();
    // A team "security" of somebody else's organisation has another number.
    server.bean(GitHubTeams.class).changed(666, id, true);
    assertThat(me(browser)).contains("\"roles\":[]");
  }

  @Test
  void rolesThatNobodyConfirmedForAMonthEnd() {
    isIn("security");
    TestClient browser = signedIn();
    server
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update account_team set confirmed_at = confirmed_at - interval '31 days'"));
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(me(signedIn())).contains("security team");
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

  @Test
  void serverWithoutItSaysSo() {
    Answer answer = TestServer.shared().anonymous().get("/sign-in/github");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(TestServer.shared().anonymous().get("/sign-in").body()).doesNotContain("GitHub");
    assertThat(server.anonymous().get("/sign-in?next=/me").body())
        .contains("href=\"/sign-in/github?next=%2Fme\"");
  }
}
