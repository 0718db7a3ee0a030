package org.snowguard.server.browse.answer;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.snowguard.core.status.StatusDecision;
import org.snowguard.core.triage.DismissReason;

/** Reads what the answers are made of. */
final class AnswerStore {

  /** Words of a status that leaves something to do, the worst first. */
  private static final String STAGES =
      "array['affected', 'fix_proposed', 'fix_merged', 'unknown', 'under_investigation']";

  private static final String SEVERITIES = "array['critical', 'high', 'medium', 'low', 'none']";

  /** Reasons of a dismissal that say something of what is shipped. */
  private static final List<String> DECIDING =
      Arrays.stream(DismissReason.values())
          .filter(reason -> StatusDecision.of(reason).isPresent())
          .map(DismissReason::text)
          .toList();

  private final Jdbi jdbi;

  AnswerStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Primary channels in the order of pages. */
  List<FlawAnswers.ChannelName> channels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select name, status <> 'end_of_life' as supported from channel
                    where kind = 'primary' order by position, name
                    """)
                .map(ConstructorMapper.of(FlawAnswers.ChannelName.class))
                .list());
  }

  /** What every snapshot carried of what a vulnerability affects. */
  List<Carried> carried(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select upper(suggestion.dismiss_reason) as dismiss_reason, channel.name as channel,
                      package_span.attribute, since.imported_at as since, until.imported_at as until
                    from suggestion
                    cross join unnest(suggestion.attributes) as named (attribute)
                    join package_span on package_span.attribute = named.attribute
                    join channel on channel.id = package_span.channel_id and channel.kind = 'primary'
                    join snapshot since on since.id = package_span.first_snapshot
                    left join lateral (select snapshot.imported_at from snapshot
                      where snapshot.channel_id = channel.id and snapshot.id > package_span.last_snapshot
                      order by snapshot.id limit 1) until on true
                    where suggestion.vulnerability_id = :id
                      and suggestion.state not in ('withdrawn', 'weak')
                      and named.attribute <> all(suggestion.removed_attributes)
                      and exists (
                        select 1 from suggestion_affected affected
                        where affected.suggestion_id = suggestion.id
                          and affected.facts_id = package_span.facts_id
                          and affected.attribute in ('', package_span.attribute))
                      and not exists (
                        select 1 from suggestion_verdict apart
                        where apart.suggestion_id = suggestion.id
                          and apart.facts_id = package_span.facts_id
                          and apart.attribute = package_span.attribute
                          and apart.verdict <> 'affected')
                    order by channel.position, package_span.attribute collate "C", package_span.id
                    """)
                .bind("id", vulnerabilityId)
                .map(ConstructorMapper.of(Carried.class))
                .list());
  }

  List<LookedAt> lookedAt(long vulnerabilityId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select project.slug as project, suggestion.state, suggestion.linked_by_hand,
                      suggestion.dismiss_reason, suggestion.decided_at,
                      (select issue.public_id from issue_suggestion
                        join issue on issue.id = issue_suggestion.issue_id
                        where issue_suggestion.suggestion_id = suggestion.id) as issue
                    from suggestion join project on project.id = suggestion.project_id
                    where suggestion.vulnerability_id = :id and suggestion.state <> 'withdrawn'
                    order by suggestion.probability desc nulls first, project.slug
                    """)
                .bind("id", vulnerabilityId)
                .map(ConstructorMapper.of(LookedAt.class))
                .list());
  }

  /** Of all packages of a project, by channel: from the marks that the queue is filtered by. */
  List<InChannel> ofProject(long projectId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name as channel, channel.status <> 'end_of_life' as supported,
                      count(*) filter (where standing.affected and not standing.other) as affected,
                      count(*) filter (where standing.unknown and not standing.affected
                        and not standing.other) as unknown,
                      count(*) filter (where standing.acknowledged and not standing.affected
                        and not standing.unknown and not standing.other) as acknowledged,
                      count(*) filter (where standing.other or not (standing.affected
                        or standing.unknown or standing.acknowledged)) as mitigated,
                      count(*) as all,
                      count(*) filter (where suggestion.state in ('accepted', 'dismissed', 'snoozed'))
                        as reviewed
                    from suggestion
                    join channel on channel.kind = 'primary' and channel.name = any(suggestion.marks)
                    cross join lateral (select
                      channel.name || ':affected' = any(suggestion.marks) as affected,
                      channel.name || ':unknown' = any(suggestion.marks) as unknown,
                      channel.name || ':acknowledged' = any(suggestion.marks) as acknowledged,
                      coalesce(suggestion.state = 'dismissed'
                        and suggestion.dismiss_reason = any(:deciding), false) as other) standing
                    where suggestion.project_id = :project
                      and suggestion.state not in ('withdrawn', 'weak')
                    group by channel.id order by channel.position
                    """)
                .bind("project", projectId)
                .bindArray("deciding", String.class, DECIDING)
                .map(ConstructorMapper.of(InChannel.class))
                .list());
  }

  /** Of packages of a project, by channel. */
  List<InChannel> ofPackages(long projectId, Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with judged as (
                      select channel.name as channel, channel.position,
                        channel.status <> 'end_of_life' as supported, suggestion.id,
                        suggestion.vulnerability_id,
                        suggestion.state in ('accepted', 'dismissed', 'snoozed') as reviewed,
                        coalesce(suggestion.state = 'dismissed'
                          and suggestion.dismiss_reason = any(:deciding), false) as other,
                        min(array_position(
                          array['affected', 'unknown', 'acknowledged', 'patched', 'not_affected'],
                          suggestion_verdict.verdict)) as worst
                      from package_span
                      join channel on channel.id = package_span.channel_id and channel.kind = 'primary'
                      join suggestion_verdict on suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      join suggestion on suggestion.id = suggestion_verdict.suggestion_id
                        and suggestion.project_id = :project
                        and suggestion.state not in ('withdrawn', 'weak')
                        and package_span.attribute = any(suggestion.attributes)
                        and package_span.attribute <> all(suggestion.removed_attributes)
                      where package_span.attribute = any(:attributes) and package_span.last_snapshot is null
                        and (suggestion_verdict.attribute <> '' or not exists (
                          select 1 from suggestion_verdict apart
                          where apart.suggestion_id = suggestion.id
                            and apart.facts_id = package_span.facts_id
                            and apart.attribute = package_span.attribute))
                      group by 1, 2, 3, 4, 5, 6, 7)
                    select channel, supported,
                      count(*) filter (where worst = 1 and not other) as affected,
                      count(*) filter (where worst = 2 and not other) as unknown,
                      count(*) filter (where worst = 3 and not other) as acknowledged,
                      count(*) filter (where worst > 3 or other) as mitigated,
                      count(*) as all, count(*) filter (where reviewed) as reviewed
                    from judged group by channel, position, supported order by position
                    """)
                .bind("project", projectId)
                .bindArray("attributes", String.class, attributes)
                .bindArray("deciding", String.class, DECIDING)
                .map(ConstructorMapper.of(InChannel.class))
                .list());
  }

  /** Another text whenever a form of an issue is made anew, and its statuses with it. */
  String published() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(max(changed_at)::text, '') from publication_item where kind ="
                        + " 'issue'")
                .mapTo(String.class)
                .one());
  }

  /** Published issues that are open in a channel. */
  List<OpenIssue> openIssues(String channel) {
    return openIssues("row.channel = :value", channel);
  }

  /** The same in the packages of a maintainer, in supported channels. */
  List<OpenIssue> openIssuesOfMaintainer(String login) {
    return openIssues(
        """
        row.supported and row.attribute in (
          select package_span.attribute from maintainer
          join package_maintainer on package_maintainer.github_id = maintainer.github_id
          join package_span on package_span.metadata_id = package_maintainer.metadata_id
            and package_span.last_snapshot is null
          where lower(maintainer.login) = lower(:value))
        """,
        login);
  }

  private List<OpenIssue> openIssues(String condition, String value) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select issue.public_id as id, issue.title, issue.published_at,
                      (%1$s)[min(array_position(%1$s, row.status))] as stage,
                      (%2$s)[min(array_position(%2$s, vulnerability.severity))] as severity
                    from publication_status row
                    join issue on issue.public_id = row.issue and issue.state = 'published'
                    left join vulnerability on vulnerability.public_id = row.vulnerability
                    where row.status = any(%1$s) and %3$s
                    group by issue.id
                    """
                        .formatted(STAGES, SEVERITIES, condition))
                .bind("value", value)
                .map(ConstructorMapper.of(OpenIssue.class))
                .list());
  }

  /** What the newest snapshot of a channel made worse or better, the worse first. */
  List<Moved> moved(int channelId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with newest as (
                      select id, (select max(id) from snapshot before
                          where before.channel_id = :channel and before.id < snapshot.id) as before
                      from snapshot where channel_id = :channel order by id desc limit 1)
                    select vulnerability.public_id as vulnerability, vulnerability.severity, new.attribute,
                      old.version as from, new.version as to,
                      case when was.affected then 'affected' end as before, now.verdict as after
                    from newest
                    join package_span new on new.channel_id = :channel and new.first_snapshot = newest.id
                    join package_span old on old.channel_id = :channel and old.attribute = new.attribute
                      and old.last_snapshot = newest.before
                    join suggestion_verdict now on now.facts_id = new.facts_id and now.attribute in ('', new.attribute)
                    cross join lateral (select exists (
                      select 1 from suggestion_affected earlier
                      where earlier.suggestion_id = now.suggestion_id and earlier.facts_id = old.facts_id
                        and earlier.attribute in ('', old.attribute)) as affected) was
                    join suggestion on suggestion.id = now.suggestion_id
                      and suggestion.state not in ('withdrawn', 'weak', 'dismissed')
                      and new.attribute = any(suggestion.attributes)
                      and new.attribute <> all(suggestion.removed_attributes)
                    join vulnerability on vulnerability.id = suggestion.vulnerability_id
                    where was.affected <> (now.verdict = 'affected')
                      -- What the old package was is known only while something still says so.
                      and (was.affected
                        or exists (
                          select 1 from suggestion_verdict judged
                          where judged.suggestion_id = now.suggestion_id
                            and judged.facts_id = old.facts_id
                            and judged.attribute in ('', old.attribute))
                        or exists (
                          select 1 from suggestion_looked_back
                          where suggestion_looked_back.suggestion_id = now.suggestion_id))
                    order by now.verdict <> 'affected',
                      array_position(%s, vulnerability.severity) nulls last,
                      vulnerability.public_id collate "C", new.attribute collate "C" limit :limit
                    """
                        .formatted(SEVERITIES))
                .bind("channel", channelId)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Moved.class))
                .list());
  }
}
