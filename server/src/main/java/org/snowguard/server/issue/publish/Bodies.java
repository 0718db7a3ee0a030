package org.snowguard.server.issue.publish;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.snowguard.core.publish.BodyRenderer;
import org.snowguard.core.publish.IssueBody;
import org.snowguard.core.publish.Mentions;
import org.snowguard.server.github.GitHubSettings;
import org.snowguard.server.github.PublishMode;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.PersonToTell;

/** The one place where a GitHub issue's body comes from, for preview, delivery and later edits. */
final class Bodies {

  private final PublicView view;
  private final MentionStore mentions;
  private final LongPredicate disputed;
  private final GitHubSettings gitHub;
  private final Clock clock;

  /**
   * @param disputed whether a maintainer disputes what an issue says: nobody is called meanwhile
   */
  Bodies(
      PublicView view,
      MentionStore mentions,
      LongPredicate disputed,
      GitHubSettings gitHub,
      Clock clock) {
    this.view = view;
    this.mentions = mentions;
    this.disputed = disputed;
    this.gitHub = gitHub;
    this.clock = clock;
  }

  /**
   * A first body, with those whom it is to mention.
   *
   * @param disputed it mentions nobody for that reason
   */
  record First(IssueBody body, Mentions mentions, boolean disputed) {}

  First first(IssueContent issue, String publicId) {
    boolean isDisputed = disputed.test(issue.id());
    Mentions chosen = choose(isDisputed ? List.of() : concerned(issue));
    return new First(render(issue, publicId, chosen.now()), chosen, isDisputed);
  }

  private static List<Long> concerned(IssueContent issue) {
    return issue.people().stream()
        .filter(person -> !person.packages().isEmpty())
        .map(PersonToTell::gitHubId)
        .toList();
  }

  private Mentions choose(List<Long> concerned) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return Mentions.choose(
        concerned, mentions.since(today.atStartOfDay(ZoneOffset.UTC).toInstant(), concerned));
  }

  /**
   * What is put into the outbox. Where mentions do not leave at once nobody is mentioned: released
   * later, they would go beyond what somebody is told in a day.
   */
  IssueBody written(Preview preview) {
    return isLive() ? preview.body() : render(preview.issue(), preview.publicId(), Set.of());
  }

  /** A later body mentions whom the first one mentioned: an edit notifies nobody anew. */
  IssueBody later(IssueContent issue, String publicId) {
    return render(issue, publicId, mentions.mentionedBy(issue.id()));
  }

  private IssueBody render(IssueContent issue, String publicId, Set<Long> mentioned) {
    return BodyRenderer.render(view.of(issue, publicId, mentioned));
  }

  boolean writes() {
    return gitHub.repository() != null;
  }

  /** Whether a mention that is put into the outbox notifies somebody. */
  boolean isLive() {
    return writes() && gitHub.publish() == PublishMode.LIVE;
  }
}
