package org.snowguard.server.issue.publish;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.github.GitHubIssues;
import org.snowguard.server.github.outbox.GitHubOutbox;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.web.CurrentAccount;

/** Shows on an issue's page where it stands on GitHub. */
final class GitHubPanel implements IssuePanel {

  private final PublicationStore store;
  private final GitHubOutbox outbox;
  private final GitHubIssues gitHubIssues;

  GitHubPanel(PublicationStore store, GitHubOutbox outbox, GitHubIssues gitHubIssues) {
    this.store = store;
    this.outbox = outbox;
    this.gitHubIssues = gitHubIssues;
  }

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    boolean insider = reader != null && reader.isTriager();
    if (issue.state() == IssueState.DRAFT) {
      return insider ? Optional.of(part(GitHubPart.draft(issue.id()))) : Optional.empty();
    }
    return store
        .side(issue.id())
        .flatMap(side -> of(side, insider))
        .map(
            part ->
                insider ? part.withGivenUp(outbox.givenUp(GitHubSide.subject(issue.id()))) : part)
        .map(GitHubPanel::part);
  }

  private Optional<GitHubPart> of(GitHubSide side, boolean insider) {
    Long number = side.number();
    if (number != null) {
      return Optional.of(GitHubPart.standing(side, gitHubIssues.find(number).orElse(null)));
    }
    return outbox
        .of(GitHubSide.subject(side.issueId()))
        .map(delivery -> GitHubPart.pending(side.issueId(), delivery, insider));
  }

  private static Part part(GitHubPart record) {
    return new Part("github", "issue/github", record);
  }
}
