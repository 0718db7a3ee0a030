package org.snowguard.server.issue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Reply;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Issues. Drafts exist for triagers only: to everybody else they are not there. */
@Controller
final class IssuePages {

  private static final int SIZE = 50;
  private static final String DRAFT = "draft";
  private static final String PUBLISHED = "published";
  private static final String CLOSED = "closed";

  private final Issues issues;
  private final ShippedIssues shipped;
  private final Accounts accounts;

  IssuePages(Issues issues, ShippedIssues shipped, Accounts accounts) {
    this.issues = issues;
    this.shipped = shipped;
    this.accounts = accounts;
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/issues")
  Reply list(
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String after,
      @Nullable CurrentAccount account) {
    List<String> states =
        isInsider(account) ? List.of(DRAFT, PUBLISHED, CLOSED) : List.of(PUBLISHED, CLOSED);
    String shown = state == null ? states.getFirst() : state;
    if (!states.contains(shown)) {
      throw new BadInput(
          "listing issues",
          "state \"" + shown + "\"",
          "use one of " + String.join(", ", states) + ".");
    }
    Page<Issue> page = issues.list(shown, after, SIZE);
    ActorNames names =
        accounts.names(page.items().stream().map(Issue::createdBy).collect(Collectors.toSet()));
    Map<IssuePackage, ShippedPackage> packages =
        shipped.shipped(page.items().stream().flatMap(issue -> issue.packages().stream()).toList());
    return Reply.page("issue/issues", new IssuesPage(page, shown, states, names))
        .twin(
            page.map(
                issue ->
                    IssueResourcePage.of(
                        issue, names.of(issue.createdBy()), packagesOf(issue, packages))));
  }

  @Access(AccessLevel.PUBLIC)
  @GetMapping("/issue/{id}")
  Reply show(@PathVariable String id, @Nullable CurrentAccount account) {
    Issue issue = find(id, account);
    String createdBy = accounts.names(List.of(issue.createdBy())).of(issue.createdBy());
    List<ShippedPackage> packages = packagesOf(issue, shipped.shipped(issue.packages()));
    return Reply.page("issue/issue", new IssuePage(issue, createdBy, packages))
        .twin(IssueResourcePage.of(issue, createdBy, packages));
  }

  private static List<ShippedPackage> packagesOf(
      Issue issue, Map<IssuePackage, ShippedPackage> packages) {
    return issue.packages().stream().map(packages::get).filter(Objects::nonNull).toList();
  }

  /** What the page of a package offers for a version that a channel carried. */
  @Access(AccessLevel.TRIAGER)
  @PostMapping("/issues/shipped")
  Reply draftShipped(
      @RequestParam String attribute, @RequestParam String version, CurrentAccount account) {
    ShippedIssues.Drafted drafted = shipped.draft(attribute, version, account.number());
    return Reply.redirect("/issue/" + drafted.issueId())
        .notice(drafted.isNew() ? "Drafted." : "There was a draft about it already: this one.");
  }

  @Access(AccessLevel.TRIAGER)
  @PostMapping("/issue/{id}/title")
  Reply rename(
      @PathVariable long id,
      @RequestParam int revision,
      @RequestParam String title,
      CurrentAccount account) {
    issues.rename(id, revision, title, account.number());
    return Reply.redirect("/issue/" + id).notice("Renamed.");
  }

  private Issue find(String id, @Nullable CurrentAccount account) {
    return number(id)
        .flatMap(issues::find)
        .filter(issue -> isInsider(account) || !issue.isDraft())
        .orElseThrow(
            () ->
                new NotFound(
                    "opening an issue", "\"" + id + "\"", "see the list of issues at /issues."));
  }

  private static Optional<Long> number(String id) {
    return id.matches("\\d{1,18}") ? Optional.of(Long.parseLong(id)) : Optional.empty();
  }

  private static boolean isInsider(@Nullable CurrentAccount account) {
    return account != null && account.isTriager();
  }
}
