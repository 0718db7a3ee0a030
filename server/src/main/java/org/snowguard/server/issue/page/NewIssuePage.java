package org.snowguard.server.issue.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.web.BadInput;

/**
 * The form of a draft made by hand, with what was proposed or typed; empty where nothing was.
 *
 * @param kind what the subject is
 * @param name of it
 * @param vulnerabilities ids with commas or spaces between
 * @param fault what of it cannot be, or null
 */
public record NewIssuePage(
    String title,
    String kind,
    String name,
    String vulnerabilities,
    String description,
    @Nullable Fault fault) {

  /** What an issue may be about. */
  public static final List<Kind> KINDS =
      List.of(Kind.PROJECT, Kind.PACKAGE, Kind.MODULE, Kind.OWN_PROJECT);

  /** Why no draft was made, and what to do. */
  public record Fault(String input, String advice) {}

  static NewIssuePage proposing(String kind, String name, String vulnerability) {
    return new NewIssuePage("", kind, name, vulnerability, "", null);
  }

  NewIssuePage refused(BadInput bad) {
    return new NewIssuePage(
        title, kind, name, vulnerabilities, description, new Fault(bad.input(), bad.advice()));
  }
}
