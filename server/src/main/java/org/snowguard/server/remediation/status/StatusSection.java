package org.snowguard.server.remediation.status;

import java.util.List;

/**
 * Where each package of an issue stands, and how that came about.
 *
 * @param rows by vulnerability, channel, package
 * @param history the latest first
 */
public record StatusSection(List<StatusRow> rows, List<StatusChange> history) {

  public StatusSection {
    rows = List.copyOf(rows);
    history = List.copyOf(history);
  }
}
