package org.snowguard.server.account.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClient.Answer;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.account.HeldTeam;
import org.snowguard.server.account.TeamRole;
import org.snowguard.server.activity.Event;
import org.snowguard.server.activity.EventFilter;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.web.Role;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.GitHubFault;

class GitHubSignInTest {

  private static final String BASE = "http://snowguard.example";
  private static final FakeGitHub gitHub = FakeGitHub.open(Clock.systemUTC());
  private static final AtomicLong ids = new AtomicLong(9_000);

  private static TestServer server = TestServer.shared();

  private long id;
  private String login = "";

  @BeforeAll
  static void start() {
    gitHub.signIn().callback(BASE + "/sign-in/github/callback");
    server = start(gitHub.web(), gitHub.api());
  }

  private static TestServer start(URI web, URI api) {
    return TestServer.start(
            Map.of(
                "snowguard.web.base-url", BASE,
                "snowguard.github.api", api.toString(),
                "snowguard.github.web", web.toString(),
                "snowguard.github.oauth-client-id", gitHub.signIn().clientId(),
                "snowguard.github.oauth-client-secret", gitHub.signIn().clientSecret()))
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
    gitHub.people().add(id, login);
  }

  @AfterEach
  void allIsWell() {
    gitHub.faults().endAll();
    gitHub.signIn().grantOnly(Set.of("read:user", "read:org"));
  }

  private void isIn(String team) {
    gitHub.people().join(team, id);
  }

  private void isInNone() {
    gitHub.people().leave("security", id);
    gitHub.people().leave("nixpkgs-committers", id);
  }

  private static long number(String team) {
    return gitHub.people().team(team).id();
  }

  /** What the person's browser does on GitHub: agrees, and is sent back. */
  private static URI agree(URI authorization, long user) {
    return toGitHub(authorization + "&user_id=" + user);
  }

