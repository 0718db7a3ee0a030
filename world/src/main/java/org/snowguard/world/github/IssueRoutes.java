package org.snowguard.world.github;

import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Issues, comments, labels and timelines. */
final class IssueRoutes {

  private static final int LONGEST_TITLE = 256;
  private static final int LONGEST_BODY = 65_536;

  private final Function<String, Repository> repositories;
  private final Json json;
  private final IssueJson issueJson;
  private final Clock clock;

  IssueRoutes(Function<String, Repository> repositories, Json json, Clock clock) {
    this.repositories = repositories;
    this.json = json;
    this.issueJson = new IssueJson(json);
    this.clock = clock;
  }

  List<Route> all() {
    String issue = "/repos/{repository}/issues/{issue_number}";
    String comment = "/repos/{repository}/issues/comments/{comment_id}";
    return List.of(
        Route.of("GET", "/repos/{repository}/issues", this::list),
        Route.of("POST", "/repos/{repository}/issues", this::open),
        Route.of("GET", "/repos/{repository}/issues/comments", this::allComments),
        Route.of("GET", comment, this::comment),
        Route.of("PATCH", comment, this::editComment),
        Route.of("DELETE", comment, this::deleteComment),
        Route.of("GET", issue, (request, caller, parts) -> Reply.ok(shown(parts))),
        Route.of("PATCH", issue, this::edit),
        Route.of("GET", issue + "/comments", this::comments),
        Route.of("POST", issue + "/comments", this::addComment),
        Route.of("GET", issue + "/labels", this::labels),
        Route.of("POST", issue + "/labels", this::addLabels),
        Route.of("PUT", issue + "/labels", this::setLabels),
        Route.of("DELETE", issue + "/labels/{name}", this::removeLabel),
        Route.of("GET", issue + "/timeline", this::timeline),
        Route.of("GET", "/repos/{repository}/labels", this::allLabels),
        Route.of("GET", "/search/issues", this::search));
  }

  private Repository repository(List<String> parts) {
    return repositories.apply(parts.getFirst());
  }

