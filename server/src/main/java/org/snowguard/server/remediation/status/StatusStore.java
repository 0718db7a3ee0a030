package org.snowguard.server.remediation.status;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

/** The kept rows and the history of their statuses. */
final class StatusStore {

  private static final String SELECT =
      """
      select issue_status.issue_id, issue_status.vulnerability, issue_status.attribute,
        issue_status.channel_id, channel.name as channel, issue_status.version, issue_status.verdict,
        issue_status.status, issue_status.how, issue_status.how_text, issue_status.since,
        issue_status.open, issue_status.stage, issue_status.flags, issue_status.pull_request,
        issue_status.affected_version, issue_status.affected_since, issue_status.fix_known_at,
        issue_status.fix_named_at, issue_status.pull_at, issue_status.merged_at, issue_status.branch_at, issue_status.ended_at,
        issue_status.gone_at, issue_status.gone_why
      from issue_status join channel on channel.id = issue_status.channel_id
      """;

  private static final String ORDER =
      """
       order by issue_status.issue_id, issue_status.vulnerability collate "C", channel.position,
        channel.name, issue_status.attribute collate "C"
      """;

  /** A change of a row, as it is written. */
  record NewChange(
      KeptRow row, @Nullable String before, @Nullable String after, Instant at, Instant seenAt) {}

  /** A change of a row, as it is read. */
  public record ChangeRow(
      long id,
      String vulnerability,
      String attribute,
      String channel,
      @Nullable String version,
      @Nullable String before,
      @Nullable String after,
      String how,
      String howText,
      Instant at,
      Instant seenAt) {

    /** The same as if nothing had been before, with another reason. */
    ChangeRow asBeginning(String text) {
      return new ChangeRow(
          id, vulnerability, attribute, channel, version, null, after, how, text, at, seenAt);
    }
  }

  private final Jdbi jdbi;

  StatusStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All rows of some issues, those that are gone too. */
  List<KeptRow> ofIssues(Collection<Long> issueIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " where issue_status.issue_id = any(:ids)" + ORDER)
                .bindArray("ids", Long.class, issueIds)
                .map(ConstructorMapper.of(KeptRow.class))
                .list());
  }

  /** The rows of published and closed issues. */
  List<KeptRow> ofVulnerability(String publicId) {
    return published("issue_status.vulnerability = :name", publicId);
  }

  /** The rows of published and closed issues. */
  List<KeptRow> ofAttribute(String attribute) {
    return published("issue_status.attribute = :name", attribute);
  }

  private List<KeptRow> published(String condition, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SELECT
                        + " join issue on issue.id = issue_status.issue_id and issue.state <>"
                        + " 'draft' where issue_status.gone_at is null and "
                        + condition
                        + ORDER)
                .bind("name", name)
                .map(ConstructorMapper.of(KeptRow.class))
                .list());
  }

  /** Keeps others from changing an issue until the transaction ends. */
  void lock(long issueId) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select id from issue where id = :id for no key update")
                .bind("id", issueId)
                .mapTo(Long.class)
                .findOne());
  }

  /** Numbers of issues after one, in their order. */
  List<Long> issuesAfter(long id, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from issue where id > :id order by id limit :limit")
                .bind("id", id)
                .bind("limit", limit)
                .mapTo(Long.class)
                .list());
  }

  void write(List<KeptRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          var statement =
              handle.createUpdate(
                  """
                  insert into issue_status (issue_id, vulnerability, attribute, channel_id, version,
                    verdict, status, how, how_text, since, open, stage, flags, pull_request,
                    affected_version, affected_since, fix_known_at, fix_named_at, pull_at, merged_at,
                    branch_at, ended_at, gone_at, gone_why)
                  select issue_id, vulnerability, attribute, channel_id, version, verdict, status, how,
                    how_text, since, open, stage, string_to_array(flags, ','), pull_request,
                    affected_version, affected_since, fix_known_at, fix_named_at, pull_at, merged_at,
                    branch_at, ended_at, gone_at, gone_why
                  from unnest(:issues, :vulnerabilities, :attributes, :channels, :versions, :verdicts,
                      :statuses, :hows, :texts, :since::timestamptz[], :open, :stages, :flags, :pulls,
                      :affectedVersions, :affectedSince::timestamptz[], :fixKnownAt::timestamptz[], :fixNamedAt::timestamptz[], :pullAt::timestamptz[], :mergedAt::timestamptz[], :branchAt::timestamptz[],
                      :endedAt::timestamptz[], :goneAt::timestamptz[], :goneWhy)
                    as made (issue_id, vulnerability, attribute, channel_id, version, verdict, status,
                      how, how_text, since, open, stage, flags, pull_request, affected_version,
                      affected_since, fix_known_at, fix_named_at, pull_at, merged_at, branch_at,
                      ended_at, gone_at, gone_why)
                  on conflict (issue_id, vulnerability, attribute, channel_id) do update set
                    version = excluded.version, verdict = excluded.verdict, status = excluded.status,
                    how = excluded.how, how_text = excluded.how_text, since = excluded.since,
                    open = excluded.open, stage = excluded.stage, flags = excluded.flags,
                    pull_request = excluded.pull_request,
                    affected_version = excluded.affected_version,
                    affected_since = excluded.affected_since, fix_known_at = excluded.fix_known_at,
                    fix_named_at = excluded.fix_named_at, pull_at = excluded.pull_at, merged_at = excluded.merged_at,
                    branch_at = excluded.branch_at, ended_at = excluded.ended_at,
                    gone_at = excluded.gone_at, gone_why = excluded.gone_why
                  """);
          bind(statement, rows);
          statement.execute();
        });
  }

  List<FixedIn> fixedBetween(Instant from, Instant until) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue.public_id as issue, channel.name as channel, max(row.ended_at) as at
                    from issue_status row
                    join issue on issue.id = row.issue_id
                    join channel on channel.id = row.channel_id
                    where issue.state <> 'draft' and row.gone_at is null
                    group by issue.public_id, channel.name
                    having not bool_or(row.open)
                      and max(row.ended_at) filter (where row.status = 'fixed') = max(row.ended_at)
                      and max(row.ended_at) >= :from and max(row.ended_at) < :until
                    order by issue.public_id collate "C", channel.name collate "C"
                    """)
                .bind("from", from)
                .bind("until", until)
                .map(Rows.of(FixedIn.class))
                .list());
  }

  /**
   * Tells readers of figures that rows are others; once these are committed, or they read old ones.
   */
  void noteWritten() {
    jdbi.useHandle(
        handle ->
            handle.createQuery("select nextval('issue_status_written')").mapTo(Long.class).one());
  }

  private static void bind(SqlStatement<?> statement, List<KeptRow> rows) {
    array(statement, "issues", Long.class, rows, KeptRow::issueId);
    array(statement, "vulnerabilities", String.class, rows, KeptRow::vulnerability);
    array(statement, "attributes", String.class, rows, KeptRow::attribute);
    array(statement, "channels", Integer.class, rows, KeptRow::channelId);
    array(statement, "versions", String.class, rows, KeptRow::version);
    array(statement, "verdicts", String.class, rows, KeptRow::verdict);
    array(statement, "statuses", String.class, rows, KeptRow::status);
    array(statement, "hows", String.class, rows, KeptRow::how);
    array(statement, "texts", String.class, rows, KeptRow::howText);
    instants(statement, "since", rows, KeptRow::since);
    array(statement, "open", Boolean.class, rows, KeptRow::open);
    array(statement, "stages", String.class, rows, KeptRow::stage);
    array(statement, "flags", String.class, rows, row -> String.join(",", row.flags()));
    array(statement, "pulls", Integer.class, rows, KeptRow::pullRequest);
    array(statement, "affectedVersions", String.class, rows, KeptRow::affectedVersion);
    instants(statement, "affectedSince", rows, KeptRow::affectedSince);
    instants(statement, "fixKnownAt", rows, KeptRow::fixKnownAt);
    instants(statement, "fixNamedAt", rows, KeptRow::fixNamedAt);
    instants(statement, "pullAt", rows, KeptRow::pullAt);
    instants(statement, "mergedAt", rows, KeptRow::mergedAt);
    instants(statement, "branchAt", rows, KeptRow::branchAt);
    instants(statement, "endedAt", rows, KeptRow::endedAt);
    instants(statement, "goneAt", rows, KeptRow::goneAt);
    array(statement, "goneWhy", String.class, rows, KeptRow::goneWhy);
  }

  private static <R, T> void array(
      SqlStatement<?> statement,
      String name,
      Class<T> type,
      List<R> rows,
      Function<? super R, ? extends @Nullable T> value) {
    List<@Nullable T> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(value.apply(row)));
    statement.bindArray(name, type, values);
  }

  private static <R> void instants(
      SqlStatement<?> statement,
      String name,
      List<R> rows,
      Function<? super R, ? extends @Nullable Instant> value) {
    array(
        statement,
        name,
        String.class,
        rows,
        row -> {
          Instant at = value.apply(row);
          return at == null ? null : at.toString();
        });
  }

  void writeChanges(List<NewChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    jdbi.useHandle(
        handle -> {
          var statement =
              handle.createUpdate(
                  """
                  insert into issue_status_change (issue_id, vulnerability, attribute, channel_id,
                    version, before, after, how, how_text, at, seen_at)
                  select * from unnest(:issues, :vulnerabilities, :attributes, :channels, :versions,
                    :before, :after, :hows, :texts, :at::timestamptz[],
                    :seenAt::timestamptz[])
                  """);
          array(statement, "issues", Long.class, changes, one -> one.row().issueId());
          array(
              statement,
              "vulnerabilities",
              String.class,
              changes,
              one -> one.row().vulnerability());
          array(statement, "attributes", String.class, changes, one -> one.row().attribute());
          array(statement, "channels", Integer.class, changes, one -> one.row().channelId());
          array(statement, "versions", String.class, changes, one -> one.row().version());
          array(statement, "before", String.class, changes, NewChange::before);
          array(statement, "after", String.class, changes, NewChange::after);
          array(statement, "hows", String.class, changes, one -> one.row().how());
          array(statement, "texts", String.class, changes, one -> one.row().howText());
          instants(statement, "at", changes, NewChange::at);
          instants(statement, "seenAt", changes, NewChange::seenAt);
          statement.execute();
        });
  }

  /** The oldest first. */
  List<ChangeRow> history(long issueId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue_status_change.id, vulnerability, attribute, channel.name as channel,
                      version, before, after, how, how_text, at, seen_at
                    from issue_status_change
                    join channel on channel.id = issue_status_change.channel_id
                    where issue_id = :id
                    order by at, issue_status_change.id
                    """)
                .bind("id", issueId)
                .map(ConstructorMapper.of(ChangeRow.class))
                .list());
  }

  /** Issues that speak of a vulnerability in a project. */
  List<Long> issuesOf(long vulnerability, long project) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct issue_status.issue_id
                    from vulnerability
                    join issue_status on issue_status.vulnerability = vulnerability.public_id
                      and issue_status.gone_at is null
                    join project_attribute on project_attribute.attribute = issue_status.attribute
                    where vulnerability.id = :vulnerability and project_attribute.project_id = :project
                    order by 1
                    """)
                .bind("vulnerability", vulnerability)
                .bind("project", project)
                .mapTo(Long.class)
                .list());
  }
}
