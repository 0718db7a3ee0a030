package org.snowguard.server.app.digest;

import java.util.List;

/** Issues, and what people say in them. */
final class IssueTables {

  private IssueTables() {}

  static final List<DigestTable> ALL =
      List.of(
          new DigestTable(
              "issues",
              """
              select jsonb_build_array(issue.public_id, issue.state, title, title_by_hand, created_by,
                description, priority, remediation, assignee, published_by, closed_by, close_reason,
                closed_on_github_at is not null,
                (select coalesce(original.public_id, original.title) from issue original
                  where original.id = issue.duplicate_of),
                array(select vulnerability.public_id || ' ' || slug
                  from issue_suggestion
                  join suggestion on suggestion.id = issue_suggestion.suggestion_id
                  join vulnerability on vulnerability.id = suggestion.vulnerability_id
                  join project on project.id = suggestion.project_id
                  where issue_suggestion.issue_id = issue.id
                  order by 1),
                array(select attribute || ' ' || version from issue_package
                  where issue_package.issue_id = issue.id order by 1))::text as line
              from issue
              """),
          new DigestTable(
              "issue-overlays",
              """
              select jsonb_build_array(issue.public_id, title, kind, name, vulnerability, channel, value,
                reason, changed_by)::text as line
              from issue_overlay join issue on issue.id = issue_overlay.issue_id
              """),
          new DigestTable(
              "refutations",
              """
              select jsonb_build_array(subject_kind, subject_label, attribute, claim, note, made_by,
                github_id, state, answer, closed_by)::text as line
              from refutation
              """),
          new DigestTable(
              "standing-rules",
              """
              select jsonb_build_array(slug, action, min_score, max_score, attack_vectors, complexities,
                standing_rule.privileges, interactions, fixed_version_known, wait_days, reason, author,
                expires_on, seen, ended_at is not null, ended_by, end_reason,
                array(select vulnerability.public_id
                  from standing_rule_application
                  join suggestion on suggestion.id = standing_rule_application.suggestion_id
                  join vulnerability on vulnerability.id = suggestion.vulnerability_id
                  where standing_rule_application.rule_id = standing_rule.id
                  order by 1))::text as line
              from standing_rule join project on project.id = standing_rule.project_id
              """),
          new DigestTable(
              "rolling-drafts",
              """
              select jsonb_build_array(slug, issue.title)::text as line
              from rolling_draft
              join project on project.id = rolling_draft.project_id
              join issue on issue.id = rolling_draft.issue_id
              """),
          new DigestTable(
              "comments",
              """
              select jsonb_build_array(issue.title, author, body, public, issue_comment.revision,
                deleted_at is not null)::text as line
              from issue_comment join issue on issue.id = issue_comment.issue_id
              """),
          new DigestTable(
              "watches",
              """
              select jsonb_build_array(issue.title, account_id, watching)::text as line
              from issue_watch join issue on issue.id = issue_watch.issue_id
              """),
          new DigestTable(
              "told",
              """
              select jsonb_build_array(issue.title, account_id, why, words, actor, read_at is null)::text
                as line
              from issue_told join issue on issue.id = issue_told.issue_id
              """));
}
