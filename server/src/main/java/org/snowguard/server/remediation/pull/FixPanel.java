package org.snowguard.server.remediation.pull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.IssueItem;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.web.CurrentAccount;

/** On the page of an issue: the pull requests that fix it, with the evidence. */
final class FixPanel implements IssuePanel {

  private final Fixes fixes;
  private final Issues issues;

  FixPanel(Fixes fixes, Issues issues) {
    this.fixes = fixes;
    this.issues = issues;
  }

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    boolean mayJudge = reader != null && reader.isTriager();
    List<Fix> found = mayJudge ? fixes.ofIssueWithRefuted(issue.id()) : fixes.ofIssue(issue.id());
    if (found.isEmpty() && !mayJudge) {
      return Optional.empty();
    }
    List<IssueItem> items = issues.find(issue.id()).map(Issue::items).orElse(List.of());
    if (found.isEmpty() && items.isEmpty()) {
      return Optional.empty();
    }
    Map<Long, String> vulnerabilities =
        items.stream()
            .collect(
                Collectors.toMap(
                    IssueItem::vulnerabilityId, IssueItem::publicId, (one, other) -> one));
    Map<Long, String> projects =
        items.stream()
            .collect(
                Collectors.toMap(IssueItem::projectId, IssueItem::project, (one, other) -> one));
    List<FixSection.Line> lines =
        found.stream()
            .map(
                fix ->
                    FixSection.Line.of(
                        fix,
                        vulnerabilities.getOrDefault(fix.vulnerability(), ""),
                        projects.getOrDefault(fix.project(), "")))
            .toList();
    List<FixSection.Choice> choices =
        mayJudge
            ? items.stream()
                .map(
                    item ->
                        new FixSection.Choice(
                            item.vulnerabilityId(),
                            item.projectId(),
                            item.publicId() + " · " + item.project()))
                .toList()
            : List.of();
    return Optional.of(
        new Part(
            "fixes",
            "remediation/fixes",
            new FixSection("/issue/" + issue.id(), lines, choices, mayJudge)));
  }
}
