package org.snowguard.server.issue;

/**
 * Which issues are about a project: by what was accepted into them, by what people put in, or by a
 * version that channels carried.
 */
final class ProjectIssues {

  private static final String ABOUT =
      """
      select issue_id, suggestion.project_id
      from issue_suggestion
      join suggestion on suggestion.id = issue_suggestion.suggestion_id
      where suggestion.project_id = any(<projects>) and <issues>
      union
      select issue_id, project.id
      from project
      join issue_overlay on issue_overlay.kind = 'project' and issue_overlay.name = project.slug
      where project.id = any(<projects>) and issue_overlay.value = 'added' and <issues>
      union
      select issue_id, project_attribute.project_id
      from project_attribute
      join issue_overlay on issue_overlay.kind = 'package'
        and issue_overlay.name = project_attribute.attribute
      where project_attribute.project_id = any(<projects>) and issue_overlay.value = 'added'
        and <issues>
      union
      select issue_id, project_attribute.project_id
      from project_attribute
      join issue_package on issue_package.attribute = project_attribute.attribute
      where project_attribute.project_id = any(<projects>) and <issues>
        and not exists (
          select 1 from issue_overlay removed
          where removed.issue_id = issue_package.issue_id and removed.kind = 'package'
            and removed.name = issue_package.attribute and removed.value = 'removed')
      """;

  private ProjectIssues() {}

  /**
   * A query of {@code issue_id} and {@code project_id}.
   *
   * @param projects an array of ids, as SQL of ours
   * @param issues a condition on {@code issue_id}, as SQL of ours
   */
  static String about(String projects, String issues) {
    return ABOUT.replace("<projects>", projects).replace("<issues>", issues);
  }
}
