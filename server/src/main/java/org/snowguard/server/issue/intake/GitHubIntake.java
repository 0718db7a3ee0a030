package org.snowguard.server.issue.intake;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.github.GitHubIssue;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.edit.EditOutcome;
import org.snowguard.server.issue.edit.EditingDesk;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueField;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.PackageSpan;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;

/** GitHub issues about security: offered as drafts, or linked to issues of ours. */
final class GitHubIntake {

  /** What nixpkgs puts on issues about security. */
  static final String LABEL = "1.severity: security";

  private static final int MOST_OURS = 5;
  private static final int LONGEST_TITLE = 200;

  private final LinkStore links;
  private final GitHubIssues gitHubIssues;
  private final Issues issues;
  private final EditingDesk desk;
  private final Vulnerabilities vulnerabilities;
  private final PackageIndex packages;

  GitHubIntake(
      LinkStore links,
      GitHubIssues gitHubIssues,
      Issues issues,
      EditingDesk desk,
      Vulnerabilities vulnerabilities,
      PackageIndex packages) {
    this.links = links;
    this.gitHubIssues = gitHubIssues;
    this.issues = issues;
    this.desk = desk;
    this.vulnerabilities = vulnerabilities;
    this.packages = packages;
  }

  Page<Candidate> list(@Nullable Cursor after, int size) {
    Page<GitHubIssue> page = gitHubIssues.labelled(LABEL, after, size);
    Map<String, Long> linked =
        links.linked(page.items().stream().map(GitHubIssue::url).distinct().toList());
    return page.map(
        issue -> {
          Long by = linked.get(issue.url());
          return new Candidate(issue, attributes(issue), by, by == null ? ours(issue) : List.of());
        });
  }

  /** Those words of the title that some channel has as a package. */
  private List<String> attributes(GitHubIssue issue) {
    List<String> words = TitleWords.attributes(issue.title());
    List<String> there =
        packages.current(words).stream().map(PackageSpan::attribute).distinct().toList();
    return words.stream().filter(there::contains).toList();
  }

  /** Issues of ours about the same vulnerabilities. */
  private List<Issue> ours(GitHubIssue issue) {
    Map<Long, Issue> found = new LinkedHashMap<>();
    for (String id : issue.vulnerabilityIds().stream().sorted().toList()) {
      vulnerabilities
          .find(id)
          .map(one -> issues.ofVulnerability(one.id(), null, MOST_OURS))
          .ifPresent(page -> page.items().forEach(one -> found.put(one.id(), one)));
    }
    return List.copyOf(found.values());
  }

  /**
   * Makes a draft of a GitHub issue, linked to it.
   *
   * @throws BadInput if the issue names neither a vulnerability nor a package that we know
   */
  long draft(long number, long actor) {
    String trying = "making a draft of a GitHub issue";
    GitHubIssue issue = find(number, trying);
    Long linked = links.linked(List.of(issue.url())).get(issue.url());
    if (linked != null) {
      throw new Conflict(trying, "#" + number, "issue " + linked + " is linked to it already.");
    }
    List<FieldEdit> fields = new ArrayList<>();
    String reason = "named by #" + number;
    issue.vulnerabilityIds().stream()
        .sorted()
        .forEach(id -> fields.add(added(IssueField.Kind.VULNERABILITY, id, reason)));
    attributes(issue).forEach(name -> fields.add(added(IssueField.Kind.PACKAGE, name, reason)));
    if (fields.isEmpty()) {
      throw new BadInput(
          trying,
          "\"" + issue.title() + "\"",
          "it names no vulnerability and no package that we know: draft it by hand at"
              + " /issues/new.");
    }
    fields.add(link(issue));
    String title = issue.title().strip();
    return desk.making()
        .make(title.substring(0, Math.min(title.length(), LONGEST_TITLE)), fields, actor);
  }

  /** Links an issue of ours to a GitHub issue. */
  void link(long number, long issueId, long actor) {
    String trying = "linking a GitHub issue";
    GitHubIssue issue = find(number, trying);
    Issue ours =
        issues
            .find(issueId)
            .orElseThrow(() -> new NotFound(trying, "issue " + issueId, "look for it at /issues."));
    EditOutcome outcome = desk.edits().edit(issueId, ours.revision(), List.of(link(issue)), actor);
    if (outcome instanceof EditOutcome.Clashed) {
      throw new Conflict(trying, ours.title(), "somebody changed it meanwhile; look again.");
    }
  }

  private static FieldEdit added(IssueField.Kind kind, String name, String reason) {
    return new FieldEdit(new IssueField.Entry(kind, name), FieldValue.added(reason));
  }

  private static FieldEdit link(GitHubIssue issue) {
    return new FieldEdit(
        new IssueField.Link(issue.url()), FieldValue.of("GitHub #" + issue.number()));
  }

  private GitHubIssue find(long number, String trying) {
    return gitHubIssues
        .find(number)
        .orElseThrow(
            () ->
                new NotFound(
                    trying, "#" + number, "see those that were read at " + IntakePages.PATH));
  }

  /**
   * A GitHub issue to take in.
   *
   * @param attributes packages that its title names
   * @param linked the issue of ours that is linked to it, or null
   * @param ours issues of ours about the same vulnerabilities, if none is linked
   */
  record Candidate(
      GitHubIssue issue, List<String> attributes, @Nullable Long linked, List<Issue> ours) {

    boolean namesSomething() {
      return !attributes.isEmpty() || !issue.vulnerabilityIds().isEmpty();
    }
  }
}
