package org.snowguard.server.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.FixOpinion;
import org.snowguard.server.remediation.pull.Fixes;

/** Merged pull requests of which a person confirmed that they fix it: each backport is one. */
final class ConfirmedFixes implements FixCommits {

  private final Fixes fixes;
  private final Projects projects;

  ConfirmedFixes(Fixes fixes, Projects projects) {
    this.fixes = fixes;
    this.projects = projects;
  }

  @Override
  public Map<String, List<String>> of(IssueContent issue) {
    List<Fix> confirmed =
        fixes.ofIssue(issue.id()).stream()
            .filter(fix -> fix.opinion() == FixOpinion.CONFIRMED)
            .filter(fix -> fix.pull().mergeCommit() != null)
            .toList();
    if (confirmed.isEmpty()) {
      return Map.of();
    }
    Set<String> attributes =
        issue.findings().stream().map(IssueFinding::attribute).collect(Collectors.toSet());
    Map<Long, Project> known =
        projects.byIds(confirmed.stream().map(Fix::project).distinct().toList());
    Map<String, Set<String>> commits = new TreeMap<>();
    for (Fix fix : confirmed) {
      Project project = known.get(fix.project());
      String commit = fix.pull().mergeCommit();
      if (project != null && commit != null) {
        project.attributes().stream()
            .filter(attributes::contains)
            .forEach(
                attribute ->
                    commits.computeIfAbsent(attribute, key -> new TreeSet<>()).add(commit));
      }
    }
    Map<String, List<String>> sorted = new TreeMap<>();
    commits.forEach((attribute, of) -> sorted.put(attribute, new ArrayList<>(of)));
    return sorted;
  }
}
