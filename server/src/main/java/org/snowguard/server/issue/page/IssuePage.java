package org.snowguard.server.issue.page;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.core.triage.Priority;
import org.snowguard.core.triage.Remediation;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.ActorNames;
import org.snowguard.server.issue.IssueItem;
import org.snowguard.server.issue.ShippedPackage;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.IssueField.Kind;
import org.snowguard.server.issue.edit.SimilarIssue;
import org.snowguard.server.issue.edit.WaitingCard;

/**
 * One issue.
 *
 * @param items accepted suggestions in it, with what happened to them since
 * @param packages versions that it is about with the channels that carried them
 * @param desk what who may edit it needs, or null
 */
public record IssuePage(
    IssueContent issue,
    List<IssueItem> items,
    List<ShippedPackage> packages,
    List<FindingLines.OfVulnerability> findings,
    ActorNames names,
    List<IssuePanel.Part> panels,
    @Nullable Desk desk) {

  /** What may be added by hand. */
  public static final List<Kind> KINDS = List.of(Kind.values());

  public static final List<Kind> VULNERABILITY_KINDS = List.of(Kind.VULNERABILITY);
  public static final List<Kind> SUBJECT_KINDS =
      List.of(Kind.PROJECT, Kind.PACKAGE, Kind.MODULE, Kind.OWN_PROJECT);
  public static final List<Kind> PEOPLE_KINDS = List.of(Kind.MAINTAINER, Kind.TEAM);
  public static final List<Priority> PRIORITIES = List.of(Priority.values());
  public static final List<Remediation.Kind> REMEDIES = List.of(Remediation.Kind.values());
  public static final List<Verdict> VERDICTS = List.of(Verdict.values());
  public static final List<CloseReason> CLOSE_REASONS = List.of(CloseReason.values());

  /**
   * Of how many vulnerabilities the packages are listed: a kernel's rolling draft holds hundreds.
   */
  public static final int SHOWN = 100;

  /** More vulnerabilities than these are folded. */
  private static final int UNFOLDED = 3;

  public IssuePage {
    items = List.copyOf(items);
    packages = List.copyOf(packages);
    findings = List.copyOf(findings);
    panels = List.copyOf(panels);
  }

  /**
   * For who may edit it.
   *
   * @param team who may be given it
   * @param waiting suggestions that say what this draft says already, and that nobody decided
   * @param own claimed by the reader
   */
  public record Desk(
      List<Account> team,
      List<SimilarIssue> similar,
      List<WaitingCard> waiting,
      List<EditLine> edits,
      boolean own) {
    public Desk {
      waiting = List.copyOf(waiting);
      team = List.copyOf(team);
      similar = List.copyOf(similar);
      edits = List.copyOf(edits);
    }
  }

  /**
   * An edit that was made.
   *
   * @param undoable it is a draft still, and nobody took it back
   */
  public record EditLine(long event, Instant at, String by, String what, boolean undoable) {}

  /** What it is called: its public id, or its number while it is a draft. */
  public String name() {
    String id = issue.publicId();
    return id == null ? "Draft " + issue.id() : id;
  }

  public boolean isDraft() {
    return issue.state() == IssueState.DRAFT;
  }

  public boolean isClosed() {
    return issue.state() == IssueState.CLOSED;
  }

  public boolean isFolded() {
    return findings.size() > UNFOLDED;
  }

  /** Why somebody has to look at a vulnerability again, or null. */
  public @Nullable String flag(String vulnerability) {
    return items.stream()
        .filter(item -> item.publicId().equals(vulnerability))
        .map(IssueItem::flag)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Every package and module that it speaks of, sorted. */
  public List<String> attributes() {
    return issue.findings().stream().map(IssueFinding::attribute).distinct().sorted().toList();
  }
}
