package org.snowguard.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.Issue;
import org.snowguard.world.github.Repository;
import org.snowguard.world.github.User;
import org.snowguard.world.github.Webhooks.Delivery;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The test double of GitHub answers and tells what GitHub's own published description and examples
 * say, so that it cannot drift away from the real one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHubDoubleTest {

  /** Of the two sources the description counts, for it is the newer one. */
  private static final String SENT_BUT_NOT_DESCRIBED = "/repo/custom_properties";

  private static final String ISSUES = "/repos/NixOS/nixpkgs/issues";

  private GitHubDescription description;
  private final FakeGitHub gitHub = FakeGitHub.open(Clock.systemUTC());
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<String> wrong = new ArrayList<>();
  private final Set<String> tried = new TreeSet<>();
  private String token = "";

  @BeforeAll
  void describe() throws IOException {
    description = new GitHubDescription();
  }

  @AfterAll
  void close() {
    client.close();
    gitHub.close();
  }

  private void check(String route, String path, String body, int status) throws Exception {
    String method = route.substring(0, route.indexOf(' '));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(gitHub.api() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    HttpResponse<String> answer =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    tried.add(route);
    if (answer.statusCode() != status) {
      wrong.add("%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body()));
      return;
    }
    description
        .wrong(route, status, answer.body())
        .forEach(one -> wrong.add("%s %d: %s".formatted(route, status, one)));
  }

  @Test
  void everyAnswerIsAsGitHubDescribesIt() throws Exception {
    Repository nixpkgs = gitHub.nixpkgs();
    User alice = gitHub.people().add("alice");
    gitHub.people().join("security", alice.id());
    lifeOfIssue(nixpkgs, alice);
    String issue = "/repos/{owner}/{repo}/issues";
    String one = issue + "/{issue_number}";

    token = gitHub.signIn().token(alice, "repo", "read:org", "read:user");
    check("GET " + issue, ISSUES + "?state=all", "", 200);
    check("POST " + issue, ISSUES, "{\"title\":\"two\",\"labels\":[\"x\"]}", 201);
    check("POST " + issue, ISSUES, "{\"body\":\"no title\"}", 422);
    check("GET " + one, ISSUES + "/1", "", 200);
    check("GET " + one, ISSUES + "/2", "", 200);
    check("GET " + one, ISSUES + "/99", "", 404);
    check("PATCH " + one, ISSUES + "/1", "{\"state\":\"closed\"}", 200);
    check("GET " + one + "/comments", ISSUES + "/1/comments", "", 200);
    check("POST " + one + "/comments", ISSUES + "/1/comments", "{\"body\":\"hello\"}", 201);
    check("GET " + one + "/labels", ISSUES + "/1/labels", "", 200);
    check("POST " + one + "/labels", ISSUES + "/1/labels", "{\"labels\":[\"y\"]}", 200);
    check("PUT " + one + "/labels", ISSUES + "/1/labels", "{\"labels\":[\"z\"]}", 200);
    check("DELETE " + one + "/labels/{name}", ISSUES + "/1/labels/z", "", 200);
    check("GET " + one + "/timeline", ISSUES + "/1/timeline", "", 200);
    check("GET " + issue + "/comments", ISSUES + "/comments", "", 200);
    String comment = ISSUES + "/comments/" + nixpkgs.comments(1).getFirst().id();
    check("GET " + issue + "/comments/{comment_id}", comment, "", 200);
    check("PATCH " + issue + "/comments/{comment_id}", comment, "{\"body\":\"other\"}", 200);
    check("DELETE " + issue + "/comments/{comment_id}", comment, "", 204);
    check("GET /repos/{owner}/{repo}/labels", "/repos/NixOS/nixpkgs/labels", "", 200);
    check("GET /repos/{owner}/{repo}", "/repos/NixOS/nixpkgs", "", 200);
    check("GET /search/issues", "/search/issues?q=repo:NixOS/nixpkgs+one", "", 200);
    check("GET /rate_limit", "/rate_limit", "", 200);
    people(alice);
    app();

    assertThat(wrong).isEmpty();
    assertThat(tried).containsExactlyInAnyOrderElementsOf(new TreeSet<>(gitHub.routes()));
  }

  private void people(User alice) throws Exception {
    String team = "/orgs/NixOS/teams/security";
    check("GET /user", "/user", "", 200);
    check("GET /user/{account_id}", "/user/" + alice.id(), "", 200);
    check("GET /user/{account_id}", "/user/1", "", 404);
    check("GET /users/{username}", "/users/alice", "", 200);
    check("GET /orgs/{org}/teams", "/orgs/NixOS/teams", "", 200);
    check("GET /orgs/{org}/teams/{team_slug}", team, "", 200);
    check("GET /orgs/{org}/teams/{team_slug}/members", team + "/members", "", 200);
    String membership = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
    check(membership, team + "/memberships/alice", "", 200);
    check(membership, team + "/memberships/bob", "", 404);
  }

  private void app() throws Exception {
    token = GitHubJwt.of(gitHub.app(), Clock.systemUTC().instant());
    check("GET /app", "/app", "", 200);
    check("GET /repos/{owner}/{repo}/installation", "/repos/NixOS/nixpkgs/installation", "", 200);
    check(
        "POST /app/installations/{installation_id}/access_tokens",
        "/app/installations/27182818/access_tokens",
        "{\"permissions\":{\"issues\":\"write\"}}",
        201);
  }

  private static void lifeOfIssue(Repository nixpkgs, User alice) {
    Issue issue = nixpkgs.open(alice, "one", "words", "1.severity: security");
    Issue pull = nixpkgs.openPull(alice, "a fix", "Resolves #1", "fix", "master");
    nixpkgs.comment(issue.number(), alice, "hello");
    nixpkgs.edit(issue.number(), alice, "one more", "other words");
    nixpkgs.label(issue.number(), alice, Set.of("bug"));
    nixpkgs.merge(pull.number(), alice, "1".repeat(40));
    nixpkgs.reopen(issue.number(), alice);
  }

  @Test
  void everyMessageIsAsGitHubDescribesIt() {
    List<String> notOf = new ArrayList<>();
    for (Delivery delivery : messages()) {
      description
          .wrongMessage(name(delivery), delivery.body())
          .forEach(one -> notOf.add(name(delivery) + ": " + one));
    }
    assertThat(notOf).isEmpty();
  }

  @Test
  void everyMessageHasWhatAllMessagesThatGitHubSentHave() throws IOException {
    JsonNode examples =
        JsonMapper.shared().readTree(NpmPackage.WEBHOOK_EXAMPLES.file("api.github.com/index.json"));
    List<String> unlike = new ArrayList<>();
    Set<String> compared = new TreeSet<>();
    for (Delivery delivery : messages()) {
      List<JsonNode> like = like(examples, delivery);
      if (!like.isEmpty()) {
        compared.add(name(delivery));
        JsonNode ours = JsonMapper.shared().readTree(delivery.body());
        JsonShapes.unlike(ours, like).stream()
            .filter(one -> !one.contains(SENT_BUT_NOT_DESCRIBED))
            .forEach(one -> unlike.add(name(delivery) + ": " + one));
      }
    }
    assertThat(unlike).isEmpty();
    assertThat(compared)
        .containsExactly(
            "issue-comment-created",
            "issue-comment-deleted",
            "issue-comment-edited",
            "issues-edited",
            "issues-labeled",
            "issues-opened",
            "issues-reopened",
            "issues-unlabeled",
            "membership-added",
            "membership-removed",
            "ping",
            "pull-request-closed",
            "pull-request-opened",
            "pull-request-reopened");
  }

  private static String name(Delivery delivery) {
    String event = delivery.event().replace('_', '-');
    return delivery.action().isEmpty() ? event : event + "-" + delivery.action();
  }

  private static List<JsonNode> like(JsonNode examples, Delivery delivery) {
    List<JsonNode> like = new ArrayList<>();
    for (JsonNode event : examples) {
      if (event.path("name").asString().equals(delivery.event())) {
        for (JsonNode example : event.path("examples")) {
          if (example.path("action").asString("").equals(delivery.action())) {
            like.add(example);
          }
        }
      }
    }
    return like;
  }

  /** One of each that the double sends. */
  private static List<Delivery> messages() {
    try (FakeGitHub other = FakeGitHub.open(Clock.systemUTC())) {
      User alice = other.people().add("alice");
      Repository nixpkgs = other.nixpkgs();
      lifeOfIssue(nixpkgs, alice);
      Issue pull = nixpkgs.openPull(alice, "another", "", "fix", "master");
      nixpkgs.close(pull.number(), alice, "completed", null);
      nixpkgs.reopen(pull.number(), alice);
      long comment = nixpkgs.comments(1).getFirst().id();
      nixpkgs.editComment(comment, alice, "other words");
      nixpkgs.deleteComment(comment, alice);
      other.people().join("security", alice.id());
      other.people().leave("security", alice.id());
      List<Delivery> messages = new ArrayList<>(other.webhooks().waiting());
      messages.add(other.webhooks().ping());
      return messages;
    }
  }
}
