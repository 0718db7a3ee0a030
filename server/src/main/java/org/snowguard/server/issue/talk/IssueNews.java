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

/** Tells those who watch an issue what happens to it, and an assignee that it is his. */
final class IssueNews implements IssueListener {

  private static final String ASSIGNEE = "assignee";

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
        issueId, assigned, "assigned", "assigned it to you", change.actor(), clock.instant());
    String fields =
        change.fields().stream()
            .map(field -> field.field().replaceFirst(":.*", ""))
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    tell(issueId, "changed " + fields, change.actor(), assigned);
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
    tell(issueId, "no longer counts " + String.join(", ", attributes) + ": " + why, actor);
  }

  private void tell(long issueId, String words, @Nullable Long actor) {
    tell(issueId, words, actor, Set.of());
  }

  private void tell(long issueId, String words, @Nullable Long actor, Set<Long> toldAlready) {
    Set<Long> others = new HashSet<>(watches.watchers(issueId));
    others.remove(actor);
    others.removeAll(toldAlready);
    watches.tell(issueId, others, "watched", words, actor, clock.instant());
  }
}
