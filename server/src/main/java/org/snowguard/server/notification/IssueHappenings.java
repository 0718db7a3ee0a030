package org.snowguard.server.notification;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.core.issue.IssueState;
import org.snowguard.server.issue.IssueChange;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.content.IssueContent;

/**
 * Writes down what happens to issues, in the transaction in which it does. Who is told is found out
 * later: publishing waits for nobody.
 */
final class IssueHappenings implements IssueListener {

  private final HappeningStore store;
  private final ToldStore told;
  private final IssueTopics topics;
  private final Supplier<Issues> issues;
  private final Clock clock;

  IssueHappenings(
      HappeningStore store,
      ToldStore told,
      IssueTopics topics,
      Supplier<Issues> issues,
      Clock clock) {
    this.store = store;
    this.told = told;
    this.topics = topics;
    this.issues = issues;
    this.clock = clock;
  }

  @Override
  public void published(long issueId, String publicId, long actor) {
    IssueContent issue = content(issueId);
    add(
        issue,
        Happening.Kind.PUBLISHED,
        issue.title(),
        IssueWords.published(issue),
        topics.ofOpen(issue));
    told.put(issueId, Standing.of(issue).text(), false);
  }

  @Override
  public void changed(long issueId, IssueChange change) {
    told.due(issueId);
  }

  @Override
  public void closed(long issueId, CloseReason reason, @Nullable Long actor) {
    IssueContent issue = content(issueId);
    add(
        issue,
        Happening.Kind.CLOSED,
        "closed, " + reason.label(),
        IssueWords.line(issue.title()) + "\n" + IssueWords.standing(issue),
        topicsSoFar(issue));
    told.forget(issueId);
  }

  @Override
  public void reopened(long issueId, @Nullable Long actor) {
    IssueContent issue = content(issueId);
    add(
        issue,
        Happening.Kind.REOPENED,
        "reopened",
        IssueWords.line(issue.title()) + "\n" + IssueWords.standing(issue),
        topicsSoFar(issue));
    told.put(issueId, Standing.of(issue).text(), false);
  }

  @Override
  public void noLongerApplies(
      long issueId, Set<String> attributes, String why, @Nullable Long actor) {
    IssueContent issue = content(issueId);
    if (issue.state() != IssueState.PUBLISHED) {
      return;
    }
    String names = Standing.some(new TreeSet<>(attributes));
    add(
        issue,
        Happening.Kind.NO_LONGER_APPLIES,
        "no longer applies to " + names,
        "%s\nNo longer affected: %s. Why: %s"
            .formatted(IssueWords.line(issue.title()), names, IssueWords.line(why)),
        topics.of(issue, attributes, Set.of()));
    // The same is not told again as a change of status; whatever else changed still is.
    String standing =
        told.standing(issueId)
            .map(was -> Standing.parse(was).updated(attributes, Standing.of(issue)).text())
            .orElse(null);
    told.put(issueId, standing, true);
  }

  private List<Followed> topicsSoFar(IssueContent issue) {
    List<Followed> all = new ArrayList<>(store.topics(issue.id()));
    all.addAll(topics.ofOpen(issue));
    return all.stream().distinct().toList();
  }

  /** Something of an issue; a publication has a key of its own, for it happens once. */
  private void add(
      IssueContent issue,
      Happening.Kind kind,
      String what,
      String words,
      List<Followed> concerned) {
    String key = "issue/%d/%s".formatted(issue.id(), kind.text());
    if (kind != Happening.Kind.PUBLISHED) {
      key += "/" + (store.count(issue.id(), kind) + 1);
    }
    store.add(
        new HappeningStore.New(
            key,
            kind,
            issue.id(),
            "/issue/" + issue.name(),
            IssueWords.line(issue.name() + ": " + what),
            words.strip(),
            clock.instant()),
        concerned);
  }

  private IssueContent content(long issueId) {
    return issues.get().content(issueId).orElseThrow();
  }
}
