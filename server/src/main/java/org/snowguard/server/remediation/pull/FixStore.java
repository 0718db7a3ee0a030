package org.snowguard.server.remediation.pull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

final class FixStore {

  private static final String FIX =
      """
      select fix.id, fix.vulnerability_id, fix.project_id, fix.evidence, fix.confidence, fix.because,
        fix.found_at, fix.opinion, fix.judged_by, fix.note,
      """
          + PullStore.COLUMNS
          + """
          from fix
          join pull_request on pull_request.repository = fix.repository
            and pull_request.number = fix.number
          """;

  private static final String ORDER = " order by fix.number, fix.vulnerability_id, fix.project_id";

  private final Jdbi jdbi;
  private final String repository;

  FixStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  List<Fix> of(long vulnerability, long project) {
    return jdbi.withHandle(
        handle ->
            list(
                handle
                    .createQuery(
                        FIX
                            + """
                            where fix.repository = :repository and fix.vulnerability_id = :vulnerability
                              and fix.project_id = :project
                            """
                            + ORDER)
                    .bind("vulnerability", vulnerability)
                    .bind("project", project)));
  }

  List<Fix> ofVulnerability(long vulnerability) {
    return jdbi.withHandle(
        handle ->
            list(
                handle
                    .createQuery(
                        FIX
                            + """
                            where fix.repository = :repository and fix.vulnerability_id = :vulnerability
                            """
                            + ORDER)
                    .bind("vulnerability", vulnerability)));
  }

  List<Fix> ofIssue(long issueId) {
    return jdbi.withHandle(
        handle ->
            list(
                handle
                    .createQuery(
                        FIX
                            + """
                            where fix.repository = :repository
                              and (fix.vulnerability_id, fix.project_id) in (
                                select suggestion.vulnerability_id, suggestion.project_id
                                from issue_suggestion
                                join suggestion on suggestion.id = issue_suggestion.suggestion_id
                                where issue_suggestion.issue_id = :issue)
                            """
                            + ORDER)
                    .bind("issue", issueId)));
  }

  List<Fix> ofProject(long project, int limit) {
    return jdbi.withHandle(
        handle ->
            list(
                handle
                    .createQuery(
                        FIX
                            + """
                            where fix.repository = :repository and fix.project_id = :project
                            order by fix.number desc, fix.vulnerability_id limit :limit
                            """)
                    .bind("project", project)
                    .bind("limit", limit)));
  }

  List<Fix> ofPulls(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            list(
                handle
                    .createQuery(
                        FIX
                            + "where fix.repository = :repository and fix.number = any(:numbers)"
                            + ORDER)
                    .bindArray("numbers", Integer.class, numbers)));
  }

  Optional<Fix> find(long id) {
    return jdbi.withHandle(
        handle ->
            list(
                    handle
                        .createQuery(FIX + "where fix.repository = :repository and fix.id = :id")
                        .bind("id", id))
                .stream()
                .findFirst());
  }

  private List<Fix> list(Query query) {
    return query.bind("repository", repository).map((row, context) -> fix(row)).list();
  }

  private static Fix fix(ResultSet row) throws SQLException {
    PullRequest pull = PullStore.pull(row);
    return new Fix(
        row.getLong("id"),
        row.getLong("vulnerability_id"),
        row.getLong("project_id"),
        pull,
        FixEvidence.valueOf(row.getString("evidence")),
        row.getDouble("confidence"),
        Objects.requireNonNull(row.getString("because")),
        Objects.requireNonNull(row.getTimestamp("found_at")).toInstant(),
        FixOpinion.valueOf(row.getString("opinion")),
        row.getObject("judged_by", Long.class),
        row.getString("note"),
        pull.backportOf());
  }

  /** What the machine says of a pull request and a link. */
  record Proposal(
      int number,
      long vulnerability,
      long project,
      FixEvidence evidence,
      double confidence,
      String because) {}

  /** Stores a proposal or what it says now; empty if that stands there already. */
  Optional<Long> propose(Proposal proposal, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into fix as stored (vulnerability_id, project_id, repository, number, evidence,
                      confidence, because, found_at)
                    values (:vulnerability, :project, :repository, :number, :evidence, :confidence,
                      :because, :now)
                    on conflict (repository, number, vulnerability_id, project_id) do update set
                      evidence = excluded.evidence, confidence = excluded.confidence,
                      because = excluded.because
                    where stored.evidence <> 'BY_HAND'
                      and (stored.evidence, stored.confidence, stored.because)
                        is distinct from (excluded.evidence, excluded.confidence, excluded.because)
                    returning stored.id
                    """)
                .bind("vulnerability", proposal.vulnerability())
                .bind("project", proposal.project())
                .bind("number", proposal.number())
                .bind("evidence", proposal.evidence().name())
                .bind("confidence", proposal.confidence())
                .bind("because", proposal.because())
                .bind("repository", repository)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne());
  }

  /** A proposal that nothing speaks for any more and nobody has judged. */
  boolean withdraw(long id) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate("delete from fix where id = :id and opinion = 'PROPOSED'")
                    .bind("id", id)
                    .execute()
                > 0);
  }

  /** What a person says. */
  void judge(
      long id, FixOpinion opinion, @Nullable Long actor, @Nullable String note, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update fix set opinion = :opinion, judged_by = :actor, note = :note,
                      judged_at = case when :actor::bigint is null then null else :now::timestamptz end
                    where id = :id
                    """)
                .bind("id", id)
                .bind("opinion", opinion.name())
                .bind("actor", actor)
                .bind("note", note)
                .bind("now", now)
                .execute());
  }

  /** Empty if it stands among the fixes already. */
  Optional<Long> addByHand(
      long vulnerability, long project, int number, String note, long actor, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    insert into fix (vulnerability_id, project_id, repository, number, evidence,
                      confidence, because, found_at, opinion, judged_by, judged_at, note)
                    values (:vulnerability, :project, :repository, :number, 'BY_HAND', 1, 'named by hand',
                      :now, 'CONFIRMED', :actor, :now, :note)
                    on conflict (repository, number, vulnerability_id, project_id) do nothing
                    returning id
                    """)
                .bind("vulnerability", vulnerability)
                .bind("project", project)
                .bind("repository", repository)
                .bind("number", number)
                .bind("note", note.isEmpty() ? null : note)
                .bind("actor", actor)
                .bind("now", now)
                .mapTo(Long.class)
                .findOne());
  }

  void remove(long id) {
    jdbi.useHandle(
        handle -> handle.createUpdate("delete from fix where id = :id").bind("id", id).execute());
  }
}
