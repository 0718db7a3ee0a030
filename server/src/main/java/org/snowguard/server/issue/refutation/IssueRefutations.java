package org.snowguard.server.issue.refutation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.issue.Issue;
import org.snowguard.server.issue.IssueItem;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueFinding;
import org.snowguard.server.issue.edit.EditOutcome;
import org.snowguard.server.issue.edit.FieldEdit;
import org.snowguard.server.issue.edit.FieldValue;
import org.snowguard.server.issue.edit.IssueEdits;
import org.snowguard.server.issue.edit.IssueField;
import org.snowguard.server.suggestion.Refutation;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Transactions;

/**
 * A maintainer disputes what a published issue says of one package; confirming it judges that
 * package otherwise in the whole issue, which is an edit like any other.
 */
public final class IssueRefutations {

  private final Refutations refutations;
  private final Issues issues;
  private final IssueEdits edits;
  private final Transactions transactions;

  IssueRefutations(
      Refutations refutations, Issues issues, IssueEdits edits, Transactions transactions) {
    this.refutations = refutations;
    this.issues = issues;
    this.edits = edits;
    this.transactions = transactions;
  }

  /** Whether nobody is to be called about an issue: a maintainer disputes what it says. */
  public boolean isPaused(long issueId) {
    if (!openOf(issueId).isEmpty()) {
      return true;
    }
    List<Long> suggestions =
        issues.find(issueId).map(Issue::items).orElse(List.of()).stream()
            .map(IssueItem::suggestionId)
            .toList();
    return refutations.isPaused(suggestions);
  }

  /** Open ones about an issue itself. */
  public List<Refutation> openOf(long issueId) {
    return refutations.openOf(Issues.SUBJECT, List.of(issueId));
  }

  /** Packages of an issue that a reader maintains and whose verdict nobody disputes yet. */
  List<String> refutable(
      IssueContent issue, Collection<Refutation> open, @Nullable CurrentAccount reader) {
    if (issue.state() != IssueState.PUBLISHED) {
      return List.of();
    }
    Set<String> attributes = new TreeSet<>();
    issue.findings().stream()
        .filter(finding -> finding.supported() && finding.verdict().isOpen())
        .map(IssueFinding::attribute)
        .forEach(attributes::add);
    open.forEach(disputed -> attributes.remove(disputed.attribute()));
    return refutations.maintained(reader, attributes).stream().sorted().toList();
  }

  /** Disputes what a published issue says of a package. */
  public long refute(
      long issueId, String attribute, String claim, String note, CurrentAccount maintainer) {
    String trying = "disputing a verdict";
    return transactions.call(
        () -> {
          IssueContent issue =
              issues
                  .content(issueId)
                  .filter(found -> found.state() != IssueState.DRAFT)
                  .orElseThrow(
                      () ->
                          new NotFound(
                              trying, "issue " + issueId, "see the list of issues at /issues."));
          if (issue.state() != IssueState.PUBLISHED) {
            throw new Conflict(trying, issue.title(), "it is closed already.");
          }
          boolean isOpen =
              issue.findings().stream()
                  .anyMatch(
                      finding ->
                          finding.attribute().equals(attribute) && finding.verdict().isOpen());
          if (!isOpen) {
            throw new BadInput(
                trying, "package " + attribute, "the issue does not call it affected or unknown.");
          }
          return refutations.refute(
              new Refutations.Subject(Issues.SUBJECT, issueId, issue.title(), null, null),
              attribute,
              claim,
              note,
              maintainer);
        });
  }

  /**
   * Agrees: the package is judged so in all channels and for all vulnerabilities of the issue.
   *
   * @param revision of the issue that the triager looked at
   */
  public void confirm(long id, int revision, @Nullable String answer, long actor) {
    String trying = "confirming a refutation";
    transactions.run(
        () -> {
          Refutation open = refutations.lockOpen(id, Issues.SUBJECT, trying);
          FieldEdit edit =
              new FieldEdit(
                  new IssueField.Judgement("", "", open.attribute()),
                  new FieldValue(open.claim(), "its maintainer: " + open.note()));
          switch (edits.edit(open.subjectId(), revision, List.of(edit), actor)) {
            case EditOutcome.Saved _ -> refutations.confirmed(open, answer, actor);
            case EditOutcome.Clashed _, EditOutcome.Overtaken _ ->
                throw new Conflict(
                    trying, open.label(), "somebody judged the package otherwise; reload.");
          }
        });
  }

  /** Disagrees, with a word for the maintainer. */
  public void reject(long id, String answer, long actor) {
    transactions.run(
        () ->
            refutations.reject(
                refutations.lockOpen(id, Issues.SUBJECT, "rejecting a refutation"), answer, actor));
  }
}
