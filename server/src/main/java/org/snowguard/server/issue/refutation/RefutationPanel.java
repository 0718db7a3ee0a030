package org.snowguard.server.issue.refutation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.suggestion.Refutation;
import org.snowguard.server.web.CurrentAccount;

/** On the page of an issue: what is disputed, and the form for maintainers. */
final class RefutationPanel implements IssuePanel {

  private final IssueRefutations refutations;

  RefutationPanel(IssueRefutations refutations) {
    this.refutations = refutations;
  }

  @Override
  public Optional<Part> of(IssueContent issue, @Nullable CurrentAccount reader) {
    List<Refutation> open = refutations.openOf(issue.id());
    List<String> refutable = refutations.refutable(issue, open, reader);
    if (open.isEmpty() && refutable.isEmpty()) {
      return Optional.empty();
    }
    List<RefutationSection.Line> lines =
        open.stream()
            .map(
                disputed ->
                    new RefutationSection.Line(
                        disputed.id(),
                        disputed.madeAt(),
                        disputed.attribute(),
                        disputed.words(),
                        disputed.note()))
            .toList();
    boolean mayAnswer = reader != null && reader.isTriager();
    return Optional.of(
        new Part(
            "disputed",
            "refutation/section",
            new RefutationSection(issue.id(), issue.revision(), lines, refutable, mayAnswer)));
  }
}
