package org.snowguard.world.github;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, teams, and the App. */
final class PeopleRoutes {

  private final People people;
  private final Function<String, Repository> repositories;
  private final App app;
  private final Tokens tokens;
  private final Limits limits;
  private final Json json;
  private final Clock clock;

  PeopleRoutes(
      People people,
      Function<String, Repository> repositories,
      App app,
      Tokens tokens,
      Limits limits,
      Json json,
      Clock clock) {
    this.people = people;
    this.repositories = repositories;
    this.app = app;
    this.tokens = tokens;
    this.limits = limits;
    this.json = json;
    this.clock = clock;
  }

  List<Route> all() {
    String team = "/orgs/{org}/teams/{team_slug}";
    return List.of(
        Route.of("GET", "/user", this::self),
        Route.of("GET", "/user/{account_id}", this::byId),
        Route.of("GET", "/users/{username}", this::byLogin),
        Route.of("GET", "/orgs/{org}/teams", this::teams),
        Route.of(
            "GET", team, (request, caller, parts) -> Reply.ok(json.fullTeam(team(caller, parts)))),
        Route.of("GET", team + "/members", this::members),
        Route.of("GET", team + "/memberships/{username}", this::membership),
        Route.of("GET", "/app", this::app),
        Route.of("GET", "/repos/{repository}/installation", this::installation),
        Route.of("POST", "/app/installations/{installation_id}/access_tokens", this::token),
        Route.of("GET", "/repos/{repository}", this::repository),
        Route.of("GET", "/rate_limit", this::rateLimit));
  }

  private Reply self(Request request, Caller caller, List<String> parts) {
    return switch (caller.kind()) {
      case ANONYMOUS -> Reply.error(401, "Requires authentication");
      case APP, INSTALLATION -> Reply.error(403, "Resource not accessible by integration");
      case PERSON -> shown(people.user(caller.userId()));
    };
  }

  private Reply shown(Optional<User> user) {
    return user.map(one -> Reply.ok(json.profile(one))).orElseGet(Reply::notFound);
  }

  private Reply byId(Request request, Caller caller, List<String> parts) {
    try {
      return shown(people.user(Long.parseLong(parts.getFirst())));
    } catch (NumberFormatException e) {
      return Reply.notFound();
    }
  }

  private Reply byLogin(Request request, Caller caller, List<String> parts) {
    return shown(people.withLogin(parts.getFirst()));
  }

  private Team team(Caller caller, List<String> parts) {
    mayRead(caller, parts);
    return people.teams().stream()
        .filter(team -> team.slug().equals(parts.get(1)))
        .findFirst()
        .orElseThrow(() -> new Refusal(Reply.notFound()));
  }

  private static void mayRead(Caller caller, List<String> parts) {
    if (caller.kind() == Caller.Kind.ANONYMOUS) {
      throw new Refusal(Reply.error(401, "Requires authentication"));
    }
    if (!parts.getFirst().equalsIgnoreCase(People.ORGANISATION)) {
      throw new Refusal(Reply.notFound());
    }
    if (!caller.mayReadTeams()) {
      throw new Refusal(
          Reply.error(403, "Must have read:org scope, or the permission to read members."));
    }
  }

  private Reply teams(Request request, Caller caller, List<String> parts) {
    mayRead(caller, parts);
    return Pages.of(json.api(), request, people.teams(), json::team);
  }

  private Reply members(Request request, Caller caller, List<String> parts) {
    Team team = team(caller, parts);
    return Pages.of(json.api(), request, people.members(team), json::user);
  }

  private Reply membership(Request request, Caller caller, List<String> parts) {
    Team team = team(caller, parts);
    Optional<User> user = people.withLogin(parts.get(2));
    String state = user.map(one -> team.members().get(one.id())).orElse(null);
    return state == null
        ? Reply.notFound()
        : Reply.ok(json.membership(team, user.orElseThrow(), state));
  }

  private static void mustBeApp(Caller caller) {
    if (caller.kind() != Caller.Kind.APP) {
      throw new Refusal(Reply.error(401, "A JSON web token could not be decoded"));
    }
  }

