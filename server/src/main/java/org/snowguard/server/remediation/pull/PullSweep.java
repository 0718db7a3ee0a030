package org.snowguard.server.remediation.pull;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubPull;
import org.snowguard.server.github.GitHubTexts;
import org.snowguard.server.github.PullReading;
import org.snowguard.server.github.RepositoryMark;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.GitHubFailure;
import org.snowguard.server.github.client.GitHubTimes;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.JsonNode;

/**
 * Reads every pull request of the repository once, and then whatever was updated since: by GraphQL
 * in the order of updates, from the place where the reading before ended. What is updated while it
 * is read moves to the end, where it is met again.
 */
final class PullSweep implements Source {

  private static final String CURSOR = "cursor";

  /** GitHub takes no more; a query that takes it too long is asked for fewer. */
  private static final List<Integer> SIZES = List.of(100, 25, 5);

  private static final String QUERY =
      """
      query($owner: String!, $name: String!, $first: Int!, $after: String) {
        rateLimit { limit cost remaining resetAt }
        repository(owner: $owner, name: $name) {
          pullRequests(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: ASC}) {
            pageInfo { hasNextPage endCursor }
            nodes {
      %s
              comments(last: 20) { nodes { author { __typename } body createdAt } }
            }
          }
        }
      }
      """
          .formatted(PullReading.FIELDS);

  private final GitHubClient client;
  private final RepositoryMark mark;
  private final PullSightings sightings;
  private final BotComments comments;
  private final Transactions transactions;

  PullSweep(
      GitHubClient client,
      PullSightings sightings,
      BotComments comments,
      Transactions transactions) {
    this.client = client;
    mark = new RepositoryMark(client.repository());
    this.sightings = sightings;
    this.comments = comments;
    this.transactions = transactions;
  }

  @Override
  public String name() {
    return "github-pulls";
  }

  @Override
  public String title() {
    return "Pull requests on GitHub";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(5);
  }

  @Override
  public Duration lateAfter() {
    return Duration.ofHours(1);
  }

  @Override
  public SourceNews read(SourceRun run) throws IOException, InterruptedException {
    Instant begun = run.now();
    mark.begin(run);
    boolean isMore = true;
    while (isMore) {
      JsonNode data = page(run);
      JsonNode pulls = data.path("repository").path("pullRequests");
      store(run, pulls);
      isMore = pulls.path("pageInfo").path("hasNextPage").asBoolean(false);
      run.at("pull requests", run.brought().read(), null);
      if (isMore) {
        leaveReserve(data.path("rateLimit"));
      }
    }
    return new SourceNews(run.brought().read() == 0 ? null : run.brought(), begun);
  }

  private JsonNode page(SourceRun run) throws IOException, InterruptedException {
    for (int size : SIZES) {
      try {
        return client.graphQl(QUERY, variables(run, size));
      } catch (GitHubFailure e) {
        boolean isCursor = String.valueOf(e.getMessage()).contains("valid cursor");
        if (isCursor) {
          mark.forget(run);
        }
        if (e.status() < 500 || size == SIZES.getLast()) {
          throw e;
        }
      }
    }
    throw new IllegalStateException("there is no size to ask for");
  }

  private Map<String, @Nullable Object> variables(SourceRun run, int size) {
    int slash = client.repository().indexOf('/');
    Map<String, @Nullable Object> variables = new HashMap<>();
    variables.put("owner", client.repository().substring(0, slash));
    variables.put("name", client.repository().substring(slash + 1));
    variables.put("first", size);
    variables.put("after", run.mark().get(CURSOR));
    return variables;
  }

  private void store(SourceRun run, JsonNode pulls) throws FetchFailure {
    if (!pulls.path("nodes").isArray()) {
      throw new FetchFailure("GitHub's answer holds no list of pull requests");
    }
    List<GitHubPull> read = new ArrayList<>();
    pulls.path("nodes").forEach(node -> PullReading.readAnswer(node).ifPresent(read::add));
    String end = pulls.path("pageInfo").path("endCursor").asString("");
    run.brought(
        transactions.call(
            () -> {
              var counts = sightings.seen(read, true);
              pulls.path("nodes").forEach(this::takeComments);
              if (!end.isEmpty()) {
                mark.set(run, CURSOR, end);
              }
              return counts;
            }));
  }

  private void takeComments(JsonNode pull) {
    int number = pull.path("number").asInt(0);
    for (JsonNode comment : pull.path("comments").path("nodes")) {
      if (comment.path("author").path("__typename").asString("").equals("Bot")) {
        Instant at = GitHubTimes.read(comment.path("createdAt"));
        if (at != null) {
          comments.said(number, GitHubTexts.text(comment, "body"), at);
        }
      }
    }
  }

  private static void leaveReserve(JsonNode rate) throws FetchFailure {
    if (rate.path("remaining").asInt(Integer.MAX_VALUE) <= rate.path("limit").asInt(0) / 10) {
      throw FetchFailure.ofParts(
          "read a part; the last tenth of the hour's points is left to others");
    }
  }
}
