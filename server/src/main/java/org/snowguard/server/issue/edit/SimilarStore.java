package org.snowguard.server.issue.edit;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** Finds issues that hold the same. */
final class SimilarStore {

  private static final List<String> MOVES =
      List.of(
          "update issue_suggestion set issue_id = :to where issue_id = :from",
          "update issue_comment set issue_id = :to where issue_id = :from",
          """
          insert into issue_overlay
            (issue_id, kind, name, vulnerability, channel, value, reason, changed_by, changed_at)
          select :to, kind, name, vulnerability, channel, value, reason, changed_by, changed_at
          from issue_overlay where issue_id = :from
          on conflict do nothing
          """,
          """
          insert into issue_package (issue_id, attribute, version, added_at)
          select :to, attribute, version, added_at from issue_package where issue_id = :from
          on conflict do nothing
          """,
          """
          insert into issue_watch (issue_id, account_id, watching, changed_at)
          select :to, account_id, watching, changed_at from issue_watch where issue_id = :from
          on conflict do nothing
          """,
          """
          insert into issue_told (account_id, issue_id, why, words, actor, at, times, read_at)
          select account_id, :to, why, words, actor, at, times, read_at
          from issue_told where issue_id = :from
          on conflict do nothing
          """);

  private static final String WAITING =
      """
      select suggestion.id, suggestion.revision, vulnerability.public_id as vulnerability,
        project.slug as project, suggestion.state
      from vulnerability
      join suggestion on suggestion.vulnerability_id = vulnerability.id
      join project on project.id = suggestion.project_id
      where vulnerability.public_id = any(:oneVulnerabilities || :otherVulnerabilities)
        and suggestion.state in ('pending', 'backlog')
        and (<one> or <other>)
      order by vulnerability.public_id collate "C", project.slug collate "C"
      limit :limit
      """;

  private final Jdbi jdbi;

  SimilarStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Those that share most first; closed ones are left out. */
  List<SimilarIssue> sharing(
      long issueId, Collection<String> vulnerabilities, Collection<String> subjects, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with shared as (
                      select issue_suggestion.issue_id, vulnerability.public_id as vulnerability,
                        null as subject
                      from vulnerability
                      join suggestion on suggestion.vulnerability_id = vulnerability.id
                      join issue_suggestion on issue_suggestion.suggestion_id = suggestion.id
                      where vulnerability.public_id = any(:vulnerabilities)
                      union
                      select issue_id, name, null from issue_overlay
                      where kind = 'vulnerability' and value = 'added' and name = any(:vulnerabilities)
                      union
                      select issue_suggestion.issue_id, null, project.slug
                      from issue_suggestion
                      join suggestion on suggestion.id = issue_suggestion.suggestion_id
                      join project on project.id = suggestion.project_id
                      where project.slug = any(:subjects)
                      union
                      select issue_id, null, name from issue_overlay
                      where kind in ('project', 'package', 'module', 'own_project') and value = 'added'
                        and name = any(:subjects))
                    select issue.id, issue.public_id, issue.title, issue.state, issue.revision,
                      coalesce(array_agg(vulnerability order by vulnerability collate "C")
                        filter (where vulnerability is not null), '{}') as vulnerabilities,
                      coalesce(array_agg(subject order by subject collate "C")
                        filter (where subject is not null), '{}') as subjects
                    from shared join issue on issue.id = shared.issue_id
                    where issue.id <> :id and issue.state <> 'closed'
                    group by issue.id
                    order by count(vulnerability) desc, issue.id desc
                    limit :limit
                    """)
                .bind("id", issueId)
                .bindArray("vulnerabilities", String.class, vulnerabilities)
                .bindArray("subjects", String.class, subjects)
                .bind("limit", limit)
                .map(ConstructorMapper.of(SimilarIssue.class))
                .list());
  }

  /** Each of these vulnerabilities with each of these projects, or with those of the packages. */
  record Wanted(List<String> vulnerabilities, List<String> projects, List<String> packages) {

    private static String pairs(String bound) {
      return """
      vulnerability.public_id = any(:$Vulnerabilities)
        and (project.slug = any(:$Projects) or exists (
          select 1 from project_attribute
          where project_attribute.project_id = project.id
            and project_attribute.attribute = any(:$Packages)))
      """
          .replace("$", bound);
    }

    private void bind(String bound, Query query) {
      query
          .bindArray(bound + "Vulnerabilities", String.class, vulnerabilities)
          .bindArray(bound + "Projects", String.class, projects)
          .bindArray(bound + "Packages", String.class, packages);
    }
  }

  /** Suggestions that nobody decided, of the one or the other. */
  List<WaitingCard> waiting(Wanted one, Wanted other, int limit) {
    return jdbi.withHandle(
        handle -> {
          Query query =
              handle.createQuery(
                  WAITING
                      .replace("<one>", Wanted.pairs("one"))
                      .replace("<other>", Wanted.pairs("other")));
          one.bind("one", query);
          other.bind("other", query);
          return query.bind("limit", limit).map(ConstructorMapper.of(WaitingCard.class)).list();
        });
  }

  /** Puts all of a draft into another one; what that holds already stays as it is. */
  void move(long fromId, long toId) {
    jdbi.useHandle(
        handle ->
            MOVES.forEach(
                sql -> handle.createUpdate(sql).bind("from", fromId).bind("to", toId).execute()));
  }
}
