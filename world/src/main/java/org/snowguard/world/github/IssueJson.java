package org.snowguard.world.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Issues, comments, labels and timelines in GitHub's form. */
final class IssueJson {

  private static final List<String> REACTIONS =
      List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");

  private final Json json;

  IssueJson(Json json) {
    this.json = json;
  }

  ObjectNode issue(Repository repository, Issue issue) {
    People people = repository.people();
    ObjectNode node = Json.object();
    String root = json.api() + "/repos/" + repository.name();
    String url = root + "/issues/" + issue.number();
    node.put("url", url);
    node.put("repository_url", root);
    node.put("labels_url", url + "/labels{/name}");
    node.put("comments_url", url + "/comments");
    node.put("events_url", url + "/events");
    node.put("timeline_url", url + "/timeline");
    node.put("html_url", page(repository, issue));
    node.put("id", issue.id());
    node.put("node_id", Json.node("Issue", issue.id()));
    node.put("number", issue.number());
    node.put("title", issue.title());
    node.put("body", issue.body().isEmpty() ? null : issue.body());
    node.set("user", json.user(people.shown(issue.author())));
    ArrayNode labels = node.putArray("labels");
    issue.labels().forEach(label -> labels.add(label(repository, label)));
    node.put("state", issue.state());
    node.put("state_reason", issue.stateReason());
    node.put("locked", false);
    node.putNull("active_lock_reason");
    node.putNull("assignee");
    node.putArray("assignees");
    node.putNull("milestone");
    node.putNull("type");
    node.put("draft", false);
    node.put("comments", issue.comments());
    Json.time(node, "created_at", issue.createdAt());
    Json.time(node, "updated_at", issue.updatedAt());
    Json.time(node, "closed_at", issue.closedAt());
    if (issue.closedBy() == 0) {
      node.putNull("closed_by");
    } else {
      node.set("closed_by", json.user(people.shown(issue.closedBy())));
    }
    node.put("author_association", "CONTRIBUTOR");
    via(node, issue.author());
    node.set("reactions", reactions(url));
    pull(node, repository, issue);
    return node;
  }

  /** As lists of search and messages have it: not who closed it. */
  ObjectNode brief(Repository repository, Issue issue) {
    ObjectNode node = issue(repository, issue);
    node.remove("closed_by");
    return node;
  }

  private void pull(ObjectNode node, Repository repository, Issue issue) {
    Issue.Pull pull = issue.pull();
    if (pull == null) {
      return;
    }
    ObjectNode part = node.putObject("pull_request");
    String root = json.api() + "/repos/" + repository.name();
    part.put("url", root + "/pulls/" + issue.number());
    part.put("html_url", page(repository, issue));
    part.put("diff_url", page(repository, issue) + ".diff");
    part.put("patch_url", page(repository, issue) + ".patch");
    Json.time(part, "merged_at", pull.mergedAt());
  }

  String page(Repository repository, Issue issue) {
    return "%s/%s/%s/%d"
        .formatted(
            json.web(),
            repository.name(),
            issue.pull() == null ? "issues" : "pull",
            issue.number());
  }

  private static ObjectNode reactions(String url) {
    ObjectNode node = Json.object();
    node.put("url", url + "/reactions");
    node.put("total_count", 0);
    REACTIONS.forEach(one -> node.put(one, 0));
    return node;
  }

  ObjectNode label(Repository repository, String name) {
    ObjectNode node = Json.object();
    long id = 9_000_000_000L + Math.abs((long) name.hashCode());
    node.put("id", id);
    node.put("node_id", Json.node("Label", id));
    node.put(
        "url",
        "%s/repos/%s/labels/%s".formatted(json.api(), repository.name(), name.replace(" ", "%20")));
    node.put("name", name);
    node.put("color", "ededed");
    node.put("default", false);
    node.putNull("description");
    return node;
  }

