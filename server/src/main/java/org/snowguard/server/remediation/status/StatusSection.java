package org.snowguard.server.remediation.status;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where each package of an issue stands, and how that came about.
 *
 * @param issue its public id, or null of a draft
 * @param rows by vulnerability, channel, package
 * @param history the latest first
 */
public record StatusSection(
    @Nullable String issue, List<StatusRow> rows, List<StatusChange> history) {

  public StatusSection {
    rows = List.copyOf(rows);
    history = List.copyOf(history);
  }
}
