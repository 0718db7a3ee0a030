package org.snowguard.server.issue.talk;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.account.Account;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.issue.talk.CommentStore.IssueRow;
import org.snowguard.server.issue.talk.WatchStore.News;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.CurrentAccount;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Refused;
import org.snowguard.server.web.Transactions;

/**
 * Comments on issues. Those on drafts are for triagers; on a published issue everybody reads those
 * that were marked public. A comment is edited and deleted by its author alone, and the text before
 * stands in the log.
 */
public final class IssueTalk {

  private static final int LONGEST = 20_000;

  private final CommentStore comments;
  private final WatchStore watches;
  private final Accounts accounts;
  private final EventLog events;
  private final Transactions transactions;
  private final Clock clock;

  IssueTalk(
      CommentStore comments,
      WatchStore watches,
      Accounts accounts,
      EventLog events,
      Transactions transactions,
      Clock clock) {
    this.comments = comments;
    this.watches = watches;
    this.accounts = accounts;
    this.events = events;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * Says something about an issue. Who is called by {@code @name} and may read it is told, and
   * watches from now on, as the author does.
   *
   * @return the comment's number
   */
  public long comment(long issueId, String body, boolean isPublic, CurrentAccount author) {
    String trying = "commenting on an issue";
    String text = checked(body, trying);
    return transactions.call(
        () -> {
          IssueRow issue = visible(issueId, author, trying);
          requireMayComment(issue, author);
          // Who reads only what is public writes only what is public.
          boolean forAll = isPublic || !author.isTriager();
          Instant now = clock.instant();
          long id = comments.insert(issueId, author.number(), text, forAll, now);
          events.append(
              event(issue, "issue.commented", author.number(), null, facts(id, text, forAll)));
          watches.read(author.number(), issueId, now);
          watches.join(issueId, Set.of(author.number()), now);
          Set<Long> called = called(Mentions.in(text), issue, forAll);
          tellCalled(issue, called, author);
          tellWatchers(issue, forAll, called, author);
          return id;
        });
  }

  private void tellCalled(IssueRow issue, Set<Long> called, CurrentAccount author) {
    Set<Long> others = new HashSet<>(called);
    others.remove(author.number());
    watches.join(issue.id(), others, clock.instant());
    watches.tell(
        issue.id(),
        others,
        new News("mentioned", "mentioned you", author.number(), false),
        clock.instant());
  }

  private void tellWatchers(
      IssueRow issue, boolean forAll, Set<Long> toldAlready, CurrentAccount author) {
    Set<Long> others =
        watches.watchers(issue.id()).stream()
            .filter(number -> number != author.number() && !toldAlready.contains(number))
            .filter(number -> mayRead(accounts.find(number), issue, forAll))
            .collect(Collectors.toSet());
    watches.tell(
        issue.id(),
        others,
        new News("watched", "commented", author.number(), false),
        clock.instant());
  }

  /** Those of the names who have an account and may read the comment. */
  private Set<Long> called(Set<String> names, IssueRow issue, boolean forAll) {
    return names.stream()
        .flatMap(name -> accounts.named(name).stream())
        .map(Account::number)
        .filter(number -> mayRead(accounts.find(number), issue, forAll))
        .collect(Collectors.toSet());
  }

  /** Names that a text calls and that no account has, in their order. */
  public Set<String> strangers(String body) {
    return Mentions.in(body).stream()
        .filter(name -> accounts.named(name).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean mayRead(@Nullable CurrentAccount reader, IssueRow issue, boolean forAll) {
    return reader != null && (reader.isTriager() || (forAll && !issue.isDraft()));
  }

  /**
   * Gives a comment another text or other readers; told are those who are called, or may read it,
   * for the first time.
   */
  public void edit(
      long commentId, int revision, String body, boolean isPublic, CurrentAccount author) {
    String trying = "editing a comment";
    String text = checked(body, trying);
    transactions.run(
        () -> {
          Comment before = own(commentId, revision, author, trying);
          IssueRow issue = visible(before.issueId(), author, trying);
          boolean forAll = isPublic || !author.isTriager();
          if (text.equals(before.body()) && forAll == before.isPublic()) {
            return;
          }
          comments.edit(commentId, text, forAll, clock.instant());
          events.append(
              event(
                  issue,
                  "issue.comment_edited",
                  author.number(),
                  facts(commentId, before.body(), before.isPublic()),
                  facts(commentId, text, forAll)));
          Set<Long> called = new HashSet<>(called(Mentions.in(text), issue, forAll));
          called.removeAll(called(Mentions.in(before.body()), issue, before.isPublic()));
          tellCalled(issue, called, author);
          if (!before.isPublic()) {
            Set<Long> knewIt = new HashSet<>(watches.watchers(issue.id()));
            knewIt.removeIf(number -> !mayRead(accounts.find(number), issue, false));
            knewIt.addAll(called);
            tellWatchers(issue, forAll, knewIt, author);
          }
        });
  }

  /** Takes a comment away; that there was one stays visible to triagers. */
  public void delete(long commentId, int revision, CurrentAccount author) {
    String trying = "deleting a comment";
    transactions.run(
        () -> {
          Comment before = own(commentId, revision, author, trying);
          IssueRow issue = visible(before.issueId(), author, trying);
          comments.delete(commentId, clock.instant());
          events.append(
              event(
                  issue,
                  "issue.comment_deleted",
                  author.number(),
                  facts(commentId, before.body(), before.isPublic()),
                  null));
        });
  }

  /** What a reader sees, in the order in which it was written. */
  public List<Comment> of(long issueId, @Nullable CurrentAccount reader) {
    boolean insider = reader != null && reader.isTriager();
    return transactions.read(
        () -> {
          boolean hidden = comments.issue(issueId).map(IssueRow::isDraft).orElse(true);
          return hidden && !insider ? List.of() : comments.of(issueId, !insider);
        });
  }

  /** Whether somebody may comment on an issue. */
  public boolean mayComment(long issueId, CurrentAccount account) {
    return account.isTriager() || comments.maintains(account.number(), issueId);
  }

  private void requireMayComment(IssueRow issue, CurrentAccount author) {
    if (!mayComment(issue.id(), author)) {
      throw new Refused(
          Refused.Reason.NOT_ALLOWED,
          "commenting on an issue",
          issue.title(),
          "triagers and maintainers of its packages may; say it on the GitHub issue.");
    }
  }

  public boolean isWatching(long issueId, CurrentAccount account) {
    return watches.isWatching(issueId, account.number());
  }

  /** Has an account told of changes from now on, or not any more. */
  public void watch(long issueId, boolean watching, CurrentAccount account) {
    transactions.run(
        () -> {
          visible(issueId, account, "watching an issue");
          watches.set(issueId, account.number(), watching, clock.instant());
        });
  }

  /** What an account is told, unread first, then the newest. */
  public List<Told> told(CurrentAccount account, int limit) {
    return watches.told(account.number(), account.isTriager(), limit);
  }

  /** How much of it is unread, counted no further than that. */
  int unread(CurrentAccount account, int most) {
    return watches.unread(account.number(), account.isTriager(), most);
  }

  /**
   * Notes that it was read.
   *
   * @param issueId null: about all issues
   */
  public void read(@Nullable Long issueId, CurrentAccount account) {
    transactions.run(() -> watches.read(account.number(), issueId, clock.instant()));
  }

  /** A draft is not there for those who may not read it. */
  private IssueRow visible(long issueId, CurrentAccount reader, String trying) {
    return comments
        .issue(issueId)
        .filter(issue -> !issue.isDraft() || reader.isTriager())
        .orElseThrow(
            () -> new NotFound(trying, "issue " + issueId, "see the list of issues at /issues."));
  }

  private Comment own(long id, int revision, CurrentAccount author, String trying) {
    Comment found =
        comments
            .lock(id)
            .filter(comment -> !comment.isDeleted())
            .orElseThrow(
                () -> new NotFound(trying, "comment " + id, "it is gone; reload the page."));
    if (found.author() != author.number()) {
      throw new Refused(
          Refused.Reason.NOT_ALLOWED,
          trying,
          "comment " + id,
          "only who wrote it may; answer it instead.");
    }
    if (found.revision() != revision) {
      throw new Conflict(trying, "comment " + id, "you changed it elsewhere; reload the page.");
    }
    return found;
  }

  private static String checked(String body, String trying) {
    String text = body.strip();
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new BadInput(
          trying,
          "a text of %,d characters".formatted(text.length()),
          "write 1 to %,d.".formatted(LONGEST));
    }
    return text;
  }

  private static Map<String, Object> facts(long id, String body, boolean isPublic) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("comment", id);
    facts.put("body", body);
    facts.put("public", isPublic);
    return facts;
  }

  private static NewEvent event(
      IssueRow issue,
      String kind,
      long actor,
      @Nullable Map<String, Object> before,
      @Nullable Map<String, Object> after) {
    return new NewEvent(
        kind,
        Issues.SUBJECT,
        issue.id(),
        issue.title(),
        null,
        null,
        actor,
        before,
        after,
        null,
        null);
  }
}
