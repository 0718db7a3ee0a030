package org.snowguard.server.app;

import java.util.List;

/** What each table means: one line of text a row, by natural keys. */
final class DigestQueries {

  private DigestQueries() {}

  /**
   * A table of meaning.
   *
   * @param query gives a column {@code line}
   */
  record Table(String name, String query) {}

  /** A suggestion that the machine makes or that people have touched. */
  private static final String PRESENT =
      """
      (suggestion.state <> 'withdrawn' or suggestion.machine_digest is not null
        or suggestion.linked_by_hand or suggestion.decided_by is not null)
      """;

  static final List<Table> ALL =
      List.of(
          // Not when each was updated, which stands with its records: here it is the time of the
          // last
          // change of substance that was seen, and of two that are read at once only one is.
          new Table(
              "vulnerabilities",
              """
              select jsonb_build_array(public_id, state, title, description, assigner,
                published_at at time zone 'UTC', cvss_version, cvss_vector,
                cvss_score, severity, attack_vector, attack_complexity, privileges_required,
                user_interaction, known_exploited_since, exploitation, automatable, technical_impact, epss,
                products)::text as line
              from vulnerability
              """),
          new Table(
              "vulnerability-aliases",
              """
              select jsonb_build_array(alias, public_id)::text as line
              from vulnerability_alias
              join vulnerability on vulnerability.id = vulnerability_alias.vulnerability_id
              """),
          new Table(
              "records",
              """
              select jsonb_build_array(public_id, source, vulnerability_record.updated_at at time zone 'UTC',
                encode(sha256(raw), 'hex'))::text as line
              from vulnerability_record
              join vulnerability on vulnerability.id = vulnerability_record.vulnerability_id
              """),
          new Table(
              "records-of-others",
              """
              select jsonb_build_array(key, names, withdrawn, updated_at at time zone 'UTC',
                encode(sha256(raw), 'hex'))::text as line
              from advisory
              """),
          new Table(
              "known-exploited",
              """
              select jsonb_build_array(cve, added_on, due_on, name, ransomware)::text as line
              from known_exploited
              """),
          new Table(
              "exploit-predictions",
              "select jsonb_build_array(cve, probability)::text as line from epss_score"),
          new Table(
              "channels",
              """
              select jsonb_build_array(name, branch, status, branched_off_on, end_of_life_on, position,
                kind)::text as line
              from channel
              """),
          new Table(
              "snapshots",
              """
              select jsonb_build_array(channel.name, revision,
                packages_fingerprint, sources_fingerprint, packages,
                row_number() over (partition by channel.id order by snapshot.id))::text as line
              from snapshot join channel on channel.id = snapshot.channel_id
              """),
          new Table(
              "spans",
              """
              select jsonb_build_array(channel.name, attribute, package_span.name, pname,
                package_span.version, encode(package_metadata.digest, 'hex'),
                encode(package_sources.digest, 'hex'), encode(package_facts.digest, 'hex'),
                since.packages_fingerprint, until.packages_fingerprint)::text as line
              from package_span
              join channel on channel.id = package_span.channel_id
              join package_metadata on package_metadata.id = package_span.metadata_id
              left join package_sources on package_sources.id = package_span.sources_id
              join package_facts on package_facts.id = package_span.facts_id
              join snapshot since on since.id = package_span.first_snapshot
              left join snapshot until on until.id = package_span.last_snapshot
              """),
          new Table(
              "maintainers",
              "select jsonb_build_array(github_id, login, name)::text as line from maintainer"),
          new Table(
              "projects",
              """
              select jsonb_build_array(project.slug, original.slug, project.because)::text as line
              from project left join project original on original.id = project.variant_of
              """),
          new Table(
              "project-attributes",
              """
              select jsonb_build_array(attribute, slug)::text as line
              from project_attribute join project on project.id = project_attribute.project_id
              """),
          new Table(
              "project-attributes-past",
              """
              select jsonb_build_array(attribute, slug)::text as line
              from project_attribute_past
              join project on project.id = project_attribute_past.project_id
              """),
          new Table(
              "project-redirects",
              """
              select jsonb_build_array(project_redirect.slug, project.slug)::text as line
              from project_redirect join project on project.id = project_redirect.project_id
              """),
          new Table(
              "suggestions",
              """
              select jsonb_build_array(public_id, slug, suggestion.state, placement, tier, probability,
                algorithm, attributes, evidence, against, machine_digest is not null,
                case when published_at is not null then rank end, suggestion.score, marks, linked_by_hand,
                taken_from_backlog, removed_attributes, decided_by, dismiss_reason, note, snoozed_until,
                review_on, decision_facts, changed_since, folded_by, decided_attributes,
                (select reason from standing_rule where standing_rule.id = rule_id))::text as line
              from suggestion
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where\
              """
                  + PRESENT),
          new Table(
              "verdicts",
              """
              select jsonb_build_array(public_id, slug, encode(package_facts.digest, 'hex'),
                suggestion_verdict.attribute, verdict, reason_code, reason_text, pointer, fixed_version)::text
                as line
              from suggestion_verdict
              join package_facts on package_facts.id = suggestion_verdict.facts_id
              join suggestion on suggestion.id = suggestion_verdict.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where\
              """
                  + PRESENT),
          new Table(
              "lessons",
              """
              select jsonb_build_array(vendor, product, project.slug, kind, taught_by, public_id,
                revoked_at is null)::text as line
              from learned_alias
              join project on project.id = learned_alias.project_id
              join suggestion on suggestion.id = learned_alias.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              """),
          new Table(
              "proposals",
              """
              select jsonb_build_array(public_id, slug, proposed_by, kind, proposal.dismiss_reason,
                attribute, proposal.note, proposal.state, closed_by)::text as line
              from proposal
              join suggestion on suggestion.id = proposal.suggestion_id
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              """),
          new Table(
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
          new Table(
              "issue-overlays",
              """
              select jsonb_build_array(issue.public_id, title, kind, name, vulnerability, channel, value,
                reason, changed_by)::text as line
              from issue_overlay join issue on issue.id = issue_overlay.issue_id
              """),
          new Table(
              "refutations",
              """
              select jsonb_build_array(subject_kind, subject_label, attribute, claim, note, made_by,
                github_id, state, answer, closed_by)::text as line
              from refutation
              """),
          new Table(
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
          new Table(
              "rolling-drafts",
              """
              select jsonb_build_array(slug, issue.title)::text as line
              from rolling_draft
              join project on project.id = rolling_draft.project_id
              join issue on issue.id = rolling_draft.issue_id
              """),
          new Table(
              "comments",
              """
              select jsonb_build_array(issue.title, author, body, public, issue_comment.revision,
                deleted_at is not null)::text as line
              from issue_comment join issue on issue.id = issue_comment.issue_id
              """),
          new Table(
              "watches",
              """
              select jsonb_build_array(issue.title, account_id, watching)::text as line
              from issue_watch join issue on issue.id = issue_watch.issue_id
              """),
          new Table(
              "told",
              """
              select jsonb_build_array(issue.title, account_id, why, words, actor, read_at is null)::text
                as line
              from issue_told join issue on issue.id = issue_told.issue_id
              """),
          new Table(
              "events",
              """
              select jsonb_build_array(kind, subject_kind, subject_label, count(*))::text as line
              from event
              where kind not in ('suggestion.queued', 'suggestion.unqueued', 'suggestion.withdrawn')
              group by kind, subject_kind, subject_label
              """),
          // What the machine once said and nobody touched: whether it was said at all depends on
          // what
          // was read at once.
          new Table(
              "suggestions-past",
              """
              select jsonb_build_array(public_id, slug)::text as line
              from suggestion
              join vulnerability on vulnerability.id = suggestion.vulnerability_id
              join project on project.id = suggestion.project_id
              where not\
              """
                  + PRESENT),
          new Table(
              "github-deliveries",
              """
              select jsonb_build_array(repository, subject, kind, title, number, body, labels, state,
                withheld_by, delivered_number)::text as line
              from github_delivery
              """),
          new Table(
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
          new Table(
              "fixes",
              """
              select jsonb_build_array(vulnerability.public_id, project.slug, repository, number,
                evidence, confidence, fix.because, opinion, judged_by, note)::text as line
              from fix
              join vulnerability on vulnerability.id = fix.vulnerability_id
              join project on project.id = fix.project_id
              """),
          new Table(
              "backport-failures",
              """
              select jsonb_build_array(repository, number, branch, reason)::text as line
              from backport_failure
              """),
          new Table(
              "backport-labels-removed",
              """
              select jsonb_build_array(repository, number, label)::text as line
              from backport_label_removed
              """),
          new Table(
              "backport-policies",
              """
              select jsonb_build_array(project.slug, policy, set_by)::text as line
              from backport_policy join project on project.id = backport_policy.project_id
              """),
          new Table(
              "github-issues",
              """
              select jsonb_build_array(repository, number, title, state, state_reason, pull_request,
                labels, comments, author_id, updated_at at time zone 'UTC', vulnerability_ids)::text as line
              from github_issue
              """),
          new Table(
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
          new Table(
              "issue-statuses",
              """
              select jsonb_build_array(issue.public_id, issue.title, vulnerability, attribute,
                channel.name, version, verdict, issue_status.status, how, how_text, stage, flags,
                pull_request, gone_why)::text as line
              from issue_status
              join issue on issue.id = issue_status.issue_id
              join channel on channel.id = issue_status.channel_id
              """),
          new Table(
              "public-ids",
              "select jsonb_build_array(prefix, year, last)::text as line from public_id_counter"),
          // Mail addresses are nobody's to compare.
          new Table(
              "subscriptions",
              """
              select jsonb_build_array(account_id, kind,
                case kind
                  when 'project' then (select slug from project where id::text = key)
                  when 'issue' then (select public_id from issue where id::text = key)
                  else key
                end, way, raw)::text as line
              from subscription
              """),
          new Table(
              "report-choices",
              """
              select jsonb_build_array(account_id, 'mail')::text as line from report_subscription
              union all
              select jsonb_build_array(account_id, 'thanks')::text from report_thanks
              """),
          new Table(
              "happenings",
              """
              select jsonb_build_array(kind, link, title, words,
                array(select happening_topic.kind || ' ' || coalesce(slug, public_id, key)
                  from happening_topic
                  left join project on happening_topic.kind = 'project' and project.id::text = key
                  left join issue on happening_topic.kind = 'issue' and issue.id::text = key
                  where happening_id = happening.id
                  order by 1))::text as line
              from happening
              """),
          new Table(
              "notices",
              """
              select jsonb_build_array(account_id, way, kind, link, title, because,
                read_at is not null)::text as line
              from notice join happening on happening.id = notice.happening_id
              """),
          new Table(
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
          new Table(
              "landing-refs",
              "select jsonb_build_array(name, encode(head, 'hex'))::text as line from git_ref"),
          // What stood open when each was written is known nowhere else.
          new Table(
              "weekly-reports",
              """
              select jsonb_build_array(week, body, array(select unnest(active) order by 1),
                mailed_at is not null)::text as line
              from weekly_report
              """),
          // How the machine moved cards: two changes of a record that are matched at once move it
          // once.
          new Table(
              "movements",
              """
              select jsonb_build_array(kind, subject_label, count(*))::text as line
              from event
              where kind in ('suggestion.queued', 'suggestion.unqueued', 'suggestion.withdrawn')
              group by kind, subject_label
              """));
}
