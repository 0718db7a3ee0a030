package org.snowguard.server.issue.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueVulnerability;

/** What speaks against publishing a draft as it is. */
final class PublicationChecks {

  private PublicationChecks() {}

  static List<PublicationCheck> of(IssueContent issue, IssueBody body, boolean writesBody) {
    List<PublicationCheck> checks = new ArrayList<>();
    if (issue.state() != IssueState.DRAFT) {
      checks.add(hard("not-a-draft", "It is " + issue.state().text() + " already."));
    }
    if (issue.subjects().isEmpty()) {
      checks.add(hard("no-subject", "It is about nothing: put a project or package in."));
    }
    if (issue.vulnerabilities().isEmpty() && issue.description().isBlank()) {
      checks.add(
          hard(
              "says-nothing",
              "It names no vulnerability and describes none: write what is wrong."));
    }
    openness(issue, checks);
    patches(issue, checks);
    rejected(issue, checks);
    if (writesBody && body.isSplit()) {
      checks.add(
          soft(
              "split",
              "GitHub takes no body of this length: %d comments will follow it."
                  .formatted(body.comments().size())));
    }
    return checks;
  }

  private static void openness(IssueContent issue, List<PublicationCheck> checks) {
    List<ChannelState> supported =
        issue.channels().stream().filter(ChannelState::supported).toList();
    if (supported.isEmpty()) {
      checks.add(soft("not-shipped", "No supported channel ships anything of it."));
    } else if (issue.openIn().isEmpty()) {
      boolean mended =
          supported.stream()
              .anyMatch(
                  channel ->
                      channel.worst() == Verdict.PATCHED
                          || channel.worst() == Verdict.ACKNOWLEDGED);
      checks.add(
          mended
              ? soft("fixed", "It is mended in every supported channel already.")
              : soft("not-affected", "Nothing of it is affected in any supported channel."));
    } else if (issue.openIn().stream().noneMatch(c -> c.worst() == Verdict.AFFECTED)) {
      checks.add(soft("unknown", "No package of it is known to be affected: all are unknown."));
    }
  }

  private static void patches(IssueContent issue, List<PublicationCheck> checks) {
    String channels =
        issue.findings().stream()
            .filter(finding -> finding.supported() && !finding.patchesKnown())
            .filter(finding -> finding.version() != null && finding.verdict().isOpen())
            .map(IssueFinding::channel)
            .distinct()
            .collect(Collectors.joining(", "));
    if (!channels.isEmpty()) {
      checks.add(
          soft(
              "patches-unread",
              "Patches of this snapshot were not read yet: " + channels + ". One may fix it."));
    }
  }

  private static void rejected(IssueContent issue, List<PublicationCheck> checks) {
    String ids =
        issue.vulnerabilities().stream()
            .filter(IssueVulnerability::rejected)
            .map(IssueVulnerability::id)
            .collect(Collectors.joining(", "));
    if (!ids.isEmpty()) {
      checks.add(soft("rejected", "The record was rejected: " + ids + "."));
    }
  }

  private static PublicationCheck hard(String code, String words) {
    return new PublicationCheck(code, words, true);
  }

  private static PublicationCheck soft(String code, String words) {
    return new PublicationCheck(code, words, false);
  }
}
