package org.snowguard.server.issue.edit;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.PackageHistory;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;

/** What the ways of changing issues share, wired once for the server and for tests. */
public final class EditingDesk {

  private final IssueEdits edits;
  private final IssueClaims claims;
  private final IssueMaking making;
  private final SimilarIssues similar;
  private final IssueDiscards discards;

  public EditingDesk(
      Jdbi jdbi,
      Issues issues,
      Vulnerabilities vulnerabilities,
      Projects projects,
      PackageHistory packages,
      Accounts accounts,
      EventLog events,
      Supplier<List<IssueListener>> listeners,
      Transactions transactions,
      Clock clock) {
    EditStore store = new EditStore(jdbi);
    OverlayStore overlay = new OverlayStore(jdbi);
    FieldChecks checks = new FieldChecks(vulnerabilities, projects, packages, accounts, store);
    FieldWriting writing = new FieldWriting(store, overlay, issues, events, listeners, clock);
    FieldHistory history = new FieldHistory(events);
    edits = new IssueEdits(store, checks, writing, history, events, transactions, clock);
    claims = new IssueClaims(store, accounts, events, transactions, clock);
    making = new IssueMaking(store, checks, writing, events, transactions, clock);
    discards =
        new IssueDiscards(
            store, overlay, new MovedStore(jdbi), writing, events, transactions, clock);
    similar = new SimilarIssues(jdbi, store, discards, events, listeners, transactions);
  }

  public IssueDiscards discards() {
    return discards;
  }

  public SimilarIssues similar() {
    return similar;
  }

  public IssueEdits edits() {
    return edits;
  }

  public IssueClaims claims() {
    return claims;
  }

  public IssueMaking making() {
    return making;
  }
}
