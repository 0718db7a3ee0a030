package org.snowguard.server.issue.page;

import java.util.List;
import org.snowguard.server.issue.edit.IssueField.Kind;

/**
 * The form of a draft made by hand.
 *
 * @param kind what the subject is that is proposed
 * @param name of it, or empty
 * @param vulnerability proposed, or empty
 */
public record NewIssuePage(String kind, String name, String vulnerability) {

  /** What an issue may be about. */
  public static final List<Kind> KINDS =
      List.of(Kind.PROJECT, Kind.PACKAGE, Kind.MODULE, Kind.OWN_PROJECT);
}