  private Reply app(Request request, Caller caller, List<String> parts) {
    mustBeApp(caller);
    ObjectNode node = Json.object();
    node.put("id", App.ID);
    node.put("slug", "snowguard");
    node.put("client_id", app.clientId());
    node.put("node_id", Json.node("App", App.ID));
    node.set("owner", organisation());
    node.put("name", "snowguard");
    node.putNull("description");
    node.put("external_url", json.web() + "/apps/snowguard");
    node.put("html_url", json.web() + "/apps/snowguard");
    Json.time(node, "created_at", Instant.EPOCH);
    Json.time(node, "updated_at", Instant.EPOCH);
    ObjectNode permissions = node.putObject("permissions");
    app.permissions().forEach(permissions::put);
    node.putArray("events").add("issues").add("issue_comment").add("membership");
    return Reply.ok(node);
  }

  private ObjectNode organisation() {
    return json.user(
        new User(People.ORGANISATION_ID, People.ORGANISATION, People.ORGANISATION, "Organization"));
  }

  private Reply installation(Request request, Caller caller, List<String> parts) {
    mustBeApp(caller);
    Objects.requireNonNull(repositories.apply(parts.getFirst()));
    return Reply.ok(installation());
  }

  private ObjectNode installation() {
    ObjectNode node = Json.object();
    node.put("id", App.INSTALLATION);
    node.put("client_id", app.clientId());
    node.set("account", organisation());
    node.put("repository_selection", "selected");
    String url = json.api() + "/app/installations/" + App.INSTALLATION;
    node.put("access_tokens_url", url + "/access_tokens");
    node.put("repositories_url", json.api() + "/installation/repositories");
    node.put(
        "html_url",
        "%s/organizations/%s/settings/installations/%d"
            .formatted(json.web(), People.ORGANISATION, App.INSTALLATION));
    node.put("app_id", App.ID);
    node.put("app_slug", "snowguard");
    node.put("target_id", People.ORGANISATION_ID);
    node.put("target_type", "Organization");
    ObjectNode permissions = node.putObject("permissions");
    app.permissions().forEach(permissions::put);
    node.putArray("events").add("issues").add("issue_comment").add("membership");
    Json.time(node, "created_at", Instant.EPOCH);
    Json.time(node, "updated_at", Instant.EPOCH);
    node.putNull("single_file_name");
    node.putNull("suspended_by");
    node.putNull("suspended_at");
    return node;
  }

  private Reply token(Request request, Caller caller, List<String> parts) {
    mustBeApp(caller);
    if (!parts.getFirst().equals(String.valueOf(App.INSTALLATION))) {
      return Reply.notFound();
    }
    Map<String, String> allowed = app.permissions();
    Map<String, String> granted = new TreeMap<>();
    JsonNode wanted = request.json().path("permissions");
    allowed.forEach(
        (name, level) -> {
          if (wanted.isMissingNode() || wanted.has(name) || name.equals("metadata")) {
            granted.put(name, wanted.path(name).asString(level));
          }
        });
    Instant expires = clock.instant().plus(App.TOKEN_LIFE).truncatedTo(ChronoUnit.SECONDS);
    ObjectNode node = Json.object();
    node.put("token", tokens.ofInstallation(App.BOT.id(), granted, expires));
    Json.time(node, "expires_at", expires);
    ObjectNode permissions = node.putObject("permissions");
    granted.forEach(permissions::put);
    node.put("repository_selection", "selected");
    return Reply.json(201, node);
  }

  private Reply repository(Request request, Caller caller, List<String> parts) {
    ObjectNode node = json.repository(repositories.apply(parts.getFirst()));
    node.put("network_count", 0);
    node.put("subscribers_count", 0);
    return Reply.ok(node);
  }

  private Reply rateLimit(Request request, Caller caller, List<String> parts) {
    ObjectNode rate = Json.object();
    limits
        .headers(caller, request)
        .forEach(
            (name, value) -> {
              String field =
                  name.substring("X-RateLimit-".length()).toLowerCase(java.util.Locale.ROOT);
              if (!field.equals("resource")) {
                rate.put(field, Long.parseLong(value));
              }
            });
    ObjectNode node = Json.object();
    ObjectNode resources = node.putObject("resources");
    resources.set("core", rate);
    resources.set("search", rate.deepCopy());
    node.set("rate", rate.deepCopy());
    return Reply.ok(node);
  }
}
