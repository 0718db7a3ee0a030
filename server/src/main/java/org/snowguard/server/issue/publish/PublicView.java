package org.snowguard.server.issue.publish;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.publish.PublicIssue;
import org.snowguard.core.publish.PublicIssue.ChannelPackages;
import org.snowguard.core.publish.PublicIssue.Flaw;
import org.snowguard.core.publish.PublicIssue.Link;
import org.snowguard.core.publish.PublicIssue.PackageLine;
import org.snowguard.core.publish.PublicIssue.Score;
import org.snowguard.core.publish.PublicIssue.ToTell;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.issue.content.PersonToTell;

/** What of an issue the world reads. */
final class PublicView {

  private static final Comparator<IssueFinding> WORST_FIRST =
      Comparator.comparingInt(finding -> IssueFinding.WORST_FIRST.indexOf(finding.verdict()));

  private final PublicAddress address;

  PublicView(PublicAddress address) {
    this.address = address;
  }

  /**
   * As its GitHub issue shows it.
   *
   * @param mentioned numbers of those whom it mentions; others are named
   */
  PublicIssue of(IssueContent issue, String publicId, Set<Long> mentioned) {
    return new PublicIssue(
        publicId,
        address.issue(publicId),
        issue.title(),
        issue.description(),
        status(issue),
        issue.remediation().label(),
        issue.vulnerabilities().stream().map(this::flaw).toList(),
        channels(issue),
        issue.links().stream().map(link -> new Link(link.title(), link.url())).toList(),
        issue.people().stream()
            .sorted(Comparator.comparingLong(PersonToTell::gitHubId))
            .map(
                person ->
                    new ToTell(
                        person.gitHubId(), person.name(), mentioned.contains(person.gitHubId())))
            .toList());
  }

  private static @Nullable String status(IssueContent issue) {
    if (issue.state() != IssueState.CLOSED) {
      return null;
    }
    return "closed: " + (issue.closeReason() == null ? "" : issue.closeReason().label());
  }

  private Flaw flaw(IssueVulnerability vulnerability) {
    String headline = vulnerability.headline();
    return new Flaw(
        vulnerability.id(),
        address.vulnerability(vulnerability.id()),
        headline.equals(vulnerability.id()) ? "" : headline,
        score(vulnerability),
        vulnerability.knownExploitedSince() != null);
  }

  private static List<Score> score(IssueVulnerability vulnerability) {
    Float base = vulnerability.score();
    if (base == null) {
      return List.of();
    }
    String vector = vulnerability.cvssVector();
    String severity = vulnerability.severity();
    String words =
        String.format(Locale.ROOT, "%.1f", base) + (severity == null ? "" : " " + severity);
    return List.of(new Score("CVSS", words, vector, "the record"));
  }

  private static List<ChannelPackages> channels(IssueContent issue) {
    boolean several = issue.vulnerabilities().size() > 1;
    Map<String, Map<String, IssueFinding>> worst = new LinkedHashMap<>();
    for (IssueFinding finding : issue.findings()) {
      worst
          .computeIfAbsent(finding.channel(), channel -> new TreeMap<>())
          .merge(
              finding.attribute(),
              finding,
              (one, other) -> WORST_FIRST.compare(one, other) <= 0 ? one : other);
    }
    return issue.channels().stream()
        .map(channel -> packages(channel, worst.getOrDefault(channel.channel(), Map.of()), several))
        .toList();
  }

  private static ChannelPackages packages(
      ChannelState channel, Map<String, IssueFinding> worst, boolean several) {
    return new ChannelPackages(
        channel.channel(),
        channel.supported(),
        worst.values().stream()
            .sorted(WORST_FIRST.thenComparing(IssueFinding::attribute))
            .map(
                finding ->
                    new PackageLine(
                        finding.attribute(),
                        finding.version(),
                        finding.verdict(),
                        several && finding.vulnerability() != null
                            ? finding.vulnerability() + ": " + finding.reason()
                            : finding.reason()))
            .toList());
  }
}