  private static Issue issue(Repository repository, String number) {
    return repository.issue(number(number)).orElseThrow(() -> new Refusal(Reply.notFound()));
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Refusal(Reply.notFound());
    }
  }

  private ObjectNode shown(List<String> parts) {
    Repository repository = repository(parts);
    return issueJson.issue(repository, issue(repository, parts.get(1)));
  }

  private Reply list(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    List<Issue> issues = new ArrayList<>();
    Predicate<Issue> filter = filter(request, repository);
    repository.issues().stream().filter(filter).forEach(issues::add);
    Comparator<Issue> order =
        switch (request.parameter("sort")) {
          case "updated" -> Comparator.comparing(Issue::updatedAt);
          case "comments" -> Comparator.comparingInt(Issue::comments);
          default -> Comparator.comparing(Issue::createdAt);
        };
    issues.sort(order.thenComparingInt(Issue::number));
    if (!request.parameter("direction").equals("asc")) {
      Collections.reverse(issues);
    }
    return Pages.of(json.api(), request, issues, one -> issueJson.issue(repository, one));
  }

  private Predicate<Issue> filter(Request request, Repository repository) {
    Predicate<Issue> filter = issue -> true;
    String state = request.parameter("state");
    if (!state.equals("all")) {
      filter = filter.and(issue -> issue.isOpen() == !state.equals("closed"));
    }
    String labels = request.parameter("labels");
    if (!labels.isEmpty()) {
      filter =
          filter
              .and(fresh(request))
              .and(issue -> issue.labels().containsAll(List.of(labels.split(","))));
    }
    String creator = request.parameter("creator");
    if (!creator.isEmpty()) {
      long id = repository.people().withLogin(creator).map(User::id).orElse(-1L);
      filter = filter.and(fresh(request)).and(issue -> issue.author() == id);
    }
    String since = request.parameter("since");
    if (!since.isEmpty()) {
      Instant from = time(since);
      filter = filter.and(issue -> !issue.updatedAt().isBefore(from));
    }
    return filter;
  }

  /** What the index behind filters knows. */
  private Predicate<Issue> fresh(Request request) {
    Instant until =
        request.isIndexStale() ? clock.instant().minus(GitHubFaults.BEHIND) : Instant.MAX;
    return issue -> !issue.createdAt().isAfter(until);
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal(Reply.invalid("Issue", "since", "invalid"));
    }
  }

  private Reply open(Request request, Caller caller, List<String> parts) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    JsonNode sent = request.json();
    String title = title(sent, "");
    Issue issue =
        repository.open(
            actor(repository, caller),
            title,
            body(sent, ""),
            texts(sent.path("labels")).toArray(String[]::new));
    ObjectNode shown = issueJson.issue(repository, issue);
    return Reply.json(201, shown).with("Location", shown.path("url").asString());
  }

  private static String title(JsonNode sent, String before) {
    String title = sent.path("title").asString(before);
    if (title.isBlank()) {
      throw new Refusal(Reply.invalid("Issue", "title", "missing_field"));
    }
    if (title.codePointCount(0, title.length()) > LONGEST_TITLE) {
      throw new Refusal(Reply.invalid("Issue", "title", "too_long"));
    }
    return title;
  }

  private static String body(JsonNode sent, String before) {
    String body = sent.path("body").isNull() ? "" : sent.path("body").asString(before);
    if (body.codePointCount(0, body.length()) > LONGEST_BODY) {
      throw new Refusal(Reply.invalid("Issue", "body", "too_long"));
    }
    return body;
  }

  private static User actor(Repository repository, Caller caller) {
    return repository.people().shown(caller.userId());
  }

  private Reply edit(Request request, Caller caller, List<String> parts) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    User actor = actor(repository, caller);
    Issue issue = issue(repository, parts.get(1));
    JsonNode sent = request.json();
    repository.edit(issue.number(), actor, title(sent, issue.title()), body(sent, issue.body()));
    switch (sent.path("state").asString(issue.state())) {
      case "closed" ->
          repository.close(
              issue.number(), actor, sent.path("state_reason").asString("completed"), null);
      case "open" -> repository.reopen(issue.number(), actor);
      default -> throw new Refusal(Reply.invalid("Issue", "state", "invalid"));
    }
    if (sent.has("labels")) {
      repository.label(issue.number(), actor, texts(sent.path("labels")));
    }
    return Reply.ok(shown(parts));
  }

  private Reply comments(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    Issue issue = issue(repository, parts.get(1));
    return Pages.of(
        json.api(),
        request,
        since(request, repository.comments(issue.number())),
        one -> issueJson.comment(repository, one));
  }

  private Reply allComments(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    List<Comment> comments = new ArrayList<>();
    repository.issues().forEach(one -> comments.addAll(repository.comments(one.number())));
    comments.sort(
        (request.parameter("sort").equals("updated")
                ? Comparator.comparing(Comment::updatedAt)
                : Comparator.comparing(Comment::createdAt))
            .thenComparingLong(Comment::id));
    if (request.parameter("direction").equals("desc")) {
      Collections.reverse(comments);
    }
    return Pages.of(
        json.api(), request, since(request, comments), one -> issueJson.comment(repository, one));
  }

  private static List<Comment> since(Request request, List<Comment> comments) {
    String since = request.parameter("since");
    if (since.isEmpty()) {
      return comments;
    }
    Instant from = time(since);
    return comments.stream().filter(one -> !one.updatedAt().isBefore(from)).toList();
  }

  private Reply addComment(Request request, Caller caller, List<String> parts) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    Issue issue = issue(repository, parts.get(1));
    Comment comment =
        repository.comment(issue.number(), actor(repository, caller), commentBody(request));
    ObjectNode shown = issueJson.comment(repository, comment);
    return Reply.json(201, shown).with("Location", shown.path("url").asString());
  }

  private static String commentBody(Request request) {
    String body = body(request.json(), "");
    if (body.isBlank()) {
      throw new Refusal(Reply.invalid("IssueComment", "body", "missing_field"));
    }
    return body;
  }

  private static Comment comment(Repository repository, List<String> parts) {
    return repository
        .comment(Long.parseLong(parts.get(1)))
        .orElseThrow(() -> new Refusal(Reply.notFound()));
  }

  private Reply comment(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    return Reply.ok(issueJson.comment(repository, comment(repository, parts)));
  }

  private Reply editComment(Request request, Caller caller, List<String> parts) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    Comment comment = comment(repository, parts);
    Comment edited =
        repository.editComment(comment.id(), actor(repository, caller), commentBody(request));
    return Reply.ok(issueJson.comment(repository, edited));
  }

  private Reply deleteComment(Request request, Caller caller, List<String> parts) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    repository.deleteComment(comment(repository, parts).id(), actor(repository, caller));
    return Reply.nothing();
  }

  private Reply labels(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    return Pages.of(
        json.api(),
        request,
        issue(repository, parts.get(1)).labels(),
        label -> issueJson.label(repository, label));
  }

  private Reply allLabels(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    return Pages.of(
        json.api(),
        request,
        repository.labels().stream().sorted().toList(),
        label -> issueJson.label(repository, label));
  }

  private Reply addLabels(Request request, Caller caller, List<String> parts) {
    Set<String> labels = new LinkedHashSet<>(issue(repository(parts), parts.get(1)).labels());
    labels.addAll(texts(request.json().path("labels")));
    return relabel(caller, parts, labels);
  }

  private Reply setLabels(Request request, Caller caller, List<String> parts) {
    return relabel(caller, parts, texts(request.json().path("labels")));
  }

  private Reply removeLabel(Request request, Caller caller, List<String> parts) {
    Set<String> labels = new LinkedHashSet<>(issue(repository(parts), parts.get(1)).labels());
    if (!labels.remove(parts.get(2))) {
      return Reply.error(404, "Label does not exist");
    }
    return relabel(caller, parts, labels);
  }

  private Reply relabel(Caller caller, List<String> parts, Set<String> labels) {
    caller.mustWriteIssues();
    Repository repository = repository(parts);
    Issue issue =
        repository.label(
            issue(repository, parts.get(1)).number(), actor(repository, caller), labels);
    var array = Json.array();
    issue.labels().forEach(label -> array.add(issueJson.label(repository, label)));
    return Reply.ok(array);
  }

  /** Texts, or objects with a name. */
  private static Set<String> texts(JsonNode array) {
    Set<String> texts = new LinkedHashSet<>();
    array.forEach(
        one -> texts.add(one.isObject() ? one.path("name").asString("") : one.asString()));
    return texts;
  }

  private Reply timeline(Request request, Caller caller, List<String> parts) {
    Repository repository = repository(parts);
    Issue issue = issue(repository, parts.get(1));
    return Pages.of(
        json.api(), request, issueJson.timeline(repository, issue.number()), line -> line);
  }

  /** Words that stand in title or body, and the qualifiers repo:, is: and label:. */
  private Reply search(Request request, Caller caller, List<String> parts) {
    List<String> terms = Arrays.asList(request.parameter("q").trim().split("\\s+"));
    String name =
        terms.stream()
            .filter(term -> term.startsWith("repo:"))
            .map(term -> term.substring(5))
            .findFirst()
            .orElseThrow(() -> new Refusal(Reply.invalid("Search", "q", "missing")));
    Repository repository = repositories.apply(name);
    List<Issue> found =
        repository.issues().stream()
            .filter(fresh(request))
            .filter(issue -> terms.stream().allMatch(term -> isMet(issue, term)))
            .sorted(Comparator.comparingInt(Issue::number).reversed())
            .toList();
    ObjectNode answer = Json.object();
    answer.put("total_count", found.size());
    answer.put("incomplete_results", false);
    answer.put("search_type", "lexical");
    var items = answer.putArray("items");
    int size = Math.clamp(request.number("per_page", 30), 1, 100);
    found.stream()
        .skip((long) (Math.max(1, request.number("page", 1)) - 1) * size)
        .limit(size)
        .forEach(issue -> items.add(issueJson.brief(repository, issue).put("score", 1.0)));
    return Reply.ok(answer);
  }

  private static boolean isMet(Issue issue, String term) {
    return switch (term) {
      case "is:issue" -> issue.pull() == null;
      case "is:pr" -> issue.pull() != null;
      case "is:open", "state:open" -> issue.isOpen();
      case "is:closed", "state:closed" -> !issue.isOpen();
      default -> {
        if (term.startsWith("repo:") || term.startsWith("in:")) {
          yield true;
        }
        if (term.startsWith("label:")) {
          yield issue.labels().contains(term.substring(6).replace("\"", ""));
        }
        String text = (issue.title() + "\n" + issue.body()).toLowerCase(Locale.ROOT);
        yield text.contains(term.replace("\"", "").toLowerCase(Locale.ROOT));
      }
    };
  }
}
