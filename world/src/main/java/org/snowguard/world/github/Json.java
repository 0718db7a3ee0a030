package org.snowguard.world.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Accounts, teams and repositories in GitHub's form. */
final class Json {

  private static final Instant LONG_AGO = Instant.parse("2016-03-01T12:00:00Z");

  private static final List<String> REPOSITORY_URLS =
      List.of(
          "archive",
          "assignees",
          "blobs",
          "branches",
          "collaborators",
          "comments",
          "commits",
          "compare",
          "contents",
          "contributors",
          "deployments",
          "downloads",
          "events",
          "forks",
          "git_commits",
          "git_refs",
          "git_tags",
          "hooks",
          "issue_comment",
          "issue_events",
          "issues",
          "keys",
          "labels",
          "languages",
          "merges",
          "milestones",
          "notifications",
          "pulls",
          "releases",
          "stargazers",
          "statuses",
          "subscribers",
          "subscription",
          "tags",
          "teams",
          "trees");

  private final URI api;
  private final URI web;

  Json(URI api, URI web) {
    this.api = api;
    this.web = web;
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  static ArrayNode array() {
    return JsonMapper.shared().createArrayNode();
  }

  URI api() {
    return api;
  }

  URI web() {
    return web;
  }

  static String node(String kind, long id) {
    return Base64.getEncoder().encodeToString((kind + ":" + id).getBytes(UTF_8));
  }

  static void time(ObjectNode node, String field, @Nullable Instant at) {
    node.put(field, at == null ? null : at.toString());
  }

  ObjectNode user(User user) {
    ObjectNode node = object();
    String url = api + "/users/" + user.login();
    node.put("login", user.login());
    node.put("id", user.id());
    node.put("node_id", node("User", user.id()));
    node.put("avatar_url", web + "/avatars/" + user.id());
    node.put("gravatar_id", "");
    node.put("url", url);
    node.put("html_url", web + "/" + user.login());
    node.put("followers_url", url + "/followers");
    node.put("following_url", url + "/following{/other_user}");
    node.put("gists_url", url + "/gists{/gist_id}");
    node.put("starred_url", url + "/starred{/owner}{/repo}");
    node.put("subscriptions_url", url + "/subscriptions");
    node.put("organizations_url", url + "/orgs");
    node.put("repos_url", url + "/repos");
    node.put("events_url", url + "/events{/privacy}");
    node.put("received_events_url", url + "/received_events");
    node.put("type", user.type());
    node.put("user_view_type", "public");
    node.put("site_admin", false);
    return node;
  }

  /** What only the page of an account has. */
  ObjectNode profile(User user) {
    ObjectNode node = user(user);
    node.put("name", user.name());
    for (String empty : List.of("company", "location", "email", "hireable", "bio")) {
      node.putNull(empty);
    }
    node.put("blog", "");
    for (String count : List.of("public_repos", "public_gists", "followers", "following")) {
      node.put(count, 0);
    }
    time(node, "created_at", LONG_AGO);
    time(node, "updated_at", LONG_AGO);
    return node;
  }

  ObjectNode organisation() {
    ObjectNode node = object();
    String url = api + "/orgs/" + People.ORGANISATION;
    node.put("login", People.ORGANISATION);
    node.put("id", People.ORGANISATION_ID);
    node.put("node_id", node("Organization", People.ORGANISATION_ID));
    node.put("url", url);
    node.put("repos_url", url + "/repos");
    node.put("events_url", url + "/events");
    node.put("hooks_url", url + "/hooks");
    node.put("issues_url", url + "/issues");
    node.put("members_url", url + "/members{/member}");
    node.put("public_members_url", url + "/public_members{/member}");
    node.put("avatar_url", web + "/avatars/" + People.ORGANISATION_ID);
    node.put("description", "");
    return node;
  }

  ObjectNode team(Team team) {
    ObjectNode node = object();
    String url = "%s/organizations/%d/team/%d".formatted(api, People.ORGANISATION_ID, team.id());
    node.put("name", team.name());
    node.put("id", team.id());
    node.put("node_id", node("Team", team.id()));
    node.put("slug", team.slug());
    node.put("description", "");
    node.put("privacy", "closed");
    node.put("notification_setting", "notifications_enabled");
    node.put("url", url);
    node.put("html_url", "%s/orgs/%s/teams/%s".formatted(web, People.ORGANISATION, team.slug()));
    node.put("members_url", url + "/members{/member}");
    node.put("repositories_url", url + "/repos");
    node.put("permission", "pull");
    node.put("type", "organization");
    node.put("organization_id", People.ORGANISATION_ID);
    node.putNull("parent");
    return node;
  }

  /** What only the answer about one team has. */
  ObjectNode fullTeam(Team team) {
    ObjectNode node = team(team);
    node.put("members_count", team.members().size());
    node.put("repos_count", 0);
    time(node, "created_at", LONG_AGO);
    time(node, "updated_at", LONG_AGO);
    ObjectNode organisation = organisation();
    organisation.put("html_url", web + "/" + People.ORGANISATION);
    organisation.put("type", "Organization");
    List.of("has_organization_projects", "has_repository_projects")
        .forEach(has -> organisation.put(has, true));
    List.of("public_repos", "public_gists", "followers", "following")
        .forEach(count -> organisation.put(count, 0));
    List.of("created_at", "updated_at").forEach(field -> time(organisation, field, LONG_AGO));
    organisation.putNull("archived_at");
    node.set("organization", organisation);
    return node;
  }

  ObjectNode membership(Team team, User user, String state) {
    ObjectNode node = object();
    node.put("state", state);
    node.put("role", "member");
    node.put(
        "url",
        "%s/organizations/%d/team/%d/memberships/%s"
            .formatted(api, People.ORGANISATION_ID, team.id(), user.login()));
    return node;
  }

  ObjectNode repository(Repository repository) {
    ObjectNode node = object();
    String owner = repository.name().substring(0, repository.name().indexOf('/'));
    String shortName = repository.name().substring(owner.length() + 1);
    String url = api + "/repos/" + repository.name();
    long id = 4_542_716L + Math.abs(repository.name().toLowerCase(Locale.ROOT).hashCode() % 1000);
    node.put("id", id);
    node.put("node_id", node("Repository", id));
    node.put("name", shortName);
    node.put("full_name", repository.name());
    node.put("private", false);
    node.set("owner", user(new User(People.ORGANISATION_ID, owner, owner, "Organization")));
    node.put("html_url", web + "/" + repository.name());
    node.putNull("description");
    node.put("fork", false);
    node.put("url", url);
    REPOSITORY_URLS.forEach(part -> node.put(part + "_url", url + "/" + part));
    node.put("issues_url", url + "/issues{/number}");
    node.put("labels_url", url + "/labels{/name}");
    String git = web + "/" + repository.name() + ".git";
    List.of("git_url", "ssh_url", "clone_url", "svn_url").forEach(field -> node.put(field, git));
    List.of("mirror_url", "homepage", "language", "license").forEach(node::putNull);
    List.of("forks", "forks_count", "stargazers_count", "watchers", "watchers_count", "size")
        .forEach(count -> node.put(count, 0));
    int open = (int) repository.issues().stream().filter(Issue::isOpen).count();
    node.put("open_issues", open);
    node.put("open_issues_count", open);
    List.of("has_issues", "has_projects", "has_downloads", "has_wiki")
        .forEach(has -> node.put(has, true));
    List.of("has_pages", "archived", "disabled").forEach(has -> node.put(has, false));
    List.of("is_template", "web_commit_signoff_required", "has_discussions")
        .forEach(is -> node.put(is, false));
    node.put("allow_forking", true);
    node.putArray("topics");
    node.put("visibility", "public");
    node.put("default_branch", "master");
    List.of("created_at", "updated_at", "pushed_at").forEach(field -> time(node, field, LONG_AGO));
    return node;
  }
}
