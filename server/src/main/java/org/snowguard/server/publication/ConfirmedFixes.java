package org.snowguard.server.publication;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.landing.BranchName;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.nixpkgs.Project;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.remediation.landing.Landing;
import org.snowguard.server.remediation.pull.Fix;
import org.snowguard.server.remediation.pull.FixOpinion;
import org.snowguard.server.remediation.pull.Fixes;

/**
 * Merged pull requests of which a person confirmed that they fix it, and their twins: on each
 * branch the commit that stands there. Where no branch is known to have one, it and its backports
 * count by what GitHub says is merged.
 */
final class ConfirmedFixes implements FixCommits {

  private final Fixes fixes;
  private final Projects projects;
  private final Function<String, List<Landing>> landings;

  /**
   * @param landings where a commit and its twins were seen
   */
  ConfirmedFixes(Fixes fixes, Projects projects, Function<String, List<Landing>> landings) {
    this.fixes = fixes;
    this.projects = projects;
    this.landings = landings;
  }

  @Override
  public Map<String, List<String>> of(IssueContent issue) {
    List<Fix> all = fixes.ofIssue(issue.id());
    List<Fix> confirmed =
        all.stream().filter(fix -> fix.opinion() == FixOpinion.CONFIRMED).toList();
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
      if (project != null) {
        Set<String> of = commits(fix, all);
        project.attributes().stream()
            .filter(attributes::contains)
            .filter(attribute -> !of.isEmpty())
            .forEach(
                attribute -> commits.computeIfAbsent(attribute, key -> new TreeSet<>()).addAll(of));
      }
    }
    Map<String, List<String>> sorted = new TreeMap<>();
    commits.forEach((attribute, of) -> sorted.put(attribute, new ArrayList<>(of)));
    return sorted;
  }

  private Set<String> commits(Fix fix, List<Fix> all) {
    Set<String> commits = new TreeSet<>();
    String merged = fix.pull().mergeCommit();
    if (merged == null) {
      return commits;
    }
    List<Landing> seen = landings.apply(merged);
    if (!seen.isEmpty()) {
      // What was reverted everywhere is no fix any more, whatever GitHub calls merged.
      seen.stream()
          .filter(landing -> landing.stands() && isBranch(landing.ref()))
          .forEach(landing -> commits.add(landing.commit()));
      return commits;
    }
    commits.add(merged);
    commits.addAll(backports(fix, all));
    return commits;
  }

  /**
   * What was merged to bring a fix to releases, where it is sure to fix the same in the same
   * project: a person may have refuted it for this vulnerability and left it for another.
   */
  static Set<String> backports(Fix fix, List<Fix> all) {
    List<Fix> same =
        all.stream()
            .filter(other -> other.vulnerability() == fix.vulnerability())
            .filter(other -> other.project() == fix.project())
            .toList();
    Set<String> commits = new TreeSet<>();
    for (Fix other : same) {
      @Nullable String backport = other.pull().mergeCommit();
      if (backport != null && other.isSure() && isBackport(other, fix.pull().number(), same)) {
        commits.add(backport);
      }
    }
    return commits;
  }

  private static boolean isBranch(String ref) {
    return BranchName.of(ref).filter(name -> name.kind() != BranchName.Kind.CHANNEL).isPresent();
  }

  /** Whether one brings another one, or a backport of it, to a release. */
  private static boolean isBackport(Fix fix, int number, List<Fix> all) {
    Set<Integer> seen = new TreeSet<>();
    Integer original = fix.backportOf();
    while (original != null && seen.add(original)) {
      if (original == number) {
        return true;
      }
      int next = original;
      original =
          all.stream()
              .filter(one -> one.pull().number() == next)
              .map(Fix::backportOf)
              .filter(Objects::nonNull)
              .findFirst()
              .orElse(null);
    }
    return false;
  }
}
