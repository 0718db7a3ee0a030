package org.snowguard.server.publication;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.StatusHow;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.remediation.status.StatusRow;

/**
 * How one package stands in one channel towards one vulnerability.
 *
 * @param vulnerability null while none is known
 * @param attribute attribute path, or option path of a NixOS module
 * @param status {@code affected}, {@code unknown}, {@code fixed} and so on
 * @param reasonCode stable word of the reason
 * @param reason in words
 * @param since when the status began, as far as that can be told; null while nobody has looked
 * @param reviewed whether a person said so
 */
public record StatusLine(
    @Nullable String vulnerability,
    String attribute,
    String channel,
    boolean supported,
    @Nullable String version,
    String status,
    String reasonCode,
    String reason,
    @Nullable Instant since,
    boolean reviewed) {

  /**
   * @param row what was found out beyond the verdict, or null while nobody has yet
   */
  static StatusLine of(IssueFinding finding, @Nullable StatusRow row) {
    StatusRow known = row != null && row.status() == finding.status() ? row : null;
    return new StatusLine(
        finding.vulnerability(),
        finding.attribute(),
        finding.channel(),
        finding.supported(),
        finding.version(),
        finding.status().text(),
        known != null
            ? known.how().code().text()
            : finding.isOverridden() ? "person" : finding.machine().code(),
        known != null ? known.how().text() : finding.reason(),
        known != null ? known.since() : null,
        finding.isOverridden() || (known != null && isSaidByPeople(known.how().code())));
  }

  /** That people took it up does not make a verdict of the machine theirs. */
  private static boolean isSaidByPeople(StatusHow.Code code) {
    return switch (code) {
      case PERSON, DECISION, LANDING, TAKEN_OUT -> true;
      case VERSION,
          PATCH,
          KNOWN_VULNERABILITY,
          RECORD,
          UNDECIDED,
          PULL_REQUEST,
          STAGING,
          BRANCH,
          REMOVED ->
          false;
    };
  }
}
