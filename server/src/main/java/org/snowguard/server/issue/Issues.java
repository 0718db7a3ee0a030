package org.snowguard.server.issue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.activity.NewEvent;
import org.snowguard.server.issue.IssueStore.IssueRow;
import org.snowguard.server.issue.IssueStore.ItemRow;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.vulnerability.Vulnerability;
import org.snowguard.server.web.BadInput;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.NotFound;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Issues as pages show them, and the words of a draft. */
public final class Issues {

  /** How events name an issue. */
  public static final String SUBJECT = "issue";

  private final IssueStore store;
  private final IssuePackageStore packages;
  private final Vulnerabilities vulnerabilities;
  private final EventLog events;
  private final Transactions transactions;

  public Issues(
      Jdbi jdbi, Vulnerabilities vulnerabilities, EventLog events, Transactions transactions) {
    store = new IssueStore(jdbi);
    packages = new IssuePackageStore(jdbi);
    this.vulnerabilities = vulnerabilities;
    this.events = events;
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
    return list(state, null, null, after, size);
  }

  /** Issues that hold a vulnerability. */
  public Page<Issue> ofVulnerability(long vulnerabilityId, @Nullable String after, int size) {
    return list(null, vulnerabilityId, null, after, size);
  }

  /** Issues that hold a project. */
  public Page<Issue> ofProject(long projectId, @Nullable String after, int size) {
    return list(null, null, projectId, after, size);
  }

  private Page<Issue> list(
      @Nullable String state,
      @Nullable Long vulnerability,
      @Nullable Long project,
      @Nullable String after,
      int size) {
    Cursor cursor = Cursor.parse(after, 1);
    return transactions.read(
        () -> {
          List<IssueRow> rows =
              store.list(
                  state,
                  vulnerability,
                  project,
                  cursor == null ? null : cursor.number(0),
                  size + 1);
          long total = store.count(state, vulnerability, project);
          Page<IssueRow> page = Page.of(rows, size, total, row -> Cursor.of(row.id()));
          return new Page<>(withItems(page.items()), page.next(), page.total());
        });
  }

  /** Gives a draft another title. */
  public void rename(long id, int revision, String title, long actor) {
    String trying = "renaming an issue";
    String stripped = title.strip();
    if (stripped.isEmpty() || stripped.length() > 200) {
      throw new BadInput(trying, "title \"" + title + "\"", "give 1 to 200 characters.");
    }
    transactions.run(
        () -> {
          IssueRow row =
              store
                  .lock(id)
                  .orElseThrow(
                      () -> new NotFound(trying, "issue " + id, "see the list of issues."));
          if (row.revision() != revision) {
            throw new Conflict(trying, row.title(), "somebody changed it since; reload it.");
          }
          store.retitle(id, stripped, true);
          events.append(
              event("issue.renamed", row, stripped, actor, Map.of("title", row.title()), stripped));
        });
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
    return items(issueId).isEmpty() && packages.of(List.of(issueId)).isEmpty();
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
