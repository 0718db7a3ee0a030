package org.snowguard.server.issue.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ApiTokens;
import org.snowguard.server.nixpkgs.Packages;
import org.snowguard.server.suggestion.QueueCard;
import org.snowguard.server.suggestion.TriageWorld;
import org.snowguard.server.web.Scope;

class IntakePagesTest {

  private static final TestServer SERVER =
      TestServer.start(Map.of("snowguard.github.repository", "NixOS/nixpkgs"))
          .withoutBackgroundWork();

  private QueueCard zlib;
  private QueueCard curl;
  private TestClient alice;

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @BeforeEach
  void arrange() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("curl 8.9"));
    zlib = world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    curl = world.suggested("CVE-2024-0002", "curl", 0.99, Verdict.AFFECTED);
    alice = SERVER.signIn(SERVER.bean(Accounts.class).byName("alice"));
    SERVER
        .database()
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("delete from github_issue");
              see(handle, 7, "zlib: overflow (CVE-2024-0001)", "{CVE-2024-0001}");
              see(handle, 8, "something about nothing", "{}");
            });
  }

  private static void see(org.jdbi.v3.core.Handle handle, long number, String title, String ids) {
    handle.execute(
        """
        insert into github_issue (repository, number, title, state, pull_request, labels, comments,
          author_id, created_at, updated_at, vulnerability_ids, url, asked)
        values ('NixOS/nixpkgs', ?, ?, 'open', false, '{1.severity: security}', 0, 1, now(), now(),
          ?::text[], 'https://github.com/NixOS/nixpkgs/issues/' || ?, true)
        """,
        number,
        title,
        ids,
        number);
  }

  private String take(String decisions) {
    String secret =
        SERVER
            .bean(ApiTokens.class)
            .issue(
                SERVER.bean(Accounts.class).byName("alice"),
                Set.of(Scope.TRIAGE),
                Duration.ofDays(1))
            .secret();
    TestClient.Answer answer =
        SERVER
            .anonymous()
            .sendAsProgram("PUT", "/api/v1/import/nst", secret, decisions.getBytes(UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void aGitHubIssueBecomesADraftThatIsLinkedToIt() {
    assertThat(alice.get("/issues/on-github").body())
        .contains("zlib: overflow", "/vulnerability/CVE-2024-0001", "/package/zlib")
        .contains("/issues/on-github/7/draft")
        .doesNotContain("/issues/on-github/8/draft");

    TestClient.Answer drafted = alice.submit("/issues/on-github/7/draft", Map.of());

    assertThat(drafted.status()).as(drafted.body()).isEqualTo(303);
    assertThat(alice.get(drafted.location()).body())
        .contains("CVE-2024-0001", "zlib", "https://github.com/NixOS/nixpkgs/issues/7");
    assertThat(alice.get("/issues/on-github").body())
        .contains("href=\"" + drafted.location() + "\"")
        .doesNotContain("/issues/on-github/7/draft");
    assertThat(alice.submit("/issues/on-github/7/draft", Map.of()).status()).isEqualTo(409);
    assertThat(alice.submit("/issues/on-github/8/draft", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void anIssueAboutTheSameIsOfferedAndLinked() {
    alice.submit(
        "/queue/" + zlib.id() + "/accept", Map.of("revision", String.valueOf(zlib.revision())));
    String page = alice.get("/issues/on-github").body();
    assertThat(page).contains("/issues/on-github/7/link");
    String issue = page.replaceAll("(?s).*name=\"issue\" value=\"([0-9]+)\".*", "$1");

    TestClient.Answer linked = alice.submit("/issues/on-github/7/link", Map.of("issue", issue));

    assertThat(linked.location()).isEqualTo("/issue/" + issue);
    assertThat(alice.get("/issues/on-github").body()).contains("href=\"/issue/" + issue + "\"");
  }

  @Test
  void decisionsOfTheOtherTrackerAreTakenOverOnce() {
    String decisions =
        """
        [{"id":"NIXPKGS-2026-0001","status":"affected","cve":"CVE-2024-0001",
          "github":"https://github.com/NixOS/nixpkgs/issues/7"},
         {"id":"NIXPKGS-2026-0002","status":"notForUs","cve":"CVE-2024-0002","packages":["curl"],
          "comment":"only the server"},
         {"id":"NIXPKGS-2026-0003","status":"affected","cve":"CVE-2024-0002","packages":["xz"]}]\
        """;
    assertThat(take(decisions))
        .contains("\"accepted\":1", "\"dismissed\":1", "\"withoutSuggestion\":1");
    assertThat(take(decisions)).contains("\"accepted\":0", "\"dismissed\":0", "\"decided\":2");

    assertThat(alice.get("/issues/on-github").body()).contains("href=\"/issue/");
    assertThat(alice.get("/queue/" + curl.id()).body())
        .contains("incumbent", "NIXPKGS-2026-0002: not for us; only the server");
    assertThat(alice.get("/activity").body()).contains("incumbent", "CVE-2024-0001");
  }

  @Test
  void aDecisionDismissesNoPackageThatItDoesNotName() {
    TriageWorld world = new TriageWorld(SERVER.database());
    world.group("zlib", "zlib", "zlib_old");
    world.ship(TriageWorld.UNSTABLE, Packages.of("zlib 1.3"), Packages.of("zlib_old 1.2"));
    world.suggested("CVE-2024-0001", "zlib", 0.99, Verdict.AFFECTED);
    String decision =
        """
        [{"id":"NIXPKGS-2026-0001","status":"notAffected","cve":"CVE-2024-0001",
          "packages":[%s]}]\
        """;
    assertThat(take(decision.formatted("\"zlib\""))).contains("\"dismissed\":0", "\"leftOpen\":1");
    assertThat(take(decision.formatted("\"zlib\",\"zlib_old\"")))
        .contains("\"dismissed\":1", "\"leftOpen\":0");
  }

  @Test
  void aDecisionIsTakenOverThoughItsLinkIsNone() {
    String decisions =
        """
        [{"id":"NIXPKGS-2026-0001","status":"affected","cve":"CVE-2024-0001",
          "github":"https://a b/"},
         {"id":"NIXPKGS-2026-0002","status":"affected","cve":"CVE-2024-0002"}]\
        """;
    assertThat(take(decisions)).contains("\"accepted\":2");
  }

  @Test
  void whereToReportIsSaidToEverybodyWithoutAForm() {
    String page = SERVER.anonymous().get("/report").body();
    assertThat(page).contains("mailto:security@nixos.org").doesNotContain("<textarea");
  }
}
