package org.snowguard.server.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.snowguard.server.TestClient;
import org.snowguard.server.TestClock;
import org.snowguard.server.TestServer;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.account.HeldTeam;
import org.snowguard.server.account.TeamRole;
import org.snowguard.server.account.github.GitHubTeams;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.github.outbox.OutgoingText;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRuns;
import org.snowguard.server.ingest.source.SourceStatus;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.web.Role;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.GitHubFault;
import org.snowguard.world.github.Issue;
import org.snowguard.world.github.User;

/** What happens on GitHub is seen here: by webhook, and by the sweep where that was lost. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingBackTest {

  private final TestClock clock = TestClock.at("2026-03-01T00:00:00Z");
  private final FakeGitHub gitHub = FakeGitHub.open(clock);
  private TestServer server;
  private GitHubIssues issues;
  private User author;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Map<String, String> settings = new HashMap<>(gitHub.settings(directory, "dry-run"));
    // The server has a clock of its own, by which the App's tokens would be old: it asks unnamed.
    settings.keySet().removeIf(name -> name.contains("oauth") || name.contains("private-key"));
    server = TestServer.start(settings).withoutBackgroundWork();
    issues = server.bean(GitHubIssues.class);
    author = gitHub.people().add("author");
    gitHub.webhooks().to(server.baseUrl().resolve("/webhooks/github"), FakeGitHub.WEBHOOK_SECRET);
  }

  @AfterAll
  void stop() {
    server.close();
    gitHub.close();
  }

  @BeforeEach
  void nothingWaits() {
    gitHub.webhooks().lose();
    gitHub.faults().endAll();
    clock.advance(Duration.ofMinutes(10));
  }

  private Issue open(String title) {
    return gitHub.nixpkgs().open(author, title, "See CVE-2024-3094.", "1.severity: security");
  }

  private void close(Issue issue) {
    clock.advance(Duration.ofSeconds(5));
    gitHub.nixpkgs().close(issue.number(), author, "completed", null);
  }

  private GitHubIssue seen(Issue issue) {
    return issues.find(issue.number()).orElseThrow();
  }

  /** The sweep as its job runs it. */
  private SourceStatus sweep() throws InterruptedException {
    Arrivals nobody = () -> {};
    Sources sources =
        new Sources(
            List.of(server.bean(GitHubSweep.class)),
            server.database().jdbi(),
            nobody,
            new java.util.Random(1),
            clock);
    Job job = sources.jobs().getFirst();
    JobRuns.once(job, server.database().jdbi(), clock);
    return sources.list().getFirst();
  }

  @Test
  void webhookTellsOfAnIssueAndTheIdsInIt() {
    Issue issue = open("xz: backdoor");
    assertThat(gitHub.webhooks().deliver()).containsOnly(200);
    assertThat(seen(issue).title()).isEqualTo("xz: backdoor");
    assertThat(seen(issue).isOpen()).isTrue();
    assertThat(issues.naming(List.of("CVE-2024-3094")))
        .extracting(GitHubIssue::number)
        .contains((long) issue.number());
    assertThat(issues.labelled("1.severity: security", null, 10).items())
        .extracting(GitHubIssue::number)
        .contains((long) issue.number());
  }

  @Test
  void eventsInAnyOrderAndTwiceEndInTheSameState() {
    Issue issue = open("reversed");
    close(issue);
    gitHub.webhooks().reverse();
    gitHub.webhooks().deliver();
    assertThat(seen(issue).isOpen()).isFalse();
    assertThat(seen(issue).stateReason()).isEqualTo("completed");
    clock.advance(Duration.ofSeconds(5));
    gitHub.nixpkgs().reopen(issue.number(), author);
    gitHub.webhooks().deliver();
    assertThat(seen(issue).isOpen()).isTrue();
  }

  @Test
  void sweepHealsWhatWebhooksMissed() throws InterruptedException {
    Issue issue = open("missed");
    gitHub.webhooks().deliver();
    close(issue);
    gitHub.nixpkgs().comment(issue.number(), author, "Done.");
    gitHub.webhooks().lose();
    assertThat(seen(issue).isOpen()).isTrue();
    assertThat(sweep().error()).isNull();
    assertThat(seen(issue).isOpen()).isFalse();
    assertThat(seen(issue).comments()).isEqualTo(1);
  }

  @Test
  void sweepReadsManyPagesOfOneSecondAndNothingTwice() throws InterruptedException {
    sweep();
    for (int number = 0; number < 250; number++) {
      open("one of many " + number);
    }
    gitHub.webhooks().lose();
    clock.advance(Duration.ofSeconds(1));
    Issue last = open("the last one");
    gitHub.webhooks().lose();
    assertThat(sweep().error()).isNull();
    assertThat(seen(last).title()).isEqualTo("the last one");
    long stored =
        server
            .database()
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from github_issue where title like 'one of many%'")
                        .mapTo(long.class)
                        .one());
    assertThat(stored).isEqualTo(250);
    sweep();
    int calls = gitHub.calls().size();
    sweep();
    assertThat(gitHub.calls().subList(calls, gitHub.calls().size()))
        .singleElement()
        .satisfies(call -> assertThat(call.status()).isEqualTo(304));
  }

  @Test
  void sweepOfAnotherRepositoryBeginsAnew() throws InterruptedException {
    sweep();
    Issue issue = open("of this repository");
    gitHub.webhooks().lose();
    server
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    update source_state set mark = '{"repository": "example/rehearsal",
                      "since": "2099-01-01T00:00:00Z", "labelled": "done"}'
                    where name = 'github'
                    """));
    assertThat(sweep().error()).isNull();
    assertThat(seen(issue).title()).isEqualTo("of this repository");
  }

  @Test
  void sweepSaysWhyItFailsAndGoesOnWhereItWas() throws InterruptedException {
    sweep();
    gitHub.faults().begin(GitHubFault.HTML);
    Issue issue = open("behind a fault");
    gitHub.webhooks().lose();
    assertThat(sweep().error()).contains("not JSON");
    gitHub.faults().endAll();
    assertThat(sweep().error()).isNull();
    assertThat(seen(issue).title()).isEqualTo("behind a fault");
  }

  @Test
  void triagerSeesWhatIsHeldBackAndStrangersDoNot() {
    server
        .bean(GitHubOutbox.class)
        .openIssue("issue/1", "xz <b>", OutgoingText.of("A <i>flaw</i>."), List.of());
    TestClient triager = server.signIn(Role.TRIAGER);
    assertThat(triager.get("/sources").body()).contains("href=\"/sources/outbox\"");
    assertThat(triager.get("/sources/outbox").body())
        .contains("held back", "by the mode dry-run", "A &lt;i&gt;flaw")
        .doesNotContain("<i>flaw");
    assertThat(server.signIn(Role.MAINTAINER).get("/sources/outbox").status()).isEqualTo(403);
    server
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update github_delivery set withheld_by = null, withheld_why = 'for <b>'"));
    assertThat(triager.get("/sources/outbox").body())
        .contains("held back", "for &lt;b&gt;")
        .doesNotContain("by the mode dry-run", "Let it leave");
  }

  private long enter(long id) {
    return server
        .bean(GitHubAccounts.class)
        .enter(
            new GitHubPerson(id, "member" + id),
            List.of(new HeldTeam(4, new TeamRole("NixOS", "security", Role.SECURITY_TEAM))),
            Instant.EPOCH);
  }

  private Set<Role> roles(long account) {
    return Objects.requireNonNull(server.bean(Accounts.class).find(account)).roles();
  }

  @Test
  void whoLeftTheOrganisationHasItsRolesNoMore() {
    long account = enter(70);
    assertThat(roles(account)).contains(Role.SECURITY_TEAM);
    String body =
        """
        {"action": "member_removed", "organization": {"login": "NixOS"},
          "membership": {"user": {"id": 70}}}
        """;
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String signature = Webhooks.signature(FakeGitHub.WEBHOOK_SECRET, bytes);
    Webhooks.Taken taken =
        server.bean(Webhooks.class).take(signature, "organization", "left-70", bytes);
    assertThat(taken.did()).isEqualTo("left");
    assertThat(roles(account)).doesNotContain(Role.SECURITY_TEAM);
  }

  @Test
  void rolesFollowTheTeamsThatGitHubIsAskedFor() throws InterruptedException {
    long stays = enter(71);
    long goes = enter(72);
    Clock later = TestClock.at("2100-01-01T00:00:00Z");
    TeamsCheck check =
        new TeamsCheck(server.bean(GitHubTeams.class), new SecurityTeam(71), "nixos", later);
    String failure = JobRuns.failureOf(check, server.database().jdbi(), later);
    assertThat(failure).as("a team that cannot be read").contains("nixpkgs-committers", "gone");
    assertThat(roles(stays)).contains(Role.SECURITY_TEAM);
    assertThat(roles(goes)).doesNotContain(Role.SECURITY_TEAM);
  }

  /** One member in the security team, and no other team that can be read. */
  private record SecurityTeam(long member) implements GitHubReader {
    @Override
    public Optional<GitHubUser> user(long id) {
      return Optional.empty();
    }

    @Override
    public List<GitHubUser> teamMembers(String slug) throws IOException {
      if (!slug.equals("security")) {
        throw new IOException("gone");
      }
      return List.of(new GitHubUser(member, "member"));
    }

    @Override
    public Optional<GitHubIssue> issue(long number) {
      return Optional.empty();
    }
  }

  @Test
  void signatureIsThatOfGitHubsOwnExample() {
    byte[] body = "Hello, World!".getBytes(StandardCharsets.UTF_8);
    String signature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    assertThat(Webhooks.isSigned("It's a Secret to Everybody", signature, body)).isTrue();
    assertThat(Webhooks.isSigned("It's a Secret to Everybody!", signature, body)).isFalse();
    assertThat(Webhooks.isSigned("It's a Secret to Everybody", "sha256=", body)).isFalse();
  }

  /** The status that is answered to headers alone, while the body they announce never comes. */
  private String statusBeforeTheBody(long length, String signature) throws IOException {
    URI base = server.baseUrl();
    String head =
        """
        POST /webhooks/github HTTP/1.1
        Host: %s
        Content-Type: application/json
        X-GitHub-Event: issues
        X-GitHub-Delivery: 1
        X-Hub-Signature-256: %s
        Content-Length: %d

        """
            .formatted(base.getAuthority(), signature, length);
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(head.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 000".length());
      return new String(status, StandardCharsets.US_ASCII);
    }
  }

  @Test
  void bodyIsReadOnlyIfItCanBeGitHubs() throws IOException {
    assertThat(statusBeforeTheBody(1000, "sha256=1")).endsWith(" 401");
    assertThat(statusBeforeTheBody(3_000_000, "sha256=" + "0".repeat(64))).endsWith(" 413");
    WebhookApi door = server.bean(WebhookApi.class);
    door.places.acquireUninterruptibly(WebhookApi.PLACES);
    try {
      assertThat(statusBeforeTheBody(1000, "sha256=" + "0".repeat(64))).endsWith(" 429");
    } finally {
      door.places.release(WebhookApi.PLACES);
    }
  }

  @Test
  void whatIsNotSignedByGitHubIsRefused() throws Exception {
    URI hook = server.baseUrl().resolve("/webhooks/github");
    HttpRequest request =
        HttpRequest.newBuilder(hook)
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "issues")
            .header("X-GitHub-Delivery", "1")
            .header("X-Hub-Signature-256", "sha256=" + "0".repeat(64))
            .POST(HttpRequest.BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(401);
    }
  }
}
