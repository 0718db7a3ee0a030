package org.snowguard.server.issue.content;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;

/**
 * All that a reader, a body or a feed needs of one issue.
 *
 * @param publicId null until it is published
 * @param closeReason null unless closed
 * @param description Markdown as people wrote it, not to be trusted
 * @param vulnerabilities by id, without those that were taken away
 * @param subjects by kind and name, without those that were taken away
 * @param findings by vulnerability, channel in the order of pages, then package
 * @param takenAway what the machine or somebody put in and people took out, with the reason
 * @param people to tell, by numeric id
 * @param teams to tell
 * @param priority the one that holds
 * @param proposedPriority what the vulnerabilities alone suggest
 * @param target until when it should be fixed
 * @param remediation the one that holds
 * @param proposedRemediation the most demanding of what its affected packages take
 */
public record IssueContent(
    long id,
    int revision,
    @Nullable String publicId,
    IssueState state,
    @Nullable CloseReason closeReason,
    @Nullable Long duplicateOf,
    String title,
    String description,
    List<IssueVulnerability> vulnerabilities,
    List<IssueSubject> subjects,
    List<IssueFinding> findings,
    List<TakenAway> takenAway,
    List<IssueLink> links,
    List<PersonToTell> people,
    List<String> teams,
    Priority priority,
    Priority proposedPriority,
    boolean priorityByHand,
    Instant target,
    Remediation.Kind remediation,
    Remediation.Kind proposedRemediation,
    boolean remediationByHand,
    Moments moments,
    Hands hands) {

  public IssueContent {
    vulnerabilities = List.copyOf(vulnerabilities);
    subjects = List.copyOf(subjects);
    findings = List.copyOf(findings);
    takenAway = List.copyOf(takenAway);
    links = List.copyOf(links);
    people = List.copyOf(people);
    teams = List.copyOf(teams);
  }

  /**
   * When what happened; null where it did not.
   *
   * @param createdBy number of the account, or null: a standing rule
   * @param closedOnGitHubAt the mark "closed on GitHub, still affected"
   */
  public record Moments(
      Instant createdAt,
      @Nullable Long createdBy,
      @Nullable Instant publishedAt,
      @Nullable Long publishedBy,
      @Nullable Instant closedAt,
      @Nullable Long closedBy,
      @Nullable Instant closedOnGitHubAt) {}

  /**
   * Who works on it: numbers of accounts. Not public.
   *
   * @param claimedBy null once the claim has run out
   */
  public record Hands(
      @Nullable Long assignee, @Nullable Long claimedBy, @Nullable Instant claimedUntil) {}

  /** The primary channels that it speaks of, supported or not, each at its worst. */
  public List<ChannelState> channels() {
    Map<String, List<IssueFinding>> byChannel =
        findings.stream()
            .collect(
                Collectors.groupingBy(
                    IssueFinding::channel, LinkedHashMap::new, Collectors.toList()));
    return byChannel.values().stream()
        .map(ChannelState::of)
        .sorted(Comparator.comparingInt(ChannelState::position))
        .toList();
  }

  /** The supported primary channels in which it is open. */
  public List<ChannelState> openIn() {
    return channels().stream().filter(ChannelState::isOpen).toList();
  }

  /** What it is called: its public id, or its number while it is a draft. */
  public String name() {
    return publicId == null ? "draft " + id : publicId;
  }
}
