package org.snowguard.server.issue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.issue.CloseReason;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.IssueStore.IssueRow;
import org.snowguard.server.issue.IssueStore.ItemRow;
import org.snowguard.server.issue.content.ChannelState;
import org.snowguard.server.issue.content.IssueContent;
import org.snowguard.server.issue.content.IssueContents;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Issues as pages show them, and the words of a draft. */
public final class Issues {

  /** How events name an issue. */
  public static final String SUBJECT = "issue";

  /** How many issues a channel's list is picked from: far more than are open at once. */
  private static final int LOOKED_AT = 5_000;

  private final IssueStore store;
  private final IssuePackageStore packages;
  private final Vulnerabilities vulnerabilities;
  private final IssueContents contents;
  private final IssueMoves moves;
  private final Transactions transactions;

  /**
   * @param listeners asked for at each change, so that they may need issues themselves
   */
  public Issues(
      Jdbi jdbi,
      Vulnerabilities vulnerabilities,
      IssueContents contents,
      EventLog events,
      Supplier<List<IssueListener>> listeners,
      Transactions transactions,
      Clock clock) {
    store = new IssueStore(jdbi);
    packages = new IssuePackageStore(jdbi);
    moves = new IssueMoves(jdbi, events, listeners, transactions, clock);
    this.vulnerabilities = vulnerabilities;
    this.contents = contents;
    this.transactions = transactions;
  }

  /** One issue by its number. */
  public Optional<Issue> find(long id) {
    return transactions.read(() -> store.find(id).map(row -> withItems(List.of(row)).getFirst()));
  }

  /**
   * The newest first.
   *
   * @param state {@code draft}, {@code published}, {@code closed}, or null for all
   */
  public Page<Issue> list(@Nullable String state, @Nullable String after, int size) {
    return list(new IssueFilter(state, false, null, null, null, null), after, size);
  }

  /** The newest first. */
  public Page<Issue> list(IssueFilter filter, @Nullable String after, int size) {
    Cursor cursor = Cursor.parse(after, 1);
    Long before = cursor == null ? null : cursor.number(0);
    return transactions.read(
        () -> {
          Page<IssueRow> page =
              filter.channel() == null
                  ? Page.of(
                      store.list(filter, before, size + 1),
                      size,
                      store.count(filter),
                      row -> Cursor.of(row.id()))
                  : openIn(filter, filter.channel(), before, size);
          return new Page<>(withItems(page.items()), page.next(), page.total());
        });
  }

  /** Whether one is open is read from verdicts after overrides, which no index holds. */
  private Page<IssueRow> openIn(
      IssueFilter filter, String channel, @Nullable Long before, int size) {
    List<IssueRow> all = store.list(filter, null, LOOKED_AT);
    Map<Long, IssueContent> read = contents.of(all.stream().map(IssueRow::id).toList());
    List<IssueRow> open =
        all.stream().filter(row -> isOpenIn(read.get(row.id()), channel)).toList();
    List<IssueRow> rest =
        open.stream().filter(row -> before == null || row.id() < before).limit(size + 1L).toList();
    return Page.of(rest, size, open.size(), row -> Cursor.of(row.id()));
  }

  private static boolean isOpenIn(@Nullable IssueContent content, String channel) {
    return content != null
        && content.openIn().stream().anyMatch(state -> state.channel().equals(channel));
  }

  /** Issues that hold a vulnerability. */
  public Page<Issue> ofVulnerability(long vulnerabilityId, @Nullable String after, int size) {
    return list(new IssueFilter(null, false, null, vulnerabilityId, null, null), after, size);
  }

  /** Issues that hold a project, or a package of it. */
  public Page<Issue> ofProject(long projectId, @Nullable String after, int size) {
    return list(new IssueFilter(null, false, null, null, projectId, null), after, size);
  }

  /** A published or closed issue by its public id. */
  public Optional<Issue> findPublic(String publicId) {
    return transactions.read(
        () -> store.findPublic(publicId).map(row -> withItems(List.of(row)).getFirst()));
  }

  /** All that an issue says, put together. */
  public Optional<IssueContent> content(long id) {
    return contents.find(id);
  }

  /** The same of many; unknown numbers are left out. */
  public Map<Long, IssueContent> contents(Collection<Long> ids) {
    return contents.of(ids);
  }

  /**
   * The supported primary channels in which some package of it is affected or unknown, after what
   * people say of it.
   */
  public List<ChannelState> openIn(long id) {
    return content(id).map(IssueContent::openIn).orElse(List.of());
  }

