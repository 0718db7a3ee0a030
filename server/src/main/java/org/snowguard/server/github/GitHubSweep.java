package org.snowguard.server.github;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.client.Answer;
import org.snowguard.server.github.client.GitHubClient;
import org.snowguard.server.github.client.Limits;
import org.snowguard.server.ingest.ImportCounts;
import org.snowguard.server.ingest.source.FetchFailure;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.SourceNews;
import org.snowguard.server.ingest.source.SourceRun;
import org.snowguard.server.web.Transactions;
import tools.jackson.databind.JsonNode;

/**
 * Reads what has changed in the repository's issues and pull requests, so that a webhook that was
 * missed is made up for. The list is not filtered, for GitHub's index for filters is often behind,
 * and every page begins where the one before ended: by numbers of pages, an issue that is updated
 * while they are read would move the others past the reader.
 */
final class GitHubSweep implements Source {

  private static final String SINCE = "since";
  private static final String ETAG = "etag";
  private static final String LABELLED = "labelled";
  private static final String DONE = "done";
  private static final int PAGE = 100;

  /** What the first reading begins with. */
  private static final Duration FIRST = Duration.ofDays(30);

  private final GitHubClient client;
  private final Limits limits;
  private final Sightings sightings;
  private final Transactions transactions;
  private final String label;

  /**
   * @param label of issues that are read once from their beginning, however old
   */
  GitHubSweep(
      GitHubClient client,
      Limits limits,
      Sightings sightings,
      Transactions transactions,
      String label) {
    this.client = client;
    this.limits = limits;
    this.sightings = sightings;
    this.transactions = transactions;
    this.label = label;
  }

  @Override
  public String name() {
    return "github";
  }

  @Override
  public String title() {
    return "Issues and pull requests on GitHub";
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
    new RepositoryMark(client.repository()).begin(run);
    readLabelled(run);
    while (readPage(run)) {
      leaveReserve();
      run.at("issues", run.brought().read(), null);
    }
    return new SourceNews(run.brought().read() == 0 ? null : run.brought(), begun);
  }

  /** Once: what bore the label before we came. Its list filters, and what it lacks comes later. */
  private void readLabelled(SourceRun run) throws IOException, InterruptedException {
    String mark = run.mark().get(LABELLED);
    if (DONE.equals(mark)) {
      return;
    }
    URI page = mark == null ? labelled() : client.at(mark);
    while (page != null) {
      Answer answer = client.get(page, null);
      page = answer.next();
      store(run, issues(answer.body()), LABELLED, page == null ? DONE : client.pathOf(page), null);
      leaveReserve();
      run.at("issues", run.brought().read(), null);
    }
  }

  private URI labelled() {
    return client.ofRepository(
        "/issues?state=all&sort=created&direction=asc&per_page=%d&labels=%s"
            .formatted(PAGE, URLEncoder.encode(label, StandardCharsets.UTF_8)));
  }

  /** Reads from the mark on; gives whether there is more. */
  private boolean readPage(SourceRun run) throws IOException, InterruptedException {
    String since = run.mark().getOrDefault(SINCE, run.now().minus(FIRST).toString());
    URI uri =
        client.ofRepository(
            "/issues?state=all&sort=updated&direction=asc&per_page=%d&since=%s"
                .formatted(PAGE, since));
    Answer answer = client.get(uri, run.mark().get(ETAG));
    if (answer.isUnchanged()) {
      return false;
    }
    List<GitHubIssue> issues = issues(answer.body());
    URI next = answer.next();
    // A whole page of one second: only the list itself knows the way on.
    while (next != null && lastUpdate(issues, since).equals(since)) {
      Answer further = client.get(next, null);
      issues.addAll(issues(further.body()));
      next = further.next();
    }
    String reached = lastUpdate(issues, since);
    store(run, issues, SINCE, reached, reached.equals(since) ? answer.etag() : null);
    return next != null;
  }

  private static String lastUpdate(List<GitHubIssue> issues, String since) {
    return issues.stream()
        .map(GitHubIssue::updatedAt)
        .max(Instant::compareTo)
        .filter(last -> last.isAfter(Instant.parse(since)))
        .map(Instant::toString)
        .orElse(since);
  }

  private void store(
      SourceRun run, List<GitHubIssue> issues, String mark, String reached, @Nullable String etag) {
    ImportCounts counts =
        transactions.call(
            () -> {
              ImportCounts seen = sightings.seen(issues, true);
              Map<String, String> marks = new HashMap<>(run.mark());
              marks.put(mark, reached);
              marks.remove(ETAG);
              if (etag != null) {
                marks.put(ETAG, etag);
              }
              run.mark(marks);
              return seen;
            });
    run.brought(counts);
  }

  private static List<GitHubIssue> issues(JsonNode list) {
    List<GitHubIssue> issues = new ArrayList<>();
    list.forEach(node -> IssueReading.read(node).ifPresent(issues::add));
    return issues;
  }

  private void leaveReserve() throws FetchFailure {
    if (!limits.isReserveLeft()) {
      throw FetchFailure.ofParts(
          "read a part; the last tenth of the hour's requests is left to what we publish");
    }
  }
}
