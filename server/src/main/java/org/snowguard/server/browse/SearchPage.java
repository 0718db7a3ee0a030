package org.snowguard.server.browse;

import java.util.List;
import org.snowguard.server.vulnerability.Vulnerability;

/** What was found for some words. */
public record SearchPage(
    String query,
    List<Vulnerability> vulnerabilities,
    List<String> projects,
    List<String> packages) {
  public boolean isEmpty() {
    return vulnerabilities.isEmpty() && projects.isEmpty() && packages.isEmpty();
  }
}
