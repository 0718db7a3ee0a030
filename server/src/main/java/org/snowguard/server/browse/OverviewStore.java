package org.snowguard.server.browse;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.nixpkgs.Channel;
import org.snowguard.server.web.Cursor;
import org.snowguard.server.web.Rows;

/** Counts and lists over whole channels. */
final class OverviewStore {

  // A link counts while nobody said no to it; one that is weak or was settled does not.
  private static final String OPEN = "suggestion.state in ('pending', 'backlog', 'accepted')";

  /**
   * In a channel past its end of life a link counts too that is settled because no supported
   * channel is open.
   */
  private static String openIn(Channel channel) {
    return channel.supported()
        ? OPEN
        : "(" + OPEN + " or suggestion.state = 'settled' and suggestion.tier <> 'weak')";
  }

  /** Adds the open packages to the rows of {@code chosen}. */
  private static final String WITH_PACKAGES =
      """
      select chosen.id, chosen.vulnerability_id, vulnerability.public_id as vulnerability,
        project.slug as project, chosen.state, chosen.tier, chosen.rank, chosen.affected,
        array(
          select distinct package_span.attribute
          from unnest(chosen.attributes) as named (attribute)
          join package_span on package_span.attribute = named.attribute
            and package_span.last_snapshot is null
          join channel on channel.id = package_span.channel_id
            and (channel.id = chosen.channel_id
              or chosen.channel_id is null and channel.status <> 'end_of_life')
          cross join lateral (
            select verdict from suggestion_verdict
            where suggestion_verdict.suggestion_id = chosen.id
              and suggestion_verdict.facts_id = package_span.facts_id
              and suggestion_verdict.attribute in ('', package_span.attribute)
            order by suggestion_verdict.attribute desc limit 1) judged
          where judged.verdict in ('affected', 'unknown')
            and not named.attribute = any(chosen.removed_attributes)
          order by package_span.attribute) as attributes
      from chosen
      join vulnerability on vulnerability.id = chosen.vulnerability_id
      join project on project.id = chosen.project_id
      order by chosen.rank desc, chosen.id
      """;

  private final Jdbi jdbi;

  OverviewStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** How many vulnerabilities stand at a verdict in each channel, by severity. */
  List<ChannelCount> channelCounts() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name as channel, coalesce(suggestion.severity, 'not stated') as severity,
                      verdict.name as verdict, count(distinct suggestion.vulnerability_id) as vulnerabilities
                    from suggestion
                    cross join unnest(suggestion.marks) as mark (text)
                    join (values ('affected'), ('unknown'), ('acknowledged')) as verdict (name) on true
                    join channel on mark.text = channel.name || ':' || verdict.name
                    where suggestion.state in ('pending', 'backlog', 'accepted')
                      or (suggestion.state = 'settled'
                        and (verdict.name = 'acknowledged'
                          or channel.status = 'end_of_life' and suggestion.tier <> 'weak'))
                    group by 1, 2, 3
                    """)
                .map(Rows.of(ChannelCount.class))
                .list());
  }

  /** Links with an open package in a channel, in the queue's order. */
  List<OpenLink> openIn(Channel channel, @Nullable Cursor after, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with chosen as (
                      select suggestion.*, :channel::int as channel_id,
                        suggestion.marks @> array[:name || ':affected'] as affected
                      from suggestion
                      where suggestion.marks && array[:name || ':affected', :name || ':unknown'] and
                    """
                        + openIn(channel)
                        + """
                         and (:rank::bigint is null
                            or suggestion.rank < :rank or (suggestion.rank = :rank and suggestion.id > :id))
                        order by suggestion.rank desc, suggestion.id limit :limit)
                        """
                        + WITH_PACKAGES)
                .bind("channel", channel.id())
                .bind("name", channel.name())
                .bind("rank", after == null ? null : after.number(0))
                .bind("id", after == null ? null : after.number(1))
                .bind("limit", limit)
                .map(Rows.of(OpenLink.class))
                .list());
  }

  long countOpenIn(Channel channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from suggestion where suggestion.marks && array[:name ||"
                        + " ':affected', :name || ':unknown'] and "
                        + openIn(channel))
                .bind("name", channel.name())
                .mapTo(long.class)
                .one());
  }

  /** Known exploited ones that affect a supported channel. */
  List<OpenLink> onFire(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    with chosen as (
                      select suggestion.*, null::int as channel_id, true as affected
                      from suggestion
                      where suggestion.known_exploited
                        and suggestion.marks @> array['supported:affected'] and
                    """
                        + OPEN
                        + " order by suggestion.rank desc, suggestion.id limit :limit)"
                        + WITH_PACKAGES)
                .bind("limit", limit)
                .map(Rows.of(OpenLink.class))
                .list());
  }

  long countPending() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from suggestion where state = 'pending'")
                .mapTo(long.class)
                .one());
  }

  /** The newest vulnerabilities that the machine found a project for. */
  List<Long> newestLinked(int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select vulnerability.id from vulnerability
                    where vulnerability.published_at is not null and exists (
                      select 1 from suggestion
                      where suggestion.vulnerability_id = vulnerability.id
                        and suggestion.state in ('pending', 'backlog', 'accepted'))
                    order by vulnerability.published_at desc, vulnerability.id desc limit :limit
                    """)
                .bind("limit", limit)
                .mapTo(long.class)
                .list());
  }

  /** How nixpkgs calls the maintainer that an account is, by the number on GitHub. */
  Optional<String> maintainerLogin(long account) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select maintainer.login from account
                    join maintainer on maintainer.github_id = account.github_id
                    where account.account_id = :id
                    """)
                .bind("id", account)
                .mapTo(String.class)
                .findOne());
  }

  /** Packages that somebody maintains, with what is open in each. */
  List<MaintainedPackage> maintainedBy(String login) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select channel.name as channel, channel.status <> 'end_of_life' as supported,
                      package_span.attribute, package_span.version,
                      count(*) filter (where judged.verdict = 'affected') as affected,
                      count(*) filter (where judged.verdict = 'unknown') as unknown
                    from maintainer
                    join package_maintainer on package_maintainer.github_id = maintainer.github_id
                    join package_span on package_span.metadata_id = package_maintainer.metadata_id
                      and package_span.last_snapshot is null
                    join channel on channel.id = package_span.channel_id
                    join project_attribute on project_attribute.attribute = package_span.attribute
                    join suggestion on suggestion.project_id = project_attribute.project_id
                      and suggestion.attributes @> array[package_span.attribute]
                      and not package_span.attribute = any(suggestion.removed_attributes)
                      and suggestion.state in ('pending', 'backlog', 'accepted')
                    cross join lateral (
                      select verdict from suggestion_verdict
                      where suggestion_verdict.suggestion_id = suggestion.id
                        and suggestion_verdict.facts_id = package_span.facts_id
                        and suggestion_verdict.attribute in ('', package_span.attribute)
                      order by suggestion_verdict.attribute desc limit 1) judged
                    where judged.verdict in ('affected', 'unknown') and lower(maintainer.login) = lower(:login)
                    group by channel.name, channel.status, channel.position, package_span.attribute,
                      package_span.version
                    order by package_span.attribute collate "C", channel.position
                    """)
                .bind("login", login)
                .map(Rows.of(MaintainedPackage.class))
                .list());
  }

  /** How many packages somebody maintains; 0 for one whom no channel knows. */
  long countMaintained(String login) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(distinct package_span.attribute) from maintainer
                    join package_maintainer on package_maintainer.github_id = maintainer.github_id
                    join package_span on package_span.metadata_id = package_maintainer.metadata_id
                      and package_span.last_snapshot is null
                    where lower(maintainer.login) = lower(:login)
                    """)
                .bind("login", login)
                .mapTo(long.class)
                .one());
  }

  /** Attributes that begin with a text, shortest first. */
  List<String> attributesStartingWith(String text, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select attribute from project_attribute
                    where attribute collate "C" >= :text and attribute collate "C" < :end
                    order by length(attribute), attribute collate "C" limit :limit
                    """)
                .bind("text", text)
                .bind("end", text + '\uffff')
                .bind("limit", limit)
                .mapTo(String.class)
                .list());
  }
}
