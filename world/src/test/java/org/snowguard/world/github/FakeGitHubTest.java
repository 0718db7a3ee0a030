package org.snowguard.world.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowguard.world.github.Asking.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FakeGitHubTest {

  private static final String ISSUES = "/repos/NixOS/nixpkgs/issues";

  private final TestClock clock = new TestClock();
  private final FakeGitHub gitHub = FakeGitHub.open(clock);
  private final Asking asking = new Asking(gitHub);

  @AfterEach
  void close() {
    asking.close();
    gitHub.close();
  }

  private String bot() {
    return asking.installation(clock.instant());
  }

  private HttpResponse<String> open(String token, String title) {
    return asking.send(
        "POST", ISSUES, token, "{\"title\":\"%s\",\"labels\":[\"security\"]}".formatted(title));
  }

  @Test
  void anIssueLivesByTheApi() {
    String token = bot();
    JsonNode opened = json(open(token, "libfoo: overflow"));
    String path = ISSUES + "/" + opened.path("number").asInt();

    asking.send("POST", path + "/comments", token, "{\"body\":\"hello\"}");
    asking.send("PATCH", path, token, "{\"state\":\"closed\",\"state_reason\":\"not_planned\"}");

    JsonNode issue = json(asking.send("GET", path, token, ""));
    assertThat(issue.path("user").path("login").asString()).isEqualTo("snowguard[bot]");
    assertThat(issue.path("state").asString()).isEqualTo("closed");
    assertThat(issue.path("state_reason").asString()).isEqualTo("not_planned");
    assertThat(issue.path("comments").asInt()).isOne();
    assertThat(json(asking.send("GET", path + "/timeline", token, "")))
        .extracting(line -> line.path("event").asString())
        .containsExactly("labeled", "commented", "closed");
  }

  @Test
  void longListsComeInPagesThatLinkToEachOther() {
    User alice = gitHub.people().add("alice");
    for (int number = 1; number <= 250; number++) {
      gitHub.nixpkgs().open(alice, "issue " + number, "");
    }
    List<Integer> read = new ArrayList<>();
    String next = gitHub.api() + ISSUES + "?per_page=100&direction=asc";
    while (!next.isEmpty()) {
      HttpResponse<String> page = asking.send("GET", next, "", "");
      json(page).forEach(issue -> read.add(issue.path("number").asInt()));
      Matcher link =
          Pattern.compile("<([^>]+)>; rel=\"next\"")
              .matcher(page.headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : "";
    }
    assertThat(read).hasSize(250).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void whatIsKnownIsNotSentAgainNorCounted() {
    gitHub.nixpkgs().open(gitHub.people().add("alice"), "one", "");
    String token = bot();
    String tag =
        asking.send("GET", ISSUES + "/1", token, "").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = asking.send("GET", ISSUES + "/1", token, "", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue("X-RateLimit-Used")).contains("1");
  }

  @Test
  void moreThanEightyWritesAMinuteAreRefused() {
    String token = bot();
    for (int count = 0; count < 80; count++) {
      assertThat(open(token, "issue").statusCode()).isEqualTo(201);
    }
    HttpResponse<String> refused = open(token, "issue");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Retry-After")).contains("60");
    assertThat(gitHub.limits().refused()).isOne();

    clock.advance(Duration.ofSeconds(60));
    assertThat(open(token, "issue").statusCode()).isEqualTo(201);
  }

  @Test
  void moreThanFiveHundredWritesAnHourAreRefused() {
    String token = bot();
    int written = 0;
    for (int minute = 0; minute < 55; minute++) {
      for (int count = 0; count < 10; count++) {
        written += open(token, "issue").statusCode() == 201 ? 1 : 0;
      }
      clock.advance(Duration.ofMinutes(1));
    }
    assertThat(written).isEqualTo(500);
    assertThat(gitHub.limits().mostWritesIn(Duration.ofMinutes(1))).isEqualTo(10);
  }

  @Test
  void thePrimaryLimitIsPerHour() {
    gitHub.limits().requestsAnHour(2);
    String token = gitHub.signIn().token(gitHub.people().add("alice"), "read:user");
    assertThat(asking.send("GET", "/user", token, "").statusCode()).isEqualTo(200);
    assertThat(asking.send("GET", "/user", token, "").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = asking.send("GET", "/user", token, "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("X-RateLimit-Remaining")).contains("0");

    clock.advance(Duration.ofHours(1));
    assertThat(asking.send("GET", "/user", token, "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "DROP_BEFORE, 0",
    "DROP_AFTER, 1",
    "ERROR_BEFORE, 0",
    "ERROR_AFTER, 1",
    "SECONDARY_LIMIT, 0",
    "PRIMARY_LIMIT, 0",
    "HTML, 1",
    "TRUNCATED, 1"
  })
  void aFaultActsOrNot(GitHubFault fault, int issues) {
    String token = bot();
    gitHub.faults().next(fault, "POST", "/issues$");
    try {
      HttpResponse<String> answer = asking.trySend("POST", ISSUES, token, "{\"title\":\"one\"}");
      boolean isWell = answer.statusCode() == 201 && answer.body().endsWith("}");
      assertThat(isWell).isFalse();
    } catch (IOException e) {
      assertThat(fault).isIn(GitHubFault.DROP_BEFORE, GitHubFault.DROP_AFTER);
    }
    assertThat(gitHub.nixpkgs().issues()).hasSize(issues);
    assertThat(open(token, "next").statusCode()).isEqualTo(201);
  }

  @Test
  void aStaleIndexHidesNewIssuesFromListsThatFilter() {
    String token = bot();
    open(token, "one");
    gitHub.faults().begin(GitHubFault.STALE_LIST);
    assertThat(json(asking.send("GET", ISSUES + "?labels=security", token, ""))).isEmpty();
    assertThat(json(asking.send("GET", ISSUES, token, ""))).hasSize(1);
    clock.advance(GitHubFaults.BEHIND);
    assertThat(json(asking.send("GET", ISSUES + "?labels=security", token, ""))).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(GitHubFault.class)
  void faultsHaveNamesForPeople(GitHubFault fault) {
    assertThat(GitHubFault.parse(fault.text())).isEqualTo(fault);
    assertThat(GitHubFault.names()).contains(fault.text());
  }

  @Test
  void loginsChangeHandsAndIdsStay() {
    User alice = gitHub.people().add("alice");
    gitHub.people().rename(alice.id(), "alice2");
    User other = gitHub.people().add("alice");
    User deleted = gitHub.people().add("bob");
    gitHub.nixpkgs().open(deleted, "one", "");
    gitHub.people().delete(deleted.id());

    String byId = "/user/" + alice.id();
    assertThat(json(asking.send("GET", byId, "", "")).path("login").asString()).isEqualTo("alice2");
    assertThat(json(asking.send("GET", "/users/alice", "", "")).path("id").asLong())
        .isEqualTo(other.id());
    assertThat(asking.send("GET", "/user/" + deleted.id(), "", "").statusCode()).isEqualTo(404);
    assertThat(
            json(asking.send("GET", ISSUES + "/1", "", "")).path("user").path("login").asString())
        .isEqualTo("ghost");
  }

  @ParameterizedTest
  @CsvSource({"-60, 540, true", "-60, 900, false", "60, 540, false", "-600, -1, false"})
  void theAppsTokenHasGoodTimes(long issued, long expires, boolean isGood) {
    String jwt =
        asking.jwt(
            clock.instant().plusSeconds(issued),
            clock.instant().plusSeconds(expires),
            gitHub.app().clientId());
    assertThat(asking.send("GET", "/app", jwt, "").statusCode()).isEqualTo(isGood ? 200 : 401);
  }

  @Test
  void aTokenOfTheInstallationEndsAfterAnHour() {
    String token = bot();
    clock.advance(Duration.ofMinutes(59));
    assertThat(open(token, "one").statusCode()).isEqualTo(201);
    clock.advance(Duration.ofMinutes(1));
    assertThat(open(token, "two").statusCode()).isEqualTo(401);
  }

  @Test
  void teamsAreReadWithTheScopeAlone() {
    User alice = gitHub.people().add("alice");
    User bob = gitHub.people().add("bob");
    gitHub.people().join("security", alice.id());
    gitHub.people().invite("security", bob.id());
    String token = gitHub.signIn().token(alice, "read:org", "read:user");
    String team = "/orgs/NixOS/teams/security";

    assertThat(
            json(asking.send("GET", team + "/memberships/alice", token, ""))
                .path("state")
                .asString())
        .isEqualTo("active");
    assertThat(
            json(asking.send("GET", team + "/memberships/bob", token, "")).path("state").asString())
        .isEqualTo("pending");
    assertThat(asking.send("GET", team + "/memberships/carol", token, "").statusCode())
        .isEqualTo(404);
    assertThat(json(asking.send("GET", team + "/members", token, ""))).hasSize(1);
    String less = gitHub.signIn().token(alice, "read:user");
    assertThat(asking.send("GET", team + "/members", less, "").statusCode()).isEqualTo(403);
  }

  @Test
  void nobodyWritesWithoutTheRight() {
    assertThatThrownBy(() -> GitHubFault.parse("nonsense")).hasMessageContaining("drop-after");
    assertThat(open("", "one").statusCode()).isEqualTo(401);
    assertThat(open("ghs_nonsense", "one").statusCode()).isEqualTo(401);
    String person = gitHub.signIn().token(gitHub.people().add("alice"), "read:user");
    assertThat(open(person, "one").statusCode()).isEqualTo(404);
    gitHub.app().allow(java.util.Map.of("metadata", "read"));
    assertThat(open(bot(), "one").statusCode()).isEqualTo(403);
    assertThat(gitHub.nixpkgs().issues()).isEmpty();
  }

  @Test
  void theMergeOfAPullRequestClosesWhatItNames() {
    User alice = gitHub.people().add("alice");
    Repository nixpkgs = gitHub.nixpkgs();
    Issue issue = nixpkgs.open(alice, "libfoo: overflow", "");
    Issue stable = nixpkgs.openPull(alice, "libfoo: patch", "Resolves #1", "fix", "release-26.05");
    Issue unstable = nixpkgs.openPull(alice, "libfoo: 1 -> 2", "Resolves #1", "fix", "master");

    nixpkgs.merge(stable.number(), alice, "1".repeat(40));
    assertThat(nixpkgs.issue(issue.number()).orElseThrow().isOpen()).isTrue();
    nixpkgs.merge(unstable.number(), alice, "2".repeat(40));
    assertThat(nixpkgs.issue(issue.number()).orElseThrow().isOpen()).isFalse();

    JsonNode timeline = json(asking.send("GET", ISSUES + "/1/timeline", "", ""));
    assertThat(timeline)
        .extracting(line -> line.path("event").asString())
        .containsExactly("cross-referenced", "cross-referenced", "closed");
    assertThat(timeline.get(0).path("source").path("issue").path("number").asInt())
        .isEqualTo(stable.number());
    assertThat(timeline.get(2).path("commit_id").asString()).isEqualTo("2".repeat(40));
  }

  @Test
  void labelsAreSetAddedAndRemoved() {
    String token = bot();
    open(token, "one");
    asking.send("POST", ISSUES + "/1/labels", token, "{\"labels\":[\"a b\"]}");
    asking.send("DELETE", ISSUES + "/1/labels/security", token, "");
    assertThat(gitHub.nixpkgs().issue(1).orElseThrow().labels()).containsExactly("a b");
    asking.send("PUT", ISSUES + "/1/labels", token, "{\"labels\":[\"c\",\"d\"]}");
    assertThat(Set.copyOf(gitHub.nixpkgs().issue(1).orElseThrow().labels()))
        .isEqualTo(Set.of("c", "d"));
  }
}