  ObjectNode comment(Repository repository, Comment comment) {
    ObjectNode node = Json.object();
    String root = json.api() + "/repos/" + repository.name();
    String url = root + "/issues/comments/" + comment.id();
    Issue issue = repository.issue(comment.issue()).orElseThrow();
    node.put("url", url);
    node.put("html_url", page(repository, issue) + "#issuecomment-" + comment.id());
    node.put("issue_url", root + "/issues/" + comment.issue());
    node.put("id", comment.id());
    node.put("node_id", Json.node("IssueComment", comment.id()));
    node.set("user", json.user(repository.people().shown(comment.author())));
    Json.time(node, "created_at", comment.createdAt());
    Json.time(node, "updated_at", comment.updatedAt());
    node.put("author_association", "CONTRIBUTOR");
    node.put("body", comment.body());
    node.set("reactions", reactions(url));
    via(node, comment.author());
    return node;
  }

  /** By which App it was written: its number stays, whatever it is called. */
  private static void via(ObjectNode node, long author) {
    if (author == App.BOT.id()) {
      node.putObject("performed_via_github_app").put("id", App.ID).put("slug", "snowguard");
    } else {
      node.putNull("performed_via_github_app");
    }
  }

  /** Comments stand among the other lines, by time; lines of a second in the order of their ids. */
  List<ObjectNode> timeline(Repository repository, int number) {
    List<Line> lines = new ArrayList<>();
    repository
        .timeline(number)
        .forEach(one -> lines.add(new Line(one.at(), one.id(), event(repository, one))));
    repository
        .comments(number)
        .forEach(one -> lines.add(new Line(one.createdAt(), one.id(), commented(repository, one))));
    lines.sort(Comparator.comparing(Line::at).thenComparingLong(Line::id));
    return lines.stream().map(Line::node).toList();
  }

  private record Line(Instant at, long id, ObjectNode node) {}

  private ObjectNode commented(Repository repository, Comment comment) {
    ObjectNode node = comment(repository, comment);
    node.put("event", "commented");
    node.set("actor", Objects.requireNonNull(node.get("user")).deepCopy());
    return node;
  }

  private ObjectNode event(Repository repository, TimelineEvent event) {
    ObjectNode node = Json.object();
    node.put("event", event.kind());
    node.set("actor", json.user(repository.people().shown(event.actor())));
    Json.time(node, "created_at", event.at());
    if (event.kind().equals("cross-referenced")) {
      Json.time(node, "updated_at", event.at());
      ObjectNode source = node.putObject("source");
      source.put("type", "issue");
      Issue from = repository.issue(event.source()).orElseThrow();
      ObjectNode issue = source.set("issue", issue(repository, from)).withObject("/issue");
      issue.set("repository", json.repository(repository));
      return node;
    }
    String root = json.api() + "/repos/" + repository.name();
    node.put("id", event.id());
    node.put("node_id", Json.node("Event", event.id()));
    node.put("url", root + "/issues/events/" + event.id());
    String commit = isByCommit(event.kind()) ? event.detail() : null;
    node.put("commit_id", commit);
    node.put("commit_url", commit == null ? null : root + "/commits/" + commit);
    node.putNull("performed_via_github_app");
    more(node, repository, event, event.detail());
    return node;
  }

  private static boolean isByCommit(String kind) {
    return kind.equals("closed") || kind.equals("merged");
  }

  private static void more(
      ObjectNode node, Repository repository, TimelineEvent event, @Nullable String detail) {
    switch (event.kind()) {
      case "labeled", "unlabeled" -> {
        ObjectNode label = node.putObject("label");
        label.put("name", detail);
        label.put("color", "ededed");
      }
      case "renamed" -> {
        ObjectNode rename = node.putObject("rename");
        rename.put("from", detail);
        rename.put("to", repository.issue(numberOf(repository, event)).orElseThrow().title());
      }
      case "closed" -> node.put("state_reason", detail == null ? null : "completed");
      default -> {
        // Nothing more to say.
      }
    }
  }

  private static int numberOf(Repository repository, TimelineEvent event) {
    return repository.issues().stream()
        .map(Issue::number)
        .filter(number -> repository.timeline(number).contains(event))
        .findFirst()
        .orElseThrow();
  }
}
