package org.snowguard.world.github;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The pull requests of a repository by GraphQL, which only who has a token may ask. Fields are
 * those of docs.github.com/graphql/reference/objects#pullrequest that the double knows; for another
 * one it answers as GitHub does for one that does not exist.
 */
final class GraphQl {

  private static final int MOST = 100;
  private static final String CURSOR = "cursor:";

  private final Function<String, Repository> repositories;
  private final Json json;
  private final Limits limits;

  GraphQl(Function<String, Repository> repositories, Json json, Limits limits) {
    this.repositories = repositories;
    this.json = json;
    this.limits = limits;
  }

  /** What is wrong with a question; the answer has status 200 nevertheless. */
  private static final class Wrong extends RuntimeException {

    private static final long serialVersionUID = 1;
    private final String type;

    Wrong(String type, String message) {
      super(message);
      this.type = type;
    }
  }

  Reply answer(Request request, Caller caller) {
    if (caller.kind() == Caller.Kind.ANONYMOUS) {
      throw new Refusal(Reply.error(401, "This endpoint requires you to be authenticated."));
    }
    if (caller.kind() == Caller.Kind.APP) {
      throw new Refusal(Reply.error(403, "Resource not accessible by integration"));
    }
    JsonNode sent = request.json();
    try {
      List<GraphQlQuery.Field> fields =
          GraphQlQuery.read(sent.path("query").asString(""), sent.path("variables"));
      int cost = Math.max(1, (requests(fields, 1) + MOST / 2) / MOST);
      limits.spend(caller, request, cost - 1);
      ObjectNode data = Json.object();
      for (GraphQlQuery.Field field : fields) {
        data.set(field.name(), root(field, caller, cost));
      }
      ObjectNode answer = Json.object();
      answer.set("data", data);
      return Reply.ok(answer);
    } catch (Wrong wrong) {
      return errors(wrong.type, String.valueOf(wrong.getMessage()));
    } catch (IllegalArgumentException wrong) {
      return errors("", String.valueOf(wrong.getMessage()));
    }
  }

  static Reply errors(String type, String message) {
    ObjectNode answer = Json.object();
    answer.putNull("data");
    ObjectNode error = answer.putArray("errors").addObject();
    if (!type.isEmpty()) {
      error.put("type", type);
    }
    error.put("message", message);
    return Reply.ok(answer);
  }

  /** Requests that the answer takes, by which GitHub reckons the cost: one a connection. */
  private static int requests(List<GraphQlQuery.Field> fields, int times) {
    int sum = 0;
    for (GraphQlQuery.Field field : fields) {
      int size = field.arguments().path("first").asInt(field.arguments().path("last").asInt(0));
      if (size > MOST) {
        throw new Wrong(
            "EXCESSIVE_PAGINATION",
            "Requesting %d records on the `%s` connection exceeds the `first` limit of 100 records."
                .formatted(size, field.name()));
      }
      sum += size > 0 ? times : 0;
      sum += requests(field.fields(), size > 0 ? times * size : times);
    }
    return sum;
  }

  private JsonNode root(GraphQlQuery.Field field, Caller caller, int cost) {
    return switch (field.name()) {
      case "rateLimit" -> picked("RateLimit", limits.graphQl(caller, cost), field.fields());
      case "repository" -> repository(field);
      default -> throw missing("Query", field.name());
    };
  }

  private JsonNode repository(GraphQlQuery.Field field) {
    String name =
        field.arguments().path("owner").asString("")
            + "/"
            + field.arguments().path("name").asString("");
    Repository repository;
    try {
      repository = repositories.apply(name);
    } catch (Refusal none) {
      throw new Wrong(
          "NOT_FOUND", "Could not resolve to a Repository with the name '%s'.".formatted(name));
    }
    ObjectNode shown = Json.object();
    for (GraphQlQuery.Field inside : field.fields()) {
      switch (inside.name()) {
        case "nameWithOwner" -> shown.put("nameWithOwner", repository.name());
        case "pullRequests" -> shown.set("pullRequests", pulls(repository, inside));
        default -> throw missing("Repository", inside.name());
      }
    }
    return shown;
  }

  private ObjectNode pulls(Repository repository, GraphQlQuery.Field field) {
    JsonNode order = field.arguments().path("orderBy");
    Comparator<Issue> comparator =
        order.path("field").asString("").equals("UPDATED_AT")
            ? Comparator.comparing(Issue::updatedAt).thenComparingInt(Issue::number)
            : Comparator.comparingInt(Issue::number);
    boolean isByUpdate = order.path("field").asString("").equals("UPDATED_AT");
    Issue after = after(field.arguments().path("after").asString(""));
    List<Issue> all =
        repository.issues().stream()
            .filter(issue -> issue.pull() != null)
            .filter(
                issue ->
                    after == null
                        || (isByUpdate
                            ? comparator.compare(issue, after) > 0
                            : issue.number() > after.number()))
            .sorted(comparator)
            .toList();
    int size = field.arguments().path("first").asInt(0);
    if (size == 0) {
      throw new Wrong(
          "MISSING_PAGINATION_BOUNDARIES",
          "You must provide a `first` or `last` value to properly paginate the `pullRequests`"
              + " connection.");
    }
    List<Issue> page = all.stream().limit(size).toList();
    ObjectNode connection = Json.object();
    connection.put("totalCount", all.size());
    ObjectNode info = connection.putObject("pageInfo");
    info.put("hasNextPage", all.size() > page.size());
    info.put("endCursor", page.isEmpty() ? null : cursor(page.getLast()));
    ArrayNode nodes = connection.putArray("nodes");
    List<GraphQlQuery.Field> asked = inside(field, "nodes");
    page.forEach(issue -> nodes.add(picked("PullRequest", pull(repository, issue, asked), asked)));
    return picked("PullRequestConnection", connection, withoutNodes(field));
  }

