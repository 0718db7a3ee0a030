package org.snowguard.server.publication;

import org.jspecify.annotations.Nullable;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.IssueFinding;

/**
 * How one package stands in one channel towards one vulnerability.
 *
 * @param vulnerability null while none is known
 * @param attribute attribute path, or option path of a NixOS module
 * @param status {@code affected}, {@code unknown}, {@code fixed} and so on
 * @param reasonCode stable word of the reason
 * @param reason in words
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
    boolean reviewed) {

  static StatusLine of(IssueFinding finding) {
    return new StatusLine(
        finding.vulnerability(),
        finding.attribute(),
        finding.channel(),
        finding.supported(),
        finding.version(),
        status(finding.verdict()),
        finding.isOverridden() ? "judged_by_people" : finding.machine().code(),
        finding.reason(),
        finding.isOverridden());
  }

  private static String status(Verdict verdict) {
    return switch (verdict) {
      case PATCHED -> "fixed";
      case AFFECTED, NOT_AFFECTED, ACKNOWLEDGED, UNKNOWN -> verdict.text();
    };
  }
}