  private static URI toGitHub(String address) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.ofString());
      return URI.create(
          answer.headers().firstValue("location").orElseThrow(() -> new AssertionError(answer)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
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
    return browser.get(path(agree(leave(browser, "/"), id)));
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
    gitHub.people().invite("security", id);
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
    isInNone();
    isIn("nixpkgs-committers");
    TestClient after = signedIn();
    assertThat(me(after)).contains("\"roles\":[\"triager\"]");
    assertThat(me(before)).as("sessions that are open follow").doesNotContain("security team");
  }

  @Test
  void authorizationAsksForLittleAndIsBound() {
    Map<String, String> asked = fields(leave(server.anonymous(), "/"));
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
    URI back = agree(leave(server.anonymous(), "/"), id);
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
    URI back = agree(leave(browser, "/"), id);
    assertThat(browser.get(path(back)).status()).isEqualTo(303);
    assertThat(browser.get(path(back)).status()).isEqualTo(400);
  }

  @Test
  void codeOfAnotherAskerIsNotTaken() {
    TestClient attacker = server.anonymous();
    URI theirs = agree(leave(attacker, "/"), id);
    TestClient victim = server.anonymous();
    String state = fields(leave(victim, "/")).get("state");
    String code = fields(theirs).get("code");
    Answer answer = victim.get("/sign-in/github/callback?code=" + code + "&state=" + state);
    assertThat(answer.status()).as("the verifier differs").isEqualTo(400);
    assertThat(answer.body()).contains("bad_verification_code");
  }

  @Test
  void refusalOnGitHubIsToldInWords() {
    TestClient browser = server.anonymous();
    Answer answer = browser.get(path(toGitHub(leave(browser, "/") + "&deny=1")));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("your refusal on GitHub");
  }

  @Test
  void sessionBeforeIsNotTheOneAfter() {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, "/"), id);
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
    URI back = agree(leave(browser, next), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/");
  }

  @Test
  void browserGoesWhereItWanted() {
    TestClient browser = server.anonymous();
    URI back = agree(leave(browser, "%2Fme%3Ftab%3Da"), id);
    assertThat(browser.get(path(back)).location()).isEqualTo("/me?tab=a");
  }

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

  private Answer link(TestClient browser) {
    Answer asked = browser.submit("/me/github/link", Map.of());
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    String address =
        asked.body().replaceAll("(?s).*href=\"([^\"]*/login/oauth/authorize[^\"]*)\".*", "$1");
    return browser.get(path(agree(URI.create(address.replace("&amp;", "&")), id)));
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
  void whoHidesTheirTeamsIsToldAndHasNoRole() {
    isIn("security");
    gitHub.signIn().grantOnly(Set.of("read:user"));
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(browser.get("/me").body()).contains("read:org");
  }

  // Connections that are dropped are tried once more by Java's own client.
  @ParameterizedTest
  @EnumSource(
      value = GitHubFault.class,
      mode = EnumSource.Mode.EXCLUDE,
      names = {"DROP_BEFORE", "DROP_AFTER", "SLOW", "STALE_LIST"})
  void failingGitHubTakesNoRoleAndSignsNobodyIn(GitHubFault fault) {
    isIn("security");
    TestClient before = signedIn();
    for (String asked : List.of("/user$", "/memberships/", "/teams/security$")) {
      gitHub.faults().next(fault, "GET", asked);
      TestClient browser = server.anonymous();
      Answer answer = signIn(browser);
      assertThat(answer.status()).as(asked + ": " + answer.body()).isEqualTo(503);
      assertThat(answer.body()).contains("one-time link");
      assertThat(browser.get("/me").status()).isEqualTo(303);
      gitHub.faults().endAll();
    }
    assertThat(me(before)).contains("security team");
  }

  @Test
  void redirectsAreNotFollowedWithSecrets() throws IOException {
    List<String> reached = new CopyOnWriteArrayList<>();
    HttpServer moved = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    String address = "http://localhost:" + moved.getAddress().getPort();
    moved.createContext(
        "/",
        exchange -> {
          reached.add(exchange.getRequestURI().getPath());
          exchange.getResponseHeaders().add("Location", address + "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    moved.start();
    try (TestServer other = start(URI.create(address), gitHub.api())) {
      TestClient browser = other.anonymous();
      String state = fields(leave(browser, "/")).get("state");
      Answer answer = browser.get("/sign-in/github/callback?code=x&state=" + state);
      assertThat(answer.status()).isEqualTo(503);
    } finally {
      moved.stop(0);
    }
    assertThat(reached).containsExactly("/login/oauth/access_token");
  }

  @Test
  void secretsStandOnNoPageAndInNoLog() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try {
      TestClient browser = server.anonymous();
      URI authorization = leave(browser, "/");
      URI back = agree(authorization, id);
      gitHub.faults().next(GitHubFault.ERROR_BEFORE, "GET", "/user$");
      Answer answer = browser.get(path(back));
      assertThat(answer.body()).contains("signing in with GitHub");
      assertThat(log.toString(UTF_8)).contains("signing in with GitHub");
      assertThat(answer.body() + answer.headers() + log.toString(UTF_8))
          .doesNotContain(gitHub.signIn().clientSecret())
          .doesNotContain("gho_")
          .doesNotContain(fields(back).get("code"))
          .doesNotContain(fields(back).get("state"));
    } finally {
      System.setErr(before);
    }
  }

  @Test
  void membershipTakesEffectInOpenSessions() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    for (GitHubListener listener : server.beans(GitHubListener.class)) {
      listener.membership(number("security"), "security", id, false);
    }
    assertThat(me(browser)).contains("\"roles\":[]");
    somebody();
    TestClient other = signedIn();
    assertThat(me(other)).contains("\"roles\":[]");
    teams.changed(number("security"), id, true);
    teams.changed(number("security"), id, true);
    assertThat(me(other)).contains("security team");
    for (GitHubListener listener : server.beans(GitHubListener.class)) {
      listener.left("nixos", id);
    }
    assertThat(me(other)).contains("\"roles\":[]");
  }

  /** So that it is after whatever the server has stored by its clock. */
  private static Instant later() {
    return Clock.systemUTC().instant().plusSeconds(60);
  }

  @Test
  void joiningThatIsToldAfterLeavingIsBelievedWhenGitHubIsAsked() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    teams.changed(number("security"), id, false);
    teams.changed(number("security"), id, true);
    assertThat(me(browser)).as("it may have been sent first").contains("\"roles\":[]");
    teams.confirm("security", List.of(id), later());
    assertThat(me(browser)).contains("security team");
  }

  @Test
  void whoLeavesWhileTheirTeamsAreAskedForHoldsThemNoMore() {
    isIn("security");
    TestClient browser = signedIn();
    Instant askedAt = Clock.systemUTC().instant().minusSeconds(60);
    server.bean(GitHubTeams.class).changed(number("security"), id, false);
    HeldTeam held =
        new HeldTeam(number("security"), new TeamRole("NixOS", "security", Role.SECURITY_TEAM));
    GitHubAccounts accounts = server.bean(GitHubAccounts.class);
    accounts.enter(new GitHubPerson(id, login), List.of(held), askedAt);
    assertThat(me(browser)).contains("\"roles\":[]");
    accounts.enter(new GitHubPerson(id, login), List.of(held), later());
    assertThat(me(browser)).contains("security team");
  }

  @Test
  void teamThatIsAskedForEndsTheRolesOfWhoIsNotInIt() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    teams.confirm("security", List.of(), Clock.systemUTC().instant().minusSeconds(60));
    assertThat(me(browser)).as("signed in since").contains("security team");
    teams.confirm("security", List.of(), later());
    assertThat(me(browser)).contains("\"roles\":[]");
  }

  @Test
  void teamsAreToldToOneListener() {
    long listeners =
        server.beans(GitHubListener.class).stream()
            .filter(listener -> listener.getClass().getSimpleName().contains("Teams"))
            .count();
    assertThat(listeners).isEqualTo(1);
  }

  @Test
  void teamsOfOtherOrganizationsGiveNothing() {
    isIn("security");
    signedIn();
    isInNone();
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
  void teamsThatSettingsNameNoMoreGiveNothing() {
    isIn("security");
    isIn("nixpkgs-committers");
    TestClient browser = signedIn();
    server
        .bean(GitHubAccounts.class)
        .keepOnly(List.of(new TeamRole("NixOS", "nixpkgs-committers", Role.TRIAGER)));
    assertThat(me(browser)).contains("\"roles\":[\"triager\"]");
    server.bean(GitHubAccounts.class).keepOnly(List.of());
    assertThat(me(browser)).contains("\"roles\":[]");
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

  @Test
  void serverWithoutItSaysSo() {
    Answer answer = TestServer.shared().anonymous().get("/sign-in/github");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(TestServer.shared().anonymous().get("/sign-in").body()).doesNotContain("GitHub");
    assertThat(server.anonymous().get("/sign-in?next=/me").body())
        .contains("href=\"/sign-in/github?next=%2Fme\"");
  }
}