  /**
   * Makes a draft public.
   *
   * @param revision of the draft that was looked at: exactly that is published
   * @throws org.snowguard.server.web.Conflict if it is no draft, or was changed since
   */
  public void publish(long id, int revision, String publicId, long actor) {
    moves.publish(id, revision, publicId, actor);
  }

  /**
   * Closes a published issue.
   *
   * @param actor null: it follows from the packages, which only "fixed" and "not affected" do
   * @throws org.snowguard.server.web.Conflict if it is not open
   */
  public void close(long id, CloseReason reason, @Nullable String note, @Nullable Long actor) {
    moves.close(id, reason, null, note, actor);
  }

  /** Closes a published issue as a duplicate of another one. */
  public void closeAsDuplicate(long id, long of, @Nullable String note, long actor) {
    moves.close(id, CloseReason.DUPLICATE, of, note, actor);
  }

  /**
   * Opens a closed issue again.
   *
   * @param actor null: it follows from an event
   * @throws org.snowguard.server.web.Conflict if it is not closed
   */
  public void reopen(long id, @Nullable String note, @Nullable Long actor) {
    moves.reopen(id, note, actor);
  }

  /** Marks it: its GitHub issue is closed, but some supported channel is open. Safe to repeat. */
  public void markClosedOnGitHub(long id, Instant at) {
    moves.markClosedOnGitHub(id, at);
  }

  /** Takes that mark away: the GitHub issue is open again. Safe to repeat. */
  public void markReopenedOnGitHub(long id) {
    moves.markClosedOnGitHub(id, null);
  }

  /** What it would be called by what it holds; empty where that does not tell. */
  public Optional<String> proposedTitle(long id) {
    List<IssueItem> items = items(id);
    return items.isEmpty() ? Optional.empty() : Optional.of(IssueTitle.propose(items));
  }

  static NewEvent event(
      String kind,
      IssueRow row,
      String title,
      @Nullable Long actor,
      @Nullable Map<String, ? extends @Nullable Object> before,
      @Nullable String note) {
    return new NewEvent(
        kind,
        SUBJECT,
        row.id(),
        title,
        null,
        null,
        actor,
        before,
        Map.of("title", title),
        note,
        null);
  }

  List<IssueItem> items(long issueId) {
    return items(List.of(issueId)).getOrDefault(issueId, List.of());
  }

  /** Whether nothing is left that it is about. */
  boolean isEmpty(long issueId) {
    return items(issueId).isEmpty()
        && packages.of(List.of(issueId)).isEmpty()
        && !store.isWrittenIn(issueId);
  }

  private List<Issue> withItems(List<IssueRow> rows) {
    List<Long> ids = rows.stream().map(IssueRow::id).toList();
    Map<Long, List<IssueItem>> items = items(ids);
    Map<Long, List<IssuePackage>> about = packages.of(ids);
    return rows.stream()
        .map(
            row ->
                new Issue(
                    row.id(),
                    row.publicId(),
                    row.state(),
                    row.title(),
                    row.createdBy(),
                    row.createdAt(),
                    row.revision(),
                    items.getOrDefault(row.id(), List.of()),
                    about.getOrDefault(row.id(), List.of())))
        .toList();
  }

  private Map<Long, List<IssueItem>> items(List<Long> issueIds) {
    List<ItemRow> rows = store.items(issueIds);
    Map<Long, Vulnerability> known =
        vulnerabilities.byIds(rows.stream().map(ItemRow::vulnerabilityId).distinct().toList());
    Map<Long, List<IssueItem>> items = new HashMap<>();
    for (ItemRow row : rows) {
      Vulnerability vulnerability = known.get(row.vulnerabilityId());
      String headline = vulnerability == null ? row.publicId() : vulnerability.headline();
      items.computeIfAbsent(row.issueId(), id -> new ArrayList<>()).add(item(row, headline));
    }
    return items;
  }

  private static IssueItem item(ItemRow row, String headline) {
    return new IssueItem(
        row.suggestionId(),
        row.vulnerabilityId(),
        row.publicId(),
        headline,
        row.severity(),
        row.score(),
        row.projectId(),
        row.project(),
        flag(row));
  }

  private static @Nullable String flag(ItemRow row) {
    if (row.rejected()) {
      return "the record was rejected since";
    }
    if (!row.made()) {
      return "nothing links the record to this project any more";
    }
    return row.accepted() ? null : "its acceptance came back to be decided again";
  }
}
