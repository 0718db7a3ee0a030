package org.snowguard.server.publication;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueVulnerability;

/** Which public issue holds instead of one that was closed as a duplicate. */
final class Duplicates {

  private final Map<Long, IssueContent> issues;

  /**
   * @param issues all public ones, by number
   */
  Duplicates(Map<Long, IssueContent> issues) {
    this.issues = issues;
  }

  /**
   * The last of the chain; empty where it leads to a draft, or around, or to an issue that does not
   * speak of all the same vulnerabilities: then nothing else tells what this one did.
   */
  Optional<IssueContent> heldBy(IssueContent issue) {
    Set<Long> visited = new HashSet<>();
    IssueContent last = issue;
    while (last != null && last.closeReason() == CloseReason.DUPLICATE) {
      Long next = last.duplicateOf();
      last = next == null || !visited.add(last.id()) ? null : issues.get(next);
    }
    return Optional.ofNullable(last)
        .filter(target -> target.id() != issue.id())
        .filter(target -> flaws(target).containsAll(flaws(issue)));
  }

  private static Set<String> flaws(IssueContent issue) {
    return issue.vulnerabilities().stream().map(IssueVulnerability::id).collect(Collectors.toSet());
  }
}
