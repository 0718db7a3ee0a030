package org.snowguard.server.remediation.backport;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.web.CurrentAccount;

/** On the page of an issue: what is left to bring to releases. */
record BackportPanel(Backports backports) implements IssuePanel {

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    List<Backport> left = backports.ofIssue(issue.id());
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(new Part("backports", "remediation/section", new BackportSection(left)));
  }
}
