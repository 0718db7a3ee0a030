package org.snowguard.server.app.digest;

import java.util.List;

/** How fixes come to users. */
final class RemediationTables {

  private RemediationTables() {}

  static final List<DigestTable> FIXES =
      List.of(
          new DigestTable(
              "pull-requests",
              """
              select jsonb_build_array(repository, number, title, state, author_id, head, base,
                merge_commit, labels, vulnerability_ids, patch_ids, yearless_ids, backport_of,
                merged_at at time zone 'UTC',
                array(select attribute || ' ' || coalesce(from_version, '') || ' '
                    || coalesce(to_version, '')
                  from pull_request_package named
                  where named.repository = pull_request.repository
                    and named.number = pull_request.number
                  order by position))::text as line
              from pull_request
              """),
          new DigestTable(
              "fixes",
              """
              select jsonb_build_array(vulnerability.public_id, project.slug, repository, number,
                evidence, confidence, fix.because, opinion, judged_by, note)::text as line
              from fix
              join vulnerability on vulnerability.id = fix.vulnerability_id
              join project on project.id = fix.project_id
              """),
          new DigestTable(
              "backport-failures",
              """
              select jsonb_build_array(repository, number, branch, reason)::text as line
              from backport_failure
              """),
          new DigestTable(
              "backport-labels-removed",
              """
              select jsonb_build_array(repository, number, label)::text as line
              from backport_label_removed
              """),
          new DigestTable(
              "backport-policies",
              """
              select jsonb_build_array(project.slug, policy, set_by)::text as line
              from backport_policy join project on project.id = backport_policy.project_id
              """));

  static final List<DigestTable> LANDINGS =
      List.of(
          new DigestTable(
              "landings",
              """
              select jsonb_build_array(git_ref.name, encode(git_commit.hash, 'hex'),
                git_landing.seen_at is null, left_at is not null,
                encode(reverting.hash, 'hex'))::text as line
              from git_landing
              join git_ref on git_ref.id = ref_id
              join git_commit on git_commit.id = git_landing.commit_id
              left join git_commit reverting on reverting.id = reverted_by
              """),
          new DigestTable(
              "landing-refs",
              "select jsonb_build_array(name, encode(head, 'hex'))::text as line from git_ref"));
}
