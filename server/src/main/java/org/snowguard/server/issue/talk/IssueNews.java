package org.snowguard.server.issue.talk;

import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueChange.FieldChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.talk.WatchStore.News;

/** Tells those who watch an issue what happens to it, and an assignee that it is his. */
final class IssueNews implements IssueListener {

  private static final String ASSIGNEE = "assignee";
  private static final String WATCHED = "watched";

  private final WatchStore watches;
  private final Clock clock;

  IssueNews(WatchStore watches, Clock clock) {
    this.watches = watches;
    this.clock = clock;
  }

  @Override
  public void published(long issueId, String publicId, long actor) {
    tell(issueId, "published it as " + publicId, actor);
  }

  @Override
  public void changed(long issueId, IssueChange change) {
    Set<Long> assigned = new HashSet<>();
    for (FieldChange field : change.fields()) {
      String assignee = field.after();
      if (field.field().equals(ASSIGNEE) && assignee != null) {
        assigned.add(Long.valueOf(assignee));
      }
    }
    watches.join(issueId, assigned, clock.instant());
    assigned.remove(change.actor());
    watches.tell(
        issueId,
        assigned,
        new News("assigned", "assigned it to you", change.actor(), false),
        clock.instant());
    String fields =
        change.fields().stream()
            .map(field -> field.field().replaceFirst(":.*", ""))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    tell(issueId, new News(WATCHED, "changed " + fields, change.actor(), true), assigned);
  }

  @Override
  public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
    tell(issueId, "closed it: " + reason.label(), actor);
  }

  @Override
  public void reopened(long issueId, @Nullable Long actor) {
    tell(issueId, "reopened it", actor);
  }

  @Override
  public void noLongerApplies(
      long issueId, Set<String> attributes, String why, @Nullable Long actor) {
    String words = "no longer counts " + String.join(", ", attributes) + ": " + why;
    tell(issueId, new News(WATCHED, words, actor, true), Set.of());
  }

  private void tell(long issueId, String words, @Nullable Long actor) {
    tell(issueId, new News(WATCHED, words, actor, false), Set.of());
  }

  private void tell(long issueId, News news, Set<Long> toldAlready) {
    Set<Long> others = new HashSet<>(watches.watchers(issueId));
    others.remove(news.actor());
    others.removeAll(toldAlready);
    watches.tell(issueId, others, news, clock.instant());
  }
}
