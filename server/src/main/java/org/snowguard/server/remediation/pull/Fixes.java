package org.snowguard.server.remediation.pull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Which pull requests remedy what. */
public final class Fixes {

  private final FixStore store;

  Fixes(Jdbi jdbi, String repository) {
    store = new FixStore(jdbi, repository);
  }

  /** Those that nobody refuted, by number of the pull request. */
  public List<Fix> of(long vulnerability, long project) {
    return standing(store.of(vulnerability, project));
  }

  /** Those of a vulnerability in any project, without refuted ones. */
  public List<Fix> ofVulnerability(long vulnerability) {
    return standing(store.ofVulnerability(vulnerability));
  }

  /** Those of all vulnerabilities and projects of an issue, without refuted ones. */
  public List<Fix> ofIssue(long issueId) {
    return standing(store.ofIssue(issueId));
  }

  /** The same, with refuted ones. */
  public List<Fix> ofIssueWithRefuted(long issueId) {
    return store.ofIssue(issueId);
  }

  /** Those of a project, the newest pull request first, without refuted ones. */
  public List<Fix> ofProject(long project, int limit) {
    return standing(store.ofProject(project, limit));
  }

  /** Those of some pull requests, without refuted ones. */
  public List<Fix> ofPulls(Collection<Integer> numbers) {
    return numbers.isEmpty() ? List.of() : standing(store.ofPulls(numbers));
  }

  public Optional<Fix> find(long id) {
    return store.find(id);
  }

  private static List<Fix> standing(List<Fix> fixes) {
    return fixes.stream().filter(fix -> !fix.isRefuted()).toList();
  }
}
