package org.snowguard.server.issue.page;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.triage.Priority;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.IssueItem;
import org.snowguard.server.issue.ShippedPackage;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueLink;
import org.snowguard.server.issue.content.IssueSubject;
import org.snowguard.server.issue.content.IssueVulnerability;
import org.snowguard.server.issue.content.PersonToTell;
import org.snowguard.server.issue.content.TakenAway;

/**
 * An issue as JSON: with people's names, not their numbers.
 *
 * @param id as in its address: the public one, or of a draft its number
 * @param number what forms that change it take
 * @param description Markdown as people wrote it
 * @param channels each at its worst
 * @param findings packages of which the same holds in one line
 * @param assignee by name; null for who may not know, as who holds a claim
 * @param panels what other parts tell of it, by name
 */
public record IssueResourcePage(
    String id,
    long number,
    String state,
    @Nullable String closeReason,
    String title,
    String description,
    String createdBy,
    Instant createdAt,
    @Nullable Instant publishedAt,
    @Nullable Instant closedAt,
    @Nullable Instant closedOnGitHubAt,
    int revision,
    Priority priority,
    Priority proposedPriority,
    Instant target,
    String remediation,
    List<IssueVulnerability> vulnerabilities,
    List<Subject> subjects,
    List<InChannel> channels,
    List<FindingLines.OfVulnerability> findings,
    List<Taken> takenAway,
    List<IssueLink> links,
    List<PersonToTell> people,
    List<String> teams,
    @Nullable String assignee,
    @Nullable String claimedBy,
    @Nullable Instant claimedUntil,
    List<IssueItem> items,
    List<ShippedPackage> packages,
    Map<String, Object> panels) {

  /** Where it stands in a channel. */
  public record InChannel(
      String channel,
      boolean supported,
      String worst,
      String status,
      boolean open,
      List<String> openPackages) {
    static InChannel of(ChannelState state) {
      return new InChannel(
          state.channel(),
          state.supported(),
          state.worst().text(),
          state.status().text(),
          state.isOpen(),
          state.openPackages());
    }
  }

  /** What it is about. */
  public record Subject(
      String kind, String name, @Nullable String version, boolean byHand, @Nullable String reason) {
    static Subject of(IssueSubject subject) {
      return new Subject(
          subject.kind().text(),
          subject.name(),
          subject.version(),
          subject.byHand(),
          subject.reason());
    }
  }

  /**
   * What people took out.
   *
   * @param by by name; null for who may not know, as when
   */
  public record Taken(
      String kind, String name, String reason, @Nullable String by, @Nullable Instant at) {
    static Taken of(TakenAway taken, Around around) {
      boolean insider = around.insider();
      return new Taken(
          taken.kind(),
          taken.name(),
          taken.reason(),
          insider ? around.names().of(taken.by()) : null,
          insider ? taken.at() : null);
    }
  }

  /** What stands around an issue's content. */
  record Around(
      List<IssueItem> items,
      List<ShippedPackage> packages,
      ActorNames names,
      boolean insider,
      List<IssuePanel.Part> panels) {}

  static IssueResourcePage of(IssueContent content, Around around) {
    IssueContent.Moments moments = content.moments();
    IssueContent.Hands hands = content.hands();
    CloseReason reason = content.closeReason();
    String publicId = content.publicId();
    Map<String, Object> panels = new LinkedHashMap<>();
    around.panels().forEach(part -> panels.put(part.name(), part.record()));
    return new IssueResourcePage(
        publicId == null ? String.valueOf(content.id()) : publicId,
        content.id(),
        content.state().text(),
        reason == null ? null : reason.text(),
        content.title(),
        content.description(),
        maker(moments.createdBy(), around.names()),
        moments.createdAt(),
        moments.publishedAt(),
        moments.closedAt(),
        moments.closedOnGitHubAt(),
        content.revision(),
        content.priority(),
        content.proposedPriority(),
        content.target(),
        content.remediation().text(),
        content.vulnerabilities(),
        content.subjects().stream().map(Subject::of).toList(),
        content.channels().stream().map(InChannel::of).toList(),
        FindingLines.of(content.findings(), around.names()),
        content.takenAway().stream().map(taken -> Taken.of(taken, around)).toList(),
        content.links(),
        content.people(),
        content.teams(),
        around.insider() ? named(hands.assignee(), around.names()) : null,
        around.insider() ? named(hands.claimedBy(), around.names()) : null,
        around.insider() ? hands.claimedUntil() : null,
        around.items(),
        around.packages(),
        panels);
  }

  private static @Nullable String named(@Nullable Long account, ActorNames names) {
    return account == null ? null : names.of(account);
  }

  /** Who made it, for people. */
  public static String maker(@Nullable Long createdBy, ActorNames names) {
    return createdBy == null ? "a standing rule" : names.of(createdBy);
  }
}