  /** The nodes were picked already. */
  private static List<GraphQlQuery.Field> withoutNodes(GraphQlQuery.Field field) {
    return field.fields().stream()
        .map(
            one ->
                one.name().equals("nodes")
                    ? new GraphQlQuery.Field("nodes", Json.object(), List.of(), null)
                    : one)
        .toList();
  }

  private static List<GraphQlQuery.Field> inside(GraphQlQuery.Field field, String name) {
    return field.fields().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(GraphQlQuery.Field::fields)
        .orElse(List.of());
  }

  private static String cursor(Issue issue) {
    String text = CURSOR + issue.updatedAt() + "#" + issue.number();
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Only what the order looks at. */
  private static @Nullable Issue after(String cursor) {
    if (cursor.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
      int number = Integer.parseInt(text.substring(text.indexOf('#') + 1));
      Instant at = Instant.parse(text.substring(CURSOR.length(), text.indexOf('#')));
      return new Issue(0, number, "", "", true, null, 0, List.of(), 0, at, at, null, 0, null);
    } catch (RuntimeException wrong) {
      throw new Wrong(
          "INVALID_CURSOR_ARGUMENTS",
          "`%s` does not appear to be a valid cursor.".formatted(cursor));
    }
  }

  private ObjectNode pull(Repository repository, Issue issue, List<GraphQlQuery.Field> asked) {
    Issue.Pull pull = Objects.requireNonNull(issue.pull());
    ObjectNode node = Json.object();
    node.put("__typename", "PullRequest");
    node.put("number", issue.number());
    node.put("title", issue.title());
    node.put("body", issue.body());
    node.put("state", pull.mergedAt() != null ? "MERGED" : issue.isOpen() ? "OPEN" : "CLOSED");
    node.put("isDraft", false);
    node.put("baseRefName", pull.base());
    node.put("headRefName", pull.head());
    node.put("url", json.web() + "/" + repository.name() + "/pull/" + issue.number());
    Json.time(node, "createdAt", issue.createdAt());
    Json.time(node, "updatedAt", issue.updatedAt());
    Json.time(node, "closedAt", issue.closedAt());
    Json.time(node, "mergedAt", pull.mergedAt());
    node.putNull("mergeCommit");
    if (pull.mergeCommit() != null) {
      node.putObject("mergeCommit").put("oid", pull.mergeCommit());
    }
    node.set("author", author(repository.people().shown(issue.author())));
    ArrayNode labels = connection(node, "labels", issue.labels().size());
    limited(issue.labels(), asked, "labels").forEach(one -> labels.addObject().put("name", one));
    List<String> paths = repository.files(issue.number());
    ArrayNode files = connection(node, "files", paths.size());
    limited(paths, asked, "files").forEach(one -> files.addObject().put("path", one));
    List<Comment> said = repository.comments(issue.number());
    ArrayNode comments = connection(node, "comments", said.size());
    for (Comment comment : limited(said, asked, "comments")) {
      ObjectNode one = comments.addObject();
      one.set("author", author(repository.people().shown(comment.author())));
      one.put("body", comment.body());
      Json.time(one, "createdAt", comment.createdAt());
    }
    return node;
  }

  private static ArrayNode connection(ObjectNode node, String name, int count) {
    ObjectNode connection = node.putObject(name);
    connection.put("totalCount", count);
    return connection.putArray("nodes");
  }

  /** The first or the last, as asked. */
  private static <T> List<T> limited(List<T> all, List<GraphQlQuery.Field> asked, String name) {
    for (GraphQlQuery.Field field : asked) {
      if (field.name().equals(name)) {
        int last = field.arguments().path("last").asInt(0);
        int first = field.arguments().path("first").asInt(0);
        return last > 0
            ? all.subList(Math.max(0, all.size() - last), all.size())
            : all.subList(0, Math.min(first, all.size()));
      }
    }
    return new ArrayList<>();
  }

  /** A bot's name has no suffix here. */
  private static ObjectNode author(User user) {
    ObjectNode author = Json.object();
    author.put("__typename", user.type().equals("Bot") ? "Bot" : "User");
    author.put("login", user.login().replace("[bot]", ""));
    author.put("databaseId", user.id());
    return author;
  }

  /** Only what was asked for. */
  private static ObjectNode picked(String type, ObjectNode whole, List<GraphQlQuery.Field> fields) {
    ObjectNode picked = Json.object();
    for (GraphQlQuery.Field field : fields) {
      boolean isOfOtherType =
          field.type() != null && !field.type().equals(whole.path("__typename").asString(type));
      if (isOfOtherType) {
        continue;
      }
      JsonNode value = whole.get(field.name());
      if (value == null) {
        throw missing(type, field.name());
      }
      picked.set(field.name(), nested(field, value));
    }
    return picked;
  }

  private static JsonNode nested(GraphQlQuery.Field field, JsonNode value) {
    if (field.fields().isEmpty()) {
      return value;
    }
    if (value instanceof ObjectNode object) {
      return picked(field.name(), object, field.fields());
    }
    if (value instanceof ArrayNode array) {
      ArrayNode all = Json.array();
      array.forEach(one -> all.add(nested(field, one)));
      return all;
    }
    return value;
  }

  private static Wrong missing(String type, String field) {
    return new Wrong(
        "undefinedField", "Field '%s' doesn't exist on type '%s'".formatted(field, type));
  }
}
