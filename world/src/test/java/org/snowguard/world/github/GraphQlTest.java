package org.snowguard.world.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.snowguard.world.github.Asking.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Pull requests by GraphQL, as docs.github.com/graphql describes them. */
class GraphQlTest {

  private static final String LIST =
      """
      query($first: Int!, $after: String) {
        rateLimit { limit cost remaining resetAt }
        repository(owner: "NixOS", name: "nixpkgs") {
          pullRequests(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: ASC}) {
            pageInfo { hasNextPage endCursor }
            nodes {
              number title state mergeCommit { oid }
              author { __typename login ... on User { databaseId } ... on Bot { databaseId } }
              labels(first: 10) { nodes { name } }
              files(first: 100) { nodes { path } }
              comments(last: 1) { totalCount nodes { body } }
            }
          }
        }
      }
      """;

  private final TestClock clock = new TestClock();
  private final FakeGitHub gitHub = FakeGitHub.open(clock);
  private final Asking asking = new Asking(gitHub);
  private User alice;

  @BeforeEach
  void arrange() {
    alice = gitHub.people().add("alice");
  }

  @AfterEach
  void close() {
    asking.close();
    gitHub.close();
  }

  private Issue pull(String title) {
    clock.advance(Duration.ofSeconds(1));
    return gitHub.nixpkgs().openPull(alice, title, "", "head", "master");
  }

  private HttpResponse<String> ask(String query, int first, String after) {
    ObjectNode content = JsonMapper.shared().createObjectNode();
    content.put("query", query);
    ObjectNode variables = content.putObject("variables");
    variables.put("first", first);
    if (!after.isEmpty()) {
      variables.put("after", after);
    }
    return asking.send(
        "POST",
        gitHub.web() + "/api/graphql",
        asking.installation(clock.instant()),
        JsonMapper.shared().writeValueAsString(content));
  }

  private JsonNode list(int first, String after) {
    return json(ask(LIST, first, after)).path("data");
  }

  private static JsonNode pulls(JsonNode data) {
    return data.path("repository").path("pullRequests");
  }

  @Test
  void showsWhatIsAskedForAndNothingElse() {
    Issue pull = pull("a fix");
    gitHub.nixpkgs().change(pull.number(), List.of("pkgs/a.nix"));
    gitHub.nixpkgs().label(pull.number(), alice, Set.of("x"));
    gitHub.nixpkgs().comment(pull.number(), App.BOT, "one");
    gitHub.nixpkgs().comment(pull.number(), App.BOT, "two");
    gitHub.nixpkgs().merge(pull.number(), alice, "a".repeat(40));
    assertThat(pulls(list(5, "")).path("nodes").path(0).toString())
        .isEqualTo(
            ("{'number':1,'title':'a fix','state':'MERGED','mergeCommit':{'oid':'%s'},"
                    + "'author':{'__typename':'User','login':'alice','databaseId':%d},"
                    + "'labels':{'nodes':[{'name':'x'}]},'files':{'nodes':[{'path':'pkgs/a.nix'}]},"
                    + "'comments':{'totalCount':2,'nodes':[{'body':'two'}]}}")
                .formatted("a".repeat(40), alice.id())
                .replace('\'', '"'));
  }

  @Test
  void aCursorLeadsThroughAllInTheOrderOfUpdates() {
    for (int number = 1; number <= 25; number++) {
      pull("pull " + number);
    }
    clock.advance(Duration.ofSeconds(1));
    gitHub.nixpkgs().label(3, alice, Set.of("x"));
    List<Integer> numbers = new ArrayList<>();
    String after = "";
    boolean isMore = true;
    while (isMore) {
      JsonNode page = pulls(list(10, after));
      page.path("nodes").forEach(node -> numbers.add(node.path("number").asInt()));
      after = page.path("pageInfo").path("endCursor").asString("");
      isMore = page.path("pageInfo").path("hasNextPage").asBoolean();
    }
    assertThat(numbers).hasSize(25).doesNotHaveDuplicates().endsWith(25, 3);
    assertThat(pulls(list(10, after)).path("nodes")).isEmpty();
  }

  @Test
  void aQueryCostsWhatItsConnectionsTakeApartFromOtherRequests() {
    pull("a fix");
    JsonNode rate = list(100, "").path("rateLimit");
    assertThat(rate.path("cost").asInt()).as("(1 + 3 * 100) / 100").isEqualTo(3);
    assertThat(rate.path("remaining").asInt()).isEqualTo(4997);
    HttpResponse<String> other =
        asking.send("GET", "/repos/NixOS/nixpkgs/issues", asking.installation(clock.instant()), "");
    assertThat(other.headers().firstValue("X-RateLimit-Remaining")).contains("4999");
    assertThat(ask(LIST, 1, "").headers().firstValue("X-RateLimit-Resource")).contains("graphql");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          { repository(owner: "NixOS", name: "none") { nameWithOwner } } | NOT_FOUND
          { repository(owner: "NixOS", name: "nixpkgs") { pullRequests(first: 101) { totalCount } } } | EXCESSIVE_PAGINATION
          { repository(owner: "NixOS", name: "nixpkgs") { pullRequests { totalCount } } } | MISSING_PAGINATION_BOUNDARIES
          { repository(owner: "NixOS", name: "nixpkgs") { pullRequests(first: 1, after: "x") { totalCount } } } | INVALID_CURSOR_ARGUMENTS
          { repository(owner: "NixOS", name: "nixpkgs") { stars } } | undefinedField
          { repository(owner: "NixOS" | ''
          """)
  void errorsComeWithStatus200(String query, String type) {
    HttpResponse<String> answer = ask(query, 1, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode error = json(answer).path("errors").path(0);
    assertThat(error.path("type").asString("")).isEqualTo(type);
    assertThat(error.path("message").asString("")).isNotEmpty();
  }

  @Test
  void nobodyAsksWithoutAName() {
    assertThat(asking.send("POST", "/graphql", "", "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void aFaultOfTheServerIsAnErrorWithoutAType() {
    gitHub.faults().next(GitHubFault.QUERY_ERROR, "POST", "/graphql");
    JsonNode answer = json(ask(LIST, 1, ""));
    assertThat(answer.path("data").isNull()).isTrue();
    assertThat(answer.path("errors").path(0).has("type")).isFalse();
  }
}
