package org.snowguard.server.issue.refutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.Refutation;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Role;
import org.snowguard.server.web.Scope;

/** What people say of an issue, through its pages. */
class IssueTalkPagesTest {

  private static final TestServer SERVER = TestServer.start(Map.of()).withoutBackgroundWork();
  private static final String HOSTILE =
      "<script>alert(1)</script>\n\n[x](javascript:alert(1)) **@bob** see";

  private TriageWorld world;
  private QueueCard card;
  private long issue;
  private TestClient alice;
  private TestClient maintainer;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.group("zlib", "zlib", "zlib_old");
    card = world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    issue = Objects.requireNonNull(world.triage.accept(card.seen(), world.alice).draft()).issueId();
    alice = person("alice");
    long carol = world.accounts.add("carol", Set.of(Role.MAINTAINER)).number();
    // Every package of these tests has this maintainer.
    world.jdbi.useHandle(
        handle -> handle.execute("update account set github_id = 17 where account_id = ?", carol));
    maintainer = person("carol");
  }

  private TestClient person(String name) {
    return SERVER.signIn(SERVER.bean(Accounts.class).byName(name));
  }

  private IssueContent content() {
    return SERVER.bean(Issues.class).content(issue).orElseThrow();
  }

  private void publish() {
    SERVER
        .bean(Issues.class)
        .publish(issue, content().revision(), "NIXPKGS-2026-0001", world.alice);
  }

  private String at(String path) {
    return "/issue/" + issue + path;
  }

  private IssueRefutations refutations() {
    return SERVER.bean(IssueRefutations.class);
  }

  private Map<String, String> dispute(String attribute) {
    return Map.of("attribute", attribute, "claim", "not_affected", "note", "built without it");
  }

  @Test
  void commentIsShownSafeAndCalledPeopleFindIt() {
    TestClient.Answer said = alice.submit(at("/comments"), Map.of("body", HOSTILE));
    assertThat(said.status()).isEqualTo(303);
    assertThat(said.location()).startsWith(at("#comment-"));
    assertThat(alice.get(at("")).body())
        .contains("triagers only", "Stop watching")
        .doesNotContain("<script>alert(1)", "href=\"javascript:");
    TestClient bob = person("bob");
    assertThat(bob.get(at("")).body())
        .contains("<strong>&#64;bob</strong> see")
        .doesNotContain("<script>alert(1)", "javascript:alert");
    assertThat(bob.get("/me").body()).contains("1 unread", "mentioned you");
    assertThat(bob.submit("/me/issues/read", Map.of("back", "/me")).status()).isEqualTo(303);
    assertThat(bob.get("/me/issues").body()).contains("mentioned you").doesNotContain("unread");
  }

  @Test
  void unreadNewsStandBesideOnesNameAndProgramsComment() {
    String unread = "1 unread news of issues";
    TestClient bob = person("bob");
    assertThat(bob.get("/queue").body()).doesNotContain("unread news");
    String token =
        SERVER
            .bean(ApiTokens.class)
            .issue(
                SERVER.bean(Accounts.class).byName("alice"),
                Set.of(Scope.TRIAGE),
                Duration.ofDays(1))
            .secret();
    TestClient.Answer said =
        SERVER
            .anonymous()
            .sendAsProgram("POST", at("/comments?body=%40bob+look"), token, new byte[0]);
    assertThat(said.status()).as(said.body()).isIn(200, 303);
    assertThat(bob.get("/queue").body()).contains(unread, "href=\"/me/issues\"");
    assertThat(alice.get("/queue").body()).doesNotContain("unread news");
    bob.submit("/me/issues/read", Map.of());
    assertThat(bob.get("/queue").body()).doesNotContain("unread news");
  }

  @Test
  void everybodyReadsPublicCommentsOfAPublishedIssueOnly() {
    alice.submit(at("/comments"), Map.of("body", "for us"));
    alice.submit(at("/comments"), Map.of("body", "for all", "public", "yes"));
    TestClient anybody = SERVER.anonymous();
    assertThat(anybody.get(at("")).status()).isEqualTo(404);
    assertThat(maintainer.submit(at("/comments"), Map.of("body", "let me see")).status())
        .isEqualTo(404);
    publish();
    assertThat(anybody.get("/issue/NIXPKGS-2026-0001").body())
        .contains("for all")
        .doesNotContain("for us");
    assertThat(anybody.get("/issue/NIXPKGS-2026-0001.json").body())
        .contains("for all")
        .doesNotContain("for us");
    assertThat(anybody.get("/activity").body()).doesNotContain("for us", "issue commented");
  }

  @Test
  void maintainerDisputesAPackageOfAPublishedIssue() {
    assertThat(maintainer.submit(at("/refute"), dispute("zlib_old")).status())
        .as("a draft is not there")
        .isEqualTo(404);
    publish();
    assertThat(maintainer.get(at("")).body()).contains("Dispute a verdict on your package");
    assertThat(refutations().isPaused(issue)).isFalse();

    assertThat(maintainer.submit(at("/refute"), dispute("zlib_old")).status()).isEqualTo(303);

    assertThat(refutations().isPaused(issue)).isTrue();
    String seen = SERVER.anonymous().get(at("")).body();
    assertThat(seen)
        .contains("Disputed by maintainer", "zlib_old is not affected", "built without it")
        .doesNotContain("carol", "Agree:");
    for (String page :
        List.of(
            "/vulnerability/CVE-2024-0001", "/project/zlib?state=accepted", "/package/zlib_old")) {
      assertThat(SERVER.anonymous().get(page).body())
          .as(page)
          .contains(
              "Disputed by maintainer", "/issue/NIXPKGS-2026-0001#disputed", "built without it")
          .doesNotContain("carol");
    }
    assertThat(SERVER.anonymous().get("/package/zlib").body()).doesNotContain("Disputed");
    Refutation open = refutations().openOf(issue).getFirst();
    String answer = at("/refutation/" + open.id());
    assertThat(maintainer.submit(answer + "/reject", Map.of("answer", "no")).status())
        .isEqualTo(403);

    TestClient.Answer agreed =
        alice.submit(answer + "/confirm", Map.of("revision", String.valueOf(content().revision())));

    assertThat(agreed.status()).isEqualTo(303);
    assertThat(content().findings())
        .filteredOn(finding -> finding.attribute().equals("zlib_old"))
        .extracting(IssueFinding::verdict)
        .containsOnly(Verdict.NOT_AFFECTED);
    assertThat(content().findings())
        .filteredOn(finding -> finding.attribute().equals("zlib"))
        .extracting(IssueFinding::verdict)
        .containsOnly(Verdict.AFFECTED);
    assertThat(refutations().isPaused(issue)).isFalse();
    assertThat(maintainer.get("/me").body()).contains("zlib_old is not affected", "confirmed");
  }

  @Test
  void rejectionIsToldToTheMaintainer() {
    publish();
    maintainer.submit(at("/refute"), dispute("zlib"));
    long id = refutations().openOf(issue).getFirst().id();
    alice.submit(at("/refutation/" + id + "/reject"), Map.of("answer", "it is on by default"));
    assertThat(maintainer.get("/me").body()).contains("rejected", "it is on by default");
    assertThat(content().findings())
        .extracting(IssueFinding::verdict)
        .containsOnly(Verdict.AFFECTED);
    assertThat(
            alice
                .submit(
                    at("/refutation/" + id + "/confirm"),
                    Map.of("revision", String.valueOf(content().revision())))
                .status())
        .isEqualTo(409);
  }

  @Test
  void disputeOfACardPausesItsIssue() {
    TestClient.Answer answer =
        maintainer.submit("/queue/" + card.id() + "/refute", dispute("zlib"));
    assertThat(answer.status()).isEqualTo(303);
    assertThat(refutations().isPaused(issue)).isTrue();
    assertThat(SERVER.anonymous().get("/queue/" + card.id()).body())
        .contains("Disputed by maintainer", "zlib is not affected")
        .doesNotContain("carol");
    assertThat(SERVER.anonymous().get("/queue/" + card.id() + ".json").body())
        .contains("\"disputed\":[{", "\"claim\":\"not_affected\"");
  }

  @Test
  void whatIsDisputedEndsWithTheIssue() {
    publish();
    maintainer.submit(at("/refute"), dispute("zlib"));
    assertThat(refutations().isPaused(issue)).isTrue();
    SERVER.bean(Issues.class).close(issue, CloseReason.FIXED, null, null);
    assertThat(refutations().openOf(issue)).isEmpty();
    assertThat(maintainer.get("/me").body()).contains("zlib is not affected", "overtaken");
    SERVER.bean(Issues.class).reopen(issue, null, null);
    assertThat(refutations().isPaused(issue)).isFalse();
    assertThat(maintainer.submit(at("/refute"), dispute("zlib")).status()).isEqualTo(303);
  }

  @Test
  void onlyMaintainersOfThePackageDispute() {
    publish();
    TestClient other = SERVER.signIn(Role.MAINTAINER);
    assertThat(other.get(at("")).body()).doesNotContain("Dispute a verdict");
    assertThat(other.submit(at("/refute"), dispute("zlib")).status()).isEqualTo(403);
    assertThat(SERVER.signIn().submit(at("/refute"), dispute("zlib")).status()).isEqualTo(403);
  }
}
