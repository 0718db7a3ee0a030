package org.snowguard.server.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Role;

/** Accounts by their number on GitHub, and the teams they are in, in the database. */
final class GitHubAccountStore {

  private final Jdbi jdbi;

  GitHubAccountStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Locks the account until the transaction ends: its teams change one after another. */
  OptionalLong find(long gitHubId) {
    return toOptionalLong(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select account_id from account
                        where github_id = :gitHubId and deleted_at is null
                        for update
                        """)
                    .bind("gitHubId", gitHubId)
                    .mapTo(Long.class)
                    .findOne()));
  }

  /** Empty if the name, or the person, has an account already. */
  OptionalLong add(GitHubPerson person, String name, Instant now) {
    return toOptionalLong(
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        insert into account (name, github_id, github_login, created_at)
                        values (:name, :id, :login, :now)
                        on conflict do nothing
                        returning account_id
                        """)
                    .bind("name", name)
                    .bind("id", person.id())
                    .bind("login", person.login())
                    .bind("now", now)
                    .mapTo(Long.class)
                    .findOne()));
  }

  /** Who had the login before is called by number until the next sign-in tells the new login. */
  void takeLoginFromOthers(GitHubPerson person) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update account
                    set name = case when lower(name) = lower(github_login)
                        then 'github-' || github_id else name end,
                      github_login = null
                    where lower(github_login) = lower(:login) and github_id <> :id
                    """)
                .bind("login", person.login())
                .bind("id", person.id())
                .execute());
  }

  /** False if the account belongs to somebody on GitHub already. */
  boolean link(long number, GitHubPerson person) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update account set github_id = :id, github_login = :login
                        where account_id = :number and deleted_at is null and github_id is null
                        """)
                    .bind("number", number)
                    .bind("id", person.id())
                    .bind("login", person.login())
                    .execute()
                == 1);
  }

  boolean unlink(long number) {
    return jdbi.withHandle(
        handle ->
            handle.execute(
                    """
                    update account set github_id = null, github_login = null
                    where account_id = ? and github_id is not null
                    """,
                    number)
                == 1);
  }

  String name(long number) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from account where account_id = :number")
                .bind("number", number)
                .mapTo(String.class)
                .one());
  }

  boolean isCalled(long number, String login) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (select from account
                      where account_id = :number and github_login = :login)
                    """)
                .bind("number", number)
                .bind("login", login)
                .mapTo(Boolean.class)
                .one());
  }

  /** False if the name is taken. A name that is not made of the login is kept. */
  boolean rename(long number, GitHubPerson person, String name) {
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        """
                        update account
                        set github_login = :login,
                          name = case
                            when lower(name) = lower(github_login)
                              or lower(name) ~ ('^' || lower(github_login) || '-[0-9]+$')
                              or name = 'github-' || github_id
                            then :name else name end
                        where account_id = :number
                          and not exists (select from account other
                            where lower(other.name) = lower(:name) and other.account_id <> :number)
                        """)
                    .bind("number", number)
                    .bind("login", person.login())
                    .bind("name", name)
                    .execute()
                == 1);
  }

  void forgetTeams(long number) {
    jdbi.useHandle(
        handle -> handle.execute("delete from account_team where account_id = ?", number));
  }

  /** A team of this name with another number is gone: it was deleted and made anew. */
  void learn(HeldTeam held) {
    jdbi.useHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  delete from account_team using github_team
                  where account_team.team_id = github_team.team_id
                    and organization = :organization and slug = :slug and github_team.team_id <> :id
                  """)
              .bind("organization", held.team().organization())
              .bind("slug", held.team().slug())
              .bind("id", held.teamId())
              .execute();
          handle
              .createUpdate(
                  """
                  delete from github_team
                  where organization = :organization and slug = :slug and team_id <> :id
                  """)
              .bind("organization", held.team().organization())
              .bind("slug", held.team().slug())
              .bind("id", held.teamId())
              .execute();
          handle
              .createUpdate(
                  """
                  insert into github_team (team_id, organization, slug)
                  values (:id, :organization, :slug)
                  on conflict (team_id) do update
                  set organization = excluded.organization, slug = excluded.slug
                  where (github_team.organization, github_team.slug)
                    is distinct from (excluded.organization, excluded.slug)
                  """)
              .bind("organization", held.team().organization())
              .bind("slug", held.team().slug())
              .bind("id", held.teamId())
              .execute();
        });
  }

  /** What is given to the team of this number; nothing if it was never learned. */
  List<TeamRole> team(long teamId, List<TeamRole> given) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select organization, slug from github_team where team_id = :id")
                .bind("id", teamId)
                .map(
                    (row, context) -> {
                      String organization = row.getString("organization");
                      String slug = row.getString("slug");
                      return given.stream()
                          .filter(
                              one ->
                                  one.organization().equals(organization)
                                      && one.slug().equals(slug))
                          .toList();
                    })
                .findOne()
                .orElse(List.of()));
  }

  void hold(long number, long teamId, Role role, Instant now) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into account_team (account_id, team_id, role, confirmed_at)
                    values (:number, :team, :role, :now)
                    on conflict (account_id, team_id, role) do update
                    set confirmed_at = excluded.confirmed_at
                    """)
                .bind("number", number)
                .bind("team", teamId)
                .bind("role", role.name())
                .bind("now", now)
                .execute());
  }

  void leave(long number, long teamId) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                "delete from account_team where account_id = ? and team_id = ?", number, teamId));
  }

  void leaveOrganization(long number, String organization) {
    jdbi.useHandle(
        handle ->
            handle.execute(
                """
                delete from account_team using github_team
                where account_team.team_id = github_team.team_id
                  and account_id = ? and lower(organization) = lower(?)
                """,
                number,
                organization));
  }

  void keepOnly(List<TeamRole> given) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    delete from account_team using github_team
                    where account_team.team_id = github_team.team_id
                      and (organization, slug, role) not in (
                        select * from unnest(:organizations, :slugs, :roles))
                    """)
                .bind(
                    "organizations",
                    given.stream().map(TeamRole::organization).toArray(String[]::new))
                .bind("slugs", given.stream().map(TeamRole::slug).toArray(String[]::new))
                .bind("roles", given.stream().map(one -> one.role().name()).toArray(String[]::new))
                .execute());
  }

  private static OptionalLong toOptionalLong(Optional<Long> number) {
    return number.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }
}
