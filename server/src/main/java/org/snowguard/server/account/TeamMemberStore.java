package org.snowguard.server.account;

import java.time.Instant;
import java.util.Collection;
import org.jdbi.v3.core.Jdbi;

/** Who is in a team as it was asked, and who left it as webhooks told, in the database. */
final class TeamMemberStore {

  private final Jdbi jdbi;

  TeamMemberStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Until the transaction ends, what is heard of these teams is heard one after another. Locked
   * before any account is.
   */
  void lock(Collection<Long> teamIds) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select team_id from github_team where team_id = any(:ids)
                    order by team_id for update
                    """)
                .bindArray("ids", Long.class, teamIds)
                .mapTo(Long.class)
                .list());
  }

  void lock(String organization, String slug) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select team_id from github_team
                    where organization = :organization and slug = :slug for update
                    """)
                .bind("organization", organization)
                .bind("slug", slug)
                .mapTo(Long.class)
                .list());
  }

  void rememberLeaving(long teamId, long gitHubId, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_team_left (team_id, github_id, left_at)
                    values (:team, :person, :now)
                    on conflict (team_id, github_id) do update set left_at = excluded.left_at
                    """)
                .bind("team", teamId)
                .bind("person", gitHubId)
                .bind("now", now)
                .execute());
  }

  void rememberLeavingAll(String organization, long gitHubId, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into github_team_left (team_id, github_id, left_at)
                    select team_id, :person, :now::timestamptz from github_team
                    where lower(organization) = lower(:organization)
                    on conflict (team_id, github_id) do update set left_at = excluded.left_at
                    """)
                .bind("organization", organization)
                .bind("person", gitHubId)
                .bind("now", now)
                .execute());
  }

  boolean hasLeft(long teamId, long gitHubId, Instant since) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from github_team_left
                      where team_id = :team and github_id = :person and left_at >= :since)
                    """)
                .bind("team", teamId)
                .bind("person", gitHubId)
                .bind("since", since)
                .mapTo(boolean.class)
                .one());
  }

  void forgetLeaving(Instant before) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from github_team_left where left_at < :before")
                .bind("before", before)
                .execute());
  }

  /** Gives how many held the team and were not in it when it was asked. */
  int endOfOthers(String organization, String slug, Collection<Long> members, Instant askedAt) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from account_team using github_team, account
                    where account_team.team_id = github_team.team_id
                      and account_team.account_id = account.account_id
                      and organization = :organization and slug = :slug
                      and confirmed_at < :askedAt
                      and (github_id is null or github_id <> all(:members))
                    """)
                .bind("organization", organization)
                .bind("slug", slug)
                .bind("askedAt", askedAt)
                .bindArray("members", Long.class, members)
                .execute());
  }

  /** Who was in the team when it was asked, and was not told to have left it since. */
  void confirm(TeamRole team, Collection<Long> members, Instant askedAt) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into account_team as held (account_id, team_id, role, confirmed_at)
                    select account_id, team_id, :role::text, :askedAt::timestamptz
                    from account, github_team
                    where account.github_id = any(:members) and account.deleted_at is null
                      and organization = :organization and slug = :slug
                      and not exists (select from github_team_left
                        where github_team_left.team_id = github_team.team_id
                          and github_team_left.github_id = account.github_id
                          and left_at >= :askedAt)
                    on conflict (account_id, team_id, role) do update
                    set confirmed_at = greatest(held.confirmed_at, excluded.confirmed_at)
                    """)
                .bind("role", team.role().name())
                .bind("organization", team.organization())
                .bind("slug", team.slug())
                .bind("askedAt", askedAt)
                .bindArray("members", Long.class, members)
                .execute());
  }
}
