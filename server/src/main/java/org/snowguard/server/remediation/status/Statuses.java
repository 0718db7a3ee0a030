package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.status.RemedyStage;
import org.snowguard.core.status.Status;
import org.snowguard.core.status.StatusHow;
import org.snowguard.core.verdict.Verdict;
import org.snowguard.server.issue.content.KeptStatus;
import org.snowguard.server.issue.content.KeptStatuses;
import org.snowguard.server.remediation.status.StatusStore.ChangeRow;
import org.snowguard.server.remediation.status.UndecidedStore.LinkRow;
import org.snowguard.server.remediation.status.WorkListStore.CountRow;
import org.snowguard.server.remediation.status.WorkListStore.ItemRow;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Page;
import org.snowguard.server.web.Transactions;

/** Where vulnerabilities of packages stand in channels: was it, is it, where is it fixed. */
public final class Statuses implements KeptStatuses {

  private final StatusStore store;
  private final UndecidedStore undecided;
  private final WorkListStore lists;
  private final Transactions transactions;

  public Statuses(Jdbi jdbi, Transactions transactions) {
    store = new StatusStore(jdbi);
    undecided = new UndecidedStore(jdbi);
    lists = new WorkListStore(jdbi);
    this.transactions = transactions;
  }

  /** All rows of an issue, a draft too: by vulnerability, channel, package. */
  public List<StatusRow> ofIssue(long issueId) {
    return ofIssues(List.of(issueId)).getOrDefault(issueId, List.of());
  }

  /** The same of several. */
  public Map<Long, List<StatusRow>> ofIssues(Collection<Long> issueIds) {
    return store.ofIssues(issueIds).stream()
        .filter(row -> row.goneAt() == null)
        .collect(
            Collectors.groupingBy(
                KeptRow::issueId, Collectors.mapping(KeptRow::row, Collectors.toList())));
  }

  /**
   * What is public of a vulnerability: the rows of published and closed issues, and where there is
   * none what follows from the verdict and from how the suggestion was decided.
   */
  public List<StatusRow> ofVulnerability(String publicId) {
    return transactions.read(
        () -> united(store.ofVulnerability(publicId), undecided.ofVulnerability(publicId)));
  }

  /** What is public of a package, likewise; by vulnerability, the newest id first. */
  public List<StatusRow> ofPackage(String attribute) {
    return transactions.read(
        () ->
            united(store.ofAttribute(attribute), undecided.ofAttribute(attribute)).stream()
                .sorted(Comparator.comparing(StatusRow::vulnerabilityId).reversed())
                .toList());
  }

  /** Which fixes of public issues reached which channels from a moment on, before another one. */
  public List<FixedIn> fixedBetween(Instant from, Instant until) {
    return transactions.read(() -> store.fixedBetween(from, until));
  }

  private record Where(String vulnerability, String attribute, String channel) {
    static Where of(StatusRow row) {
      return new Where(row.vulnerabilityId(), row.attribute(), row.channel());
    }
  }

  /** Of several issues that speak of the same the worst holds. */
  private static List<StatusRow> united(List<KeptRow> kept, List<LinkRow> links) {
    Map<Where, StatusRow> rows = new HashMap<>();
    kept.stream()
        .map(KeptRow::row)
        .forEach(
            row ->
                rows.merge(
                    Where.of(row),
                    row,
                    (one, other) -> one.status().compareTo(other.status()) <= 0 ? one : other));
    Set<Where> decided = new HashSet<>(rows.keySet());
    List<StatusRow> others =
        links.stream().map(LinkRow::row).filter(row -> !decided.contains(Where.of(row))).toList();
    return Stream.concat(
            kept.stream().map(KeptRow::row).filter(row -> row.equals(rows.get(Where.of(row)))),
            others.stream())
        .distinct()
        .sorted(Comparator.comparing(StatusRow::vulnerabilityId))
        .toList();
  }

  /** Those that have waited longest first. */
  public Page<WorkItem> workList(WorkFilter filter, @Nullable String after, int size) {
    return workList(filter, after, size, lists.count(filter));
  }

  /**
   * The same, where somebody else knows how many there are.
   *
   * @param total how many
   */
  Page<WorkItem> workList(WorkFilter filter, @Nullable String after, int size, long total) {
    Cursor cursor = Cursor.parse(after, 2);
    Instant since = cursor == null ? null : cursor.moment(0);
    Long id = cursor == null ? null : cursor.number(1);
    return transactions.read(
        () ->
            Page.of(
                    lists.list(filter, since, id, size + 1),
                    size,
                    total,
                    (ItemRow row) -> Cursor.of(row.since(), row.id()))
                .map(ItemRow::item));
  }

  /** How many rows a list has. */
  long count(WorkFilter filter) {
    return lists.count(filter);
  }

  /** How long each list is, in the order of the way to the user; empty ones too. */
  public List<WorkCount> workLists(boolean drafts) {
    Map<String, CountRow> counted =
        lists.counts(drafts).stream()
            .collect(Collectors.toMap(CountRow::list, Function.identity()));
    return Stream.of(
            Stream.of(RemedyStage.values())
                .map(stage -> new WorkCount(stage.text(), stage.label(), 0, 0)),
            Stream.of(
                new WorkCount(
                    WorkFilter.CLOSED_ON_GITHUB, "Closed on GitHub, still affected", 0, 0)),
            Stream.of(StatusFlag.values())
                .map(flag -> new WorkCount(flag.text(), flag.label(), 0, 0)))
        .flatMap(Function.identity())
        .map(empty -> counted(empty, counted.get(empty.list())))
        .toList();
  }

  private static WorkCount counted(WorkCount empty, @Nullable CountRow row) {
    return row == null
        ? empty
        : new WorkCount(empty.list(), empty.label(), row.rows(), row.issues());
  }

  /** Each change of a status of an issue with its reason, the oldest first. */
  public List<StatusChange> history(long issueId) {
    return store.history(issueId).stream().map(Statuses::change).toList();
  }

  /**
   * The same for those who may not see drafts: it begins with what stood when the issue was
   * published.
   */
  List<StatusChange> publicHistory(long issueId, Instant publishedAt) {
    return PublicHistory.of(store.history(issueId), publishedAt).stream()
        .map(Statuses::change)
        .toList();
  }

  private static StatusChange change(ChangeRow row) {
    return new StatusChange(
        row.vulnerability(),
        row.attribute(),
        row.channel(),
        row.version(),
        status(row.before()),
        status(row.after()),
        new StatusHow(StatusHow.Code.valueOf(row.how().toUpperCase(Locale.ROOT)), row.howText()),
        row.at(),
        row.seenAt());
  }

  private static @Nullable Status status(@Nullable String text) {
    return text == null ? null : Status.valueOf(text.toUpperCase(Locale.ROOT));
  }

  /** For {@link org.snowguard.server.issue.content.IssueContent}. */
  @Override
  public Map<Long, List<KeptStatus>> of(Collection<Long> issueIds) {
    return store.ofIssues(issueIds).stream()
        .filter(row -> row.goneAt() == null)
        .collect(
            Collectors.groupingBy(
                KeptRow::issueId, Collectors.mapping(Statuses::kept, Collectors.toList())));
  }

  private static KeptStatus kept(KeptRow row) {
    return new KeptStatus(
        new KeptStatus.Place(row.vulnerability(), row.attribute(), row.channel()),
        Verdict.valueOf(row.verdict().toUpperCase(Locale.ROOT)),
        row.statusValue());
  }
}
