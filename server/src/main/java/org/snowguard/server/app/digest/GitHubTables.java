package org.snowguard.server.app.digest;

import java.util.List;

/** What stands on GitHub, and what leaves for it. */
final class GitHubTables {

  private GitHubTables() {}

  static final List<DigestTable> DELIVERIES =
      List.of(
          new DigestTable(
              "github-deliveries",
              """
              select jsonb_build_array(repository, subject, kind, title, number, body, labels, state,
                withheld_by, delivered_number)::text as line
              from github_delivery
              """));

  static final List<DigestTable> ISSUES =
      List.of(
          new DigestTable(
              "github-issues",
              """
              select jsonb_build_array(repository, number, title, state, state_reason, pull_request,
                labels, comments, author_id, updated_at at time zone 'UTC', vulnerability_ids)::text as line
              from github_issue
              """));
}
