package org.snowguard.server.publication;

import java.util.List;
import java.util.Map;
import org.snowguard.server.issue.content.IssueContent;

/** Which commits of nixpkgs fix an issue. */
public interface FixCommits {

  /**
   * By attribute the fix and every backport of it, sorted; empty while none is known.
   *
   * @param issue a public one
   */
  Map<String, List<String>> of(IssueContent issue);
}
