package org.snowguard.server.issue;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Rows;

/** Which drafts are about a project. */
final class DraftSubjectStore {

  /** A draft by a project that it is about. */
  public record DraftRow(long projectId, long id, String title) {}

  private static final String OF_DRAFTS =
      ProjectIssues.about(":projects", "issue_id in (select id from issue where state = 'draft')");

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
                        + OF_DRAFTS
                        + """
                        ) about on about.issue_id = issue.id
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
                    "select exists (select 1 from ("
                        + ProjectIssues.about(":projects", "issue_id = :issue")
                        + ") about)")
                .bindArray("projects", Long.class, List.of(projectId))
                .bind("issue", issueId)
                .mapTo(boolean.class)
                .one());
  }
}
