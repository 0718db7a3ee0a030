package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.web.CurrentAccount;

/** On the page of an issue: each status with its reason, and its history. */
final class StatusPanel implements IssuePanel {

  private final Statuses statuses;

  StatusPanel(Statuses statuses) {
    this.statuses = statuses;
  }

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    List<StatusRow> rows = statuses.ofIssue(issue.id());
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Part(
                "status",
                "status/section",
                new StatusSection(issue.publicId(), rows, history(issue, reader).reversed())));
  }

  private List<StatusChange> history(IssueContent issue, @Nullable CurrentAccount reader) {
    if (reader != null && reader.isTriager()) {
      return statuses.history(issue.id());
    }
    Instant publishedAt = issue.moments().publishedAt();
    return publishedAt == null ? List.of() : statuses.publicHistory(issue.id(), publishedAt);
  }
}
