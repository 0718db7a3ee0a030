package org.snowguard.server.issue.talk;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.web.CurrentAccount;

/** On the page of an issue: what is said about it. */
final class TalkPanel implements IssuePanel {

  private final TalkSections sections;

  TalkPanel(TalkSections sections) {
    this.sections = sections;
  }

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    TalkSection section = sections.of(issue.id(), issue.state() == IssueState.DRAFT, reader);
    return section.comments().isEmpty() && !section.signedIn()
        ? Optional.empty()
        : Optional.of(new Part("talk", "talk/section", section));
  }
}
