package org.snowguard.server.app.digest;

import java.util.List;

/** What is told to everybody. */
final class PublicationTables {

  private PublicationTables() {}

  static final List<DigestTable> ISSUES =
      List.of(
          new DigestTable(
              "publications",
              """
              select jsonb_build_array(issue.public_id, attached, number, body,
                array(select page || ' ' || issue_github_page.body from issue_github_page
                  where issue_github_page.issue_id = issue.id order by page),
                array(select github_id from issue_mention
                  where issue_mention.issue_id = issue.id order by 1),
                array(select github_id || ' ' || (told_at is null) from issue_mention_later
                  where issue_mention_later.issue_id = issue.id order by 1),
                packages)::text as line
              from issue
              left join issue_github on issue_github.issue_id = issue.id
              left join issue_open on issue_open.issue_id = issue.id
              where issue.public_id is not null
              """),
          // How often somebody looked decides which statuses on the way were seen: the last ones
          // count.
          new DigestTable(
              "issue-statuses",
              """
              select jsonb_build_array(issue.public_id, issue.title, vulnerability, attribute,
                channel.name, version, verdict, issue_status.status, how, how_text, stage, flags,
                pull_request, gone_why)::text as line
              from issue_status
              join issue on issue.id = issue_status.issue_id
              join channel on channel.id = issue_status.channel_id
              """),
          new DigestTable(
              "public-ids",
              "select jsonb_build_array(prefix, year, last)::text as line from public_id_counter"));

  static final List<DigestTable> REPORTS =
      List.of(
          // What stood open when each was written is known nowhere else.
          new DigestTable(
              "weekly-reports",
              """
              select jsonb_build_array(week, body, array(select unnest(active) order by 1),
                mailed_at is not null)::text as line
              from weekly_report
              """));
}
