package org.snowguard.server.account;

import java.time.Clock;
import java.time.Instant;
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
  private static final int NAMES_TRIED = 100;

  private final GitHubAccountStore store;
  private final Transactions transactions;
  private final Clock clock;

  GitHubAccounts(GitHubAccountStore store, Transactions transactions, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * The number of this person's account, made when there is none yet. Takes login and teams as they
   * are now: what is not among {@code teams} is held no more.
   */
  public long enter(GitHubPerson person, List<HeldTeam> teams) {
    Instant now = clock.instant();
    return transactions.call(
        () -> {
          store.takeLoginFromOthers(person);
          OptionalLong known = store.find(person.id());
          long number = known.isPresent() ? known.getAsLong() : add(person, now);
          follow(number, person);
          store.forgetTeams(number);
          for (HeldTeam held : teams) {
            store.learn(held);
            store.hold(number, held.teamId(), held.team().role(), now);
          }
          return number;
        });
  }

  /**
   * Somebody joined or left a team, as GitHub tells. Only teams whose number was learned from their
   * organisation count, and only roles that are given to them.
   */
  public void changed(long teamId, long gitHubId, boolean joined, List<TeamRole> given) {
    Instant now = clock.instant();
    transactions.run(
        () -> {
          OptionalLong number = store.find(gitHubId);
          if (number.isEmpty()) {
            return;
          }
          if (!joined) {
            store.leave(number.getAsLong(), teamId);
          } else {
            store.team(teamId, given).stream()
                .map(TeamRole::role)
                .forEach(role -> store.hold(number.getAsLong(), teamId, role, now));
          }
          log.info(
              "Account {} {} team {} on GitHub",
              number.getAsLong(),
              joined ? "joined" : "left",
              teamId);
        });
  }

  /** Somebody left the organisation, and with it all of its teams. */
  public void left(String organization, long gitHubId) {
    transactions.run(
        () ->
            store
                .find(gitHubId)
                .ifPresent(number -> store.leaveOrganization(number, organization)));
  }

  /** Ends what teams gave that settings do not name any more. */
  public void keepOnly(List<TeamRole> given) {
    transactions.run(() -> store.keepOnly(given));
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
