package org.snowguard.world.github;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** Pull requests in GitHub's form. */
final class PullJson {

  private final Json json;
  private final IssueJson issueJson;

  PullJson(Json json) {
    this.json = json;
    this.issueJson = new IssueJson(json);
  }

  ObjectNode pull(Repository repository, Issue issue) {
    Issue.Pull pull = Objects.requireNonNull(issue.pull());
    ObjectNode node = issueJson.issue(repository, issue);
    List.of(
            "pull_request",
            "repository_url",
            "labels_url",
            "events_url",
            "timeline_url",
            "closed_by",
            "state_reason",
            "type",
            "reactions",
            "performed_via_github_app")
        .forEach(node::remove);
    String root = json.api() + "/repos/" + repository.name();
    String url = root + "/pulls/" + issue.number();
    String page = issueJson.page(repository, issue);
    node.put("url", url);
    node.put("diff_url", page + ".diff");
    node.put("patch_url", page + ".patch");
    node.put("issue_url", root + "/issues/" + issue.number());
    node.put("commits_url", url + "/commits");
    node.put("review_comments_url", url + "/comments");
    node.put("review_comment_url", root + "/pulls/comments{/number}");
    node.put("comments_url", root + "/issues/" + issue.number() + "/comments");
    node.put("statuses_url", root + "/statuses/" + commit(issue));
    Json.time(node, "merged_at", pull.mergedAt());
    node.put("merged", pull.mergedAt() != null);
    node.put("merge_commit_sha", pull.mergeCommit());
    node.putNull("mergeable");
    node.putNull("rebaseable");
    node.put("mergeable_state", "unknown");
    node.putNull("merged_by");
    if (pull.mergedAt() != null) {
      node.set("merged_by", json.user(repository.people().shown(issue.closedBy())));
    }
    node.putNull("auto_merge");
    node.putArray("requested_reviewers");
    node.putArray("requested_teams");
    node.set("head", side(repository, issue, pull.head()));
    node.set("base", side(repository, issue, pull.base()));
    node.set("_links", links(url, page, root, issue));
    node.put("maintainer_can_modify", true);
    List.of("review_comments", "commits", "additions", "deletions", "changed_files")
        .forEach(count -> node.put(count, count.equals("review_comments") ? 0 : 1));
    return node;
  }

  private static String commit(Issue issue) {
    return "%040x".formatted(issue.id());
  }

  private ObjectNode side(Repository repository, Issue issue, String branch) {
    ObjectNode side = Json.object();
    User author = repository.people().shown(issue.author());
    side.put("label", author.login() + ":" + branch);
    side.put("ref", branch);
    side.put("sha", commit(issue));
    side.set("user", json.user(author));
    side.set("repo", json.repository(repository));
    return side;
  }

  private static ObjectNode links(String url, String page, String root, Issue issue) {
    ObjectNode links = Json.object();
    String asIssue = root + "/issues/" + issue.number();
    links.putObject("self").put("href", url);
    links.putObject("html").put("href", page);
    links.putObject("issue").put("href", asIssue);
    links.putObject("comments").put("href", asIssue + "/comments");
    links.putObject("review_comments").put("href", url + "/comments");
    links.putObject("review_comment").put("href", root + "/pulls/comments{/number}");
    links.putObject("commits").put("href", url + "/commits");
    links.putObject("statuses").put("href", root + "/statuses/" + commit(issue));
    return links;
  }
}
