package org.snowguard.server.publication;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueLink;
import org.snowguard.server.issue.content.IssueSubject;
import org.snowguard.server.issue.content.IssueVulnerability;

/**
 * An issue as programs read it: what anybody may know of it, and nobody's name.
 *
 * @param id for example {@code NIXPKGS-2026-0001}
 * @param url of its page
 * @param state as IssueState spells it, never a draft
 * @param closeReason null unless closed
 * @param duplicateOf id of the issue that holds instead, or null
 * @param description Markdown as people wrote it, not to be trusted
 * @param changedAt when anything here last did
 */
public record IssueForm(
    String id,
    String url,
    String state,
    @Nullable String closeReason,
    @Nullable String duplicateOf,
    String title,
    String description,
    @Nullable Instant publishedAt,
    @Nullable Instant closedAt,
    @Nullable Instant changedAt,
    String priority,
    Instant target,
    String remediation,
    List<Flaw> vulnerabilities,
    List<Subject> subjects,
    List<InChannel> channels,
    List<StatusLine> status,
    List<IssueLink> links) {

  /** A vulnerability of it. */
  public record Flaw(
      String id,
      String url,
      String headline,
      @Nullable String severity,
      @Nullable Float score,
      @Nullable String cvssVector,
      boolean knownExploited,
      boolean rejected) {}

  /** What it is about. */
  public record Subject(String kind, String name, @Nullable String version) {}

  /** Where it stands in a channel: its worst package. */
  public record InChannel(
      String channel, boolean supported, boolean open, List<String> openPackages) {}

  static IssueForm of(
      IssueContent issue,
      String id,
      @Nullable String duplicateOf,
      Standings standings,
      Address to) {
    return new IssueForm(
        id,
        to.issue(id),
        issue.state().text(),
        issue.closeReason() == null ? null : issue.closeReason().text(),
        duplicateOf,
        issue.title(),
        issue.description(),
        issue.moments().publishedAt(),
        issue.moments().closedAt(),
        null,
        issue.priority().name(),
        issue.target(),
        issue.remediation().text(),
        issue.vulnerabilities().stream().map(flaw -> flaw(flaw, to)).toList(),
        issue.subjects().stream().map(IssueForm::subject).toList(),
        issue.channels().stream().map(IssueForm::channel).toList(),
        issue.findings().stream().map(finding -> standings.line(issue.id(), finding)).toList(),
        issue.links());
  }

  private static Flaw flaw(IssueVulnerability flaw, Address to) {
    return new Flaw(
        flaw.id(),
        to.vulnerability(flaw.id()),
        flaw.headline(),
        flaw.severity(),
        flaw.score(),
        flaw.cvssVector(),
        flaw.knownExploitedSince() != null,
        flaw.rejected());
  }

  private static Subject subject(IssueSubject subject) {
    return new Subject(subject.kind().text(), subject.name(), subject.version());
  }

  private static InChannel channel(ChannelState state) {
    return new InChannel(state.channel(), state.supported(), state.isOpen(), state.openPackages());
  }

  IssueForm changedAt(Instant at) {
    return new IssueForm(
        id,
        url,
        state,
        closeReason,
        duplicateOf,
        title,
        description,
        publishedAt,
        closedAt,
        at,
        priority,
        target,
        remediation,
        vulnerabilities,
        subjects,
        channels,
        status,
        links);
  }
}
