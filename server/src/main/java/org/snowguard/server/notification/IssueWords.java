package org.snowguard.server.notification;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueVulnerability;

/** What is told of an issue, in plain text. Text of records is cut and kept to one line. */
final class IssueWords {

  private static final int LONGEST = 160;
  private static final int VULNERABILITIES = 20;

  private IssueWords() {}

  /** In one line, without control characters. */
  static String line(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST).strip() + "…";
  }

  static String published(IssueContent issue) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Priority %s, to be fixed by %s."
            .formatted(
                issue.priority().name(), LocalDate.ofInstant(issue.target(), ZoneOffset.UTC)));
    issue.vulnerabilities().stream()
        .limit(VULNERABILITIES)
        .forEach(vulnerability -> lines.add(vulnerability(vulnerability)));
    int more = issue.vulnerabilities().size() - VULNERABILITIES;
    if (more > 0) {
      lines.add("and %d more".formatted(more));
    }
    lines.add(standing(issue));
    return String.join("\n", lines);
  }

  private static String vulnerability(IssueVulnerability vulnerability) {
    String severity =
        vulnerability.severity() == null
            ? ""
            : " (%s %s)".formatted(vulnerability.severity(), vulnerability.score());
    String exploited = vulnerability.knownExploitedSince() == null ? "" : ", known to be exploited";
    return line(vulnerability.id() + severity + exploited + ": " + vulnerability.headline());
  }

  /** Where something is left to do. */
  static String standing(IssueContent issue) {
    List<ChannelState> open = issue.openIn();
    if (open.isEmpty()) {
      return "Nothing is left to do in any supported channel.";
    }
    return String.join(
        "\n",
        open.stream()
            .map(
                state ->
                    "%s: %s in %s"
                        .formatted(
                            state.channel(),
                            state.worst().text().replace('_', ' '),
                            Standing.some(state.openPackages())))
            .toList());
  }
}
