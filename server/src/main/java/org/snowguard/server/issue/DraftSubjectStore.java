package org.snowguard.server.issue;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Rows;

/**
 * Which drafts are about a project: by what was accepted into them, by what people put in, or by a
 * version that channels carried.
 */
final class DraftSubjectStore {

  /** A draft by a project that it is about. */
  public record DraftRow(long projectId, long id, String title) {}

  private static final String ABOUT =
      """
      select issue_suggestion.issue_id, suggestion.project_id
      from issue_suggestion
      join suggestion on suggestion.id = issue_suggestion.suggestion_id
      where suggestion.project_id = any(:projects)
      union
      select issue_overlay.issue_id, project.id
      from project
      join issue_overlay on issue_overlay.kind = 'project' and issue_overlay.name = project.slug
      where project.id = any(:projects) and issue_overlay.value = 'added'
      union
      select issue_overlay.issue_id, project_attribute.project_id
      from project_attribute
      join issue_overlay on issue_overlay.kind = 'package'
        and issue_overlay.name = project_attribute.attribute
      where project_attribute.project_id = any(:projects) and issue_overlay.value = 'added'
      union
      select issue_package.issue_id, project_attribute.project_id
      from project_attribute
      join issue_package on issue_package.attribute = project_attribute.attribute
      where project_attribute.project_id = any(:projects)
        and not exists (
          select 1 from issue_overlay
          where issue_overlay.issue_id = issue_package.issue_id and issue_overlay.kind = 'package'
            and issue_overlay.name = issue_package.attribute and issue_overlay.value = 'removed')
      """;

  private final Jdbi jdbi;

  DraftSubjectStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** By project, the newest draft first. */
  List<DraftRow> draftsOf(Collection<Long> projectIds) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select about.project_id, issue.id, issue.title from issue join ("
                        + ABOUT
                        + """
                        ) about on about.issue_id = issue.id
                        where issue.state = 'draft'
                        order by about.project_id, issue.id desc
                        """)
                .bindArray("projects", Long.class, projectIds)
                .map(Rows.of(DraftRow.class))
                .list());
  }

  boolean isAbout(long issueId, long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from (" + ABOUT + ") about where issue_id = :issue)")
                .bindArray("projects", Long.class, List.of(projectId))
                .bind("issue", issueId)
                .mapTo(boolean.class)
                .one());
  }
}
