package org.snowguard.server.remediation.backport;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.remediation.pull.Fix;

/** What releases lack, and what became of attempts to bring it there. */
final class BackportStore {

  private final Jdbi jdbi;
  private final String repository;

  BackportStore(Jdbi jdbi, String repository) {
    this.jdbi = jdbi;
    this.repository = repository;
  }

  /**
   * A package of a supported release that a fix of unstable would mend.
   *
   * @param branch of the release: {@code release-26.05}
   */
  record Lacking(
      int number,
      String vulnerability,
      long projectId,
      String project,
      String channel,
      String branch,
      String attribute,
      @Nullable String version) {}

  /**
   * Of fixes that are sure, packages of supported releases that are affected after what people say:
   * of published issues, as everybody reads the answer, and of a draft where it is asked for.
   *
   * @param project of one alone, or null
   * @param issue of one alone, or null
   */
  List<Lacking> lacking(@Nullable Long project, @Nullable Long issue) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select distinct fix.number, vulnerability.public_id, project.id as project_id,
                      project.slug, channel.name as channel, channel.branch, channel.position,
                      package_span.attribute, package_span.version
                    from fix
                    join pull_request on pull_request.repository = fix.repository
                      and pull_request.number = fix.number
                    join suggestion on suggestion.vulnerability_id = fix.vulnerability_id
                      and suggestion.project_id = fix.project_id
                    join vulnerability on vulnerability.id = fix.vulnerability_id
                    join project on project.id = fix.project_id
                    left join (issue_suggestion
                      join issue on issue.id = issue_suggestion.issue_id
                        and (issue.state <> 'draft' or :issue::bigint is not null))
                      on issue_suggestion.suggestion_id = suggestion.id
                    cross join unnest(suggestion.attributes) as named (attribute)
                    join package_span on package_span.attribute = named.attribute
                      and package_span.last_snapshot is null
                    join channel on channel.id = package_span.channel_id
                    cross join lateral (
                      select verdict from suggestion_verdict
                      where suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      order by suggestion_verdict.attribute desc limit 1) judged
                    left join lateral (
                      select value from issue_overlay
                      where issue_overlay.issue_id = issue_suggestion.issue_id
                        and issue_overlay.kind = 'verdict' and issue_overlay.name = named.attribute
                        and issue_overlay.vulnerability in ('', vulnerability.public_id)
                        and issue_overlay.channel in ('', channel.name)
                      order by issue_overlay.vulnerability desc, issue_overlay.channel desc
                      limit 1) said on true
                    where fix.repository = :repository
                      and (fix.opinion <> 'REFUTED' and fix.confidence >= :sure
                          and fix.evidence <> 'BY_HAND'
                        or fix.opinion = 'CONFIRMED'
                          and (suggestion.state <> 'accepted' or issue_suggestion.issue_id is not null))
                      and pull_request.state in ('OPEN', 'MERGED')
                      and pull_request.backport_of is null
                      and pull_request.base !~ '[0-9]{2}[.][0-9]{2}'
                      and channel.kind = 'primary' and channel.branch like 'release-%'
                      and channel.status <> 'end_of_life'
                      and (suggestion.state = 'accepted' and issue_suggestion.issue_id is not null
                        or suggestion.linked_by_hand or suggestion.tier = 'likely')
                      and suggestion.state not in ('dismissed', 'withdrawn')
                      and not named.attribute = any(suggestion.removed_attributes)
                      and coalesce(said.value, judged.verdict) = 'affected'
                      and (:project::bigint is null or fix.project_id = :project)
                      and (:issue::bigint is null or issue_suggestion.issue_id = :issue)
                    order by fix.number desc, channel.position, project.slug, package_span.attribute,
                      vulnerability.public_id
                    """)
                .bind("repository", repository)
                .bind("sure", Fix.SURE)
                .bind("project", project)
                .bind("issue", issue)
                .map(
                    (row, context) ->
                        new Lacking(
                            row.getInt("number"),
                            row.getString("public_id"),
                            row.getLong("project_id"),
                            row.getString("slug"),
                            row.getString("channel"),
                            row.getString("branch"),
                            row.getString("attribute"),
                            row.getString("version")))
                .list());
  }

  /** Reasons of what could not be brought. */
  Map<Target, String> failures(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, branch, reason from backport_failure
                    where repository = :repository and number = any(:numbers)
                    """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map(
                    (row, context) ->
                        Map.entry(new Target(row.getInt(1), row.getString(2)), row.getString(3)))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Tells whether it is news. */
  boolean failed(int number, String branch, String reason, Instant at) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        insert into backport_failure as stored (repository, number, branch, reason, failed_at)
                        values (:repository, :number, :branch, :reason, :at)
                        on conflict (repository, number, branch) do update set
                          reason = excluded.reason, failed_at = excluded.failed_at
                        where stored.failed_at < excluded.failed_at
                        """)
                    .bind("repository", repository)
                    .bind("number", number)
                    .bind("branch", branch)
                    .bind("reason", reason)
                    .bind("at", at)
                    .execute()
                > 0);
  }

  /** A label of a pull request. */
  record Labelled(int number, String label) {}

  /** Labels that somebody took away. */
  Set<Labelled> removedLabels(Collection<Integer> numbers) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select number, label from backport_label_removed
                    where repository = :repository and number = any(:numbers)
                    """)
                .bind("repository", repository)
                .bindArray("numbers", Integer.class, numbers)
                .map((row, context) -> new Labelled(row.getInt(1), row.getString(2)))
                .set());
  }

  void removed(int number, String label, Instant at) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into backport_label_removed (repository, number, label, seen_at)
                    values (:repository, :number, :label, :at) on conflict do nothing
                    """)
                .bind("repository", repository)
                .bind("number", number)
                .bind("label", label)
                .bind("at", at)
                .execute());
  }
}
