package org.snowguard.server.remediation.backport;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.pull.BackportPolicy;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.suggestion.FreshCounts;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.LocalPath;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Reply;
import org.snowguard.server.web.Scope;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is left to do on releases, for all projects and for one. */
@Controller
final class BackportPages {

  private static final int SIZE = 50;

  private final Backports backports;
  private final BackportPolicies policies;
  private final Projects projects;
  private final Refutations maintained;
  private final FreshCounts<Boolean, List<Backport>> all;

  BackportPages(
      Backports backports,
      BackportPolicies policies,
      Projects projects,
      Refutations maintained,
      SuggestionChanges changes) {
    this.backports = backports;
    this.policies = policies;
    this.projects = projects;
    this.maintained = maintained;
    all = new FreshCounts<>(changes, whole -> backports.all());
  }

  /** What pull requests and branches tell may be seen some seconds late. */
  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/backports")
  Reply list(@RequestParam(required = false) @Nullable String after) {
    Page<Backport> page = Backports.page(all.of(true), after, SIZE);
    return Reply.page("remediation/backports", new BackportsPage(null, null, false, page))
        .twin(page);
  }

  @Access(value = AccessLevel.PUBLIC, scopes = Scope.READ)
  @GetMapping("/project/{slug}/backports")
  Reply ofProject(
      @PathVariable String slug,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    Project project = project(slug);
    Page<Backport> page = Backports.page(backports.ofProject(project.id()), after, SIZE);
    BackportPolicy policy = policies.of(project.id());
    return Reply.page(
            "remediation/backports",
            new BackportsPage(project.slug(), policy, maySet(project, account), page))
        .twin(new ProjectBackports(policy, page.items(), page.next(), page.total()));
  }

  @Access(AccessLevel.SIGNED_IN)
  @PostMapping("/project/{slug}/backport-policy")
  Reply setPolicy(@PathVariable String slug, @RequestParam String policy, CurrentAccount account) {
    Project project = project(slug);
    if (!maySet(project, account)) {
      throw new Refused(
          Refused.Reason.NOT_ALLOWED,
          "setting how updates come to releases",
          project.slug(),
          "its maintainers and the security team may.");
    }
    policies.set(project, policy, account.number());
    return Reply.redirect("/project/" + LocalPath.segment(project.slug()) + "/backports")
        .notice("Set.");
  }

  private boolean maySet(Project project, @Nullable CurrentAccount account) {
    return account != null
        && (account.isSecurityTeam()
            || !maintained.maintained(account, project.attributes()).isEmpty());
  }

  private Project project(String slug) {
    return projects
        .find(slug)
        .orElseThrow(
            () ->
                new NotFound(
                    "looking for a project",
                    "name \"" + slug + "\"",
                    "search for one of its packages at /search."));
  }
}
