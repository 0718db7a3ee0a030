package org.snowguard.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snowguard.server.web.Conflict;
import org.snowguard.server.web.Transactions;

/**
 * The accounts of people who sign in with GitHub, and what they may because of their teams. People
 * are told apart by number; their logins are only shown.
 */
public final class GitHubAccounts {

  private static final Logger log = LoggerFactory.getLogger(GitHubAccounts.class);
  private static final String LINKING = "linking your account to one on GitHub";
  private static final int NAMES_TRIED = 100;

  /**
   * So long GitHub delivers an event anew, at most: after that a joining is told for the first
   * time.
   */
  private static final Duration OUT_OF_ORDER = Duration.ofDays(3);

  private final GitHubAccountStore store;
  private final TeamMemberStore members;
  private final RoleEvents roleEvents;
  private final Transactions transactions;
  private final Clock clock;

  GitHubAccounts(
      GitHubAccountStore store,
      TeamMemberStore members,
      RoleEvents roleEvents,
      Transactions transactions,
      Clock clock) {
    this.store = store;
    this.members = members;
    this.roleEvents = roleEvents;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The number of this person's account, made when there is none yet. Takes login and teams as they
   * are now: what is not among {@code teams} is held no more.
   *
   * @param askedAt before GitHub was asked for the teams: what the person has left since is not
   *     held
   */
  public long enter(GitHubPerson person, List<HeldTeam> teams, Instant askedAt) {
    return transactions.call(
        () -> {
          members.lock(teams.stream().map(HeldTeam::teamId).toList());
          store.takeLoginFromOthers(person);
          OptionalLong known = store.find(person.id());
          long number = known.isPresent() ? known.getAsLong() : add(person, clock.instant());
          follow(number, person);
          hold(number, person, teams, askedAt);
          return number;
        });
  }

  private void hold(long number, GitHubPerson person, List<HeldTeam> teams, Instant askedAt) {
    Instant now = clock.instant();
    roleEvents.around(
        number,
        "teams on GitHub, as asked at the sign-in",
        () -> {
          store.forgetTeams(number);
          for (HeldTeam held : teams) {
            store.learn(held);
            if (!members.hasLeft(held.teamId(), person.id(), askedAt)) {
              store.hold(number, held.teamId(), held.team().role(), now);
            }
          }
        });
  }

  /**
   * Lets an account of this server belong to a person on GitHub, who signs in to it from then on.
   *
   * @throws Conflict if the person has another account here, or the account is another person's
   */
  public void link(long number, GitHubPerson person, List<HeldTeam> teams, Instant askedAt) {
    transactions.run(
        () -> {
          members.lock(teams.stream().map(HeldTeam::teamId).toList());
          store.takeLoginFromOthers(person);
          OptionalLong known = store.find(person.id());
          if (known.isPresent() && known.getAsLong() != number) {
            throw new Conflict(
                LINKING,
                "%s on GitHub".formatted(person.login()),
                "this is the account %s here already: sign in there and unlink it, or delete it."
                    .formatted(store.name(known.getAsLong())));
          }
          if (known.isEmpty()) {
            if (!store.link(number, person)) {
              throw new Conflict(
                  LINKING,
                  "%s on GitHub".formatted(person.login()),
                  "your account is linked to another one there; unlink that first.");
            }
            roleEvents.own("account.linked", number);
          }
          hold(number, person, teams, askedAt);
        });
  }

  /**
   * Ends that: who is signed in stays so, roles of teams go.
   *
   * @return false if it belonged to nobody on GitHub
   */
  public boolean unlink(long number) {
    return transactions.call(
        () -> {
          if (!store.unlink(number)) {
            return false;
          }
          roleEvents.around(number, "unlinked from GitHub", () -> store.forgetTeams(number));
          roleEvents.own("account.unlinked", number);
          return true;
        });
  }

  /**
   * Somebody joined or left a team, as GitHub tells. Only teams whose number was learned from their
   * organisation count, and only roles that are given to them. Events bear no time: who left a
   * short while ago joins again only when GitHub is asked.
   */
  public void changed(long teamId, long gitHubId, boolean joined, List<TeamRole> given) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          members.lock(List.of(teamId));
          if (!joined) {
            members.forgetLeaving(now.minus(OUT_OF_ORDER));
            members.rememberLeaving(teamId, gitHubId, now);
          }
          OptionalLong number = store.find(gitHubId);
          if (number.isEmpty()) {
            return;
          }
          roleEvents.around(
              number.getAsLong(),
              (joined ? "joined" : "left") + " a team on GitHub",
              () -> {
                if (!joined) {
                  store.leave(number.getAsLong(), teamId);
                } else if (!members.hasLeft(teamId, gitHubId, now.minus(OUT_OF_ORDER))) {
                  store.team(teamId, given).stream()
                      .map(TeamRole::role)
                      .forEach(role -> store.hold(number.getAsLong(), teamId, role, now));
                }
              });
          log.info(
              "Account {} {} team {} on GitHub",
              number.getAsLong(),
              joined ? "joined" : "left",
              teamId);
        });
  }

  /** Somebody left the organisation, and with it all of its teams. */
  public void left(String organization, long gitHubId) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          members.rememberLeavingAll(organization, gitHubId, now);
          store
              .find(gitHubId)
              .ifPresent(
                  number ->
                      roleEvents.around(
                          number,
                          "left the organisation on GitHub",
                          () -> store.leaveOrganization(number, organization)));
        });
  }

  /**
   * Who is in a team, as GitHub was asked: the only word that knows of teams within teams, and that
   * makes up for events that were lost.
   *
   * @param given what the team gives
   * @param inTeam the numbers of its members
   */
  public void confirm(List<TeamRole> given, Collection<Long> inTeam, Instant askedAt) {
    transactions.run(
        () -> {
          for (TeamRole team : given) {
            members.lock(team.organization(), team.slug());
            roleEvents.around(
                null,
                "team %s, as GitHub was asked".formatted(team.slug()),
                () -> confirm(team, inTeam, askedAt));
          }
        });
  }

  private void confirm(TeamRole team, Collection<Long> inTeam, Instant askedAt) {
    int ended = members.endOfOthers(team.organization(), team.slug(), inTeam, askedAt);
    if (ended > 0) {
      log.info("{} roles of team {} ended: GitHub was asked", ended, team.slug());
    }
    members.confirm(team, inTeam, askedAt);
  }

  /** Ends what teams gave that settings do not name any more. */
  public void keepOnly(List<TeamRole> given) {
    transactions.run(
        () ->
            roleEvents.around(null, "settings name its team no more", () -> store.keepOnly(given)));
  }

  private long add(GitHubPerson person, Instant now) {
    for (int tried = 1; tried <= NAMES_TRIED; tried++) {
      OptionalLong added = store.add(person, nameOf(person, tried), now);
      if (added.isPresent()) {
        return added.getAsLong();
      }
      // The same person may have come in by another node in the meantime.
      OptionalLong known = store.find(person.id());
      if (known.isPresent()) {
        return known.getAsLong();
      }
    }
    throw noName(person);
  }

  /** A name that was made of the login goes with it; one that an operator gave stays. */
  private void follow(long number, GitHubPerson person) {
    if (store.isCalled(number, person.login())) {
      return;
    }
    for (int tried = 1; tried <= NAMES_TRIED; tried++) {
      if (store.rename(number, person, nameOf(person, tried))) {
        return;
      }
    }
    throw noName(person);
  }

  private static String nameOf(GitHubPerson person, int tried) {
    return tried == 1 ? person.login() : person.login() + "-" + tried;
  }

  private static Conflict noName(GitHubPerson person) {
    return new Conflict(
        "naming an account",
        "login \"" + person.login() + "\"",
        "all names that begin so are taken; ask an operator to delete one: account list");
  }
}
