package org.snowguard.server.account.github;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snowguard.server.TestClient;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubPerson;
import org.snowguard.server.account.HeldTeam;
import org.snowguard.server.account.TeamRole;
import org.snowguard.server.github.GitHubListener;
import org.snowguard.server.web.Role;

/** Roles by teams, from sign-in to their end. */
class GitHubTeamsTest extends SigningIn {

  @Test
  void activeMembersOfTeamsGetTheirRoles() {
    isIn("nixpkgs-committers");
    gitHub.people().invite("security", id);
    assertThat(me(signedIn()))
        .contains("\"roles\":[\"triager\"]")
        .contains("\"gitHubLogin\":\"" + login);
  }

  @Test
  void whoIsInNoTeamIsSignedInWithoutRoles() {
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(browser.get("/me").body()).contains("Signed in as " + login);
  }

  @Test
  void teamsAreAskedForAnewAtEachSignIn() {
    isIn("security");
    TestClient before = signedIn();
    assertThat(me(before)).contains("security team");
    isInNone();
    isIn("nixpkgs-committers");
    TestClient after = signedIn();
    assertThat(me(after)).contains("\"roles\":[\"triager\"]");
    assertThat(me(before)).as("sessions that are open follow").doesNotContain("security team");
  }

  @Test
  void whoHidesTheirTeamsIsToldAndHasNoRole() {
    isIn("security");
    gitHub.signIn().grantOnly(Set.of("read:user"));
    TestClient browser = signedIn();
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(browser.get("/me").body()).contains("read:org");
  }

  @Test
  void membershipTakesEffectInOpenSessions() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    for (GitHubListener listener : server.beans(GitHubListener.class)) {
      listener.membership(number("security"), "security", id, false);
    }
    assertThat(me(browser)).contains("\"roles\":[]");
    somebody();
    TestClient other = signedIn();
    assertThat(me(other)).contains("\"roles\":[]");
    teams.changed(number("security"), id, true);
    teams.changed(number("security"), id, true);
    assertThat(me(other)).contains("security team");
    for (GitHubListener listener : server.beans(GitHubListener.class)) {
      listener.left("nixos", id);
    }
    assertThat(me(other)).contains("\"roles\":[]");
  }

  /** So that it is after whatever the server has stored by its clock. */
  private static Instant later() {
    return Clock.systemUTC().instant().plusSeconds(60);
  }

  @Test
  void joiningThatIsToldAfterLeavingIsBelievedWhenGitHubIsAsked() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    teams.changed(number("security"), id, false);
    teams.changed(number("security"), id, true);
    assertThat(me(browser)).as("it may have been sent first").contains("\"roles\":[]");
    teams.confirm("security", List.of(id), later());
    assertThat(me(browser)).contains("security team");
  }

  @Test
  void whoLeavesWhileTheirTeamsAreAskedForHoldsThemNoMore() {
    isIn("security");
    TestClient browser = signedIn();
    Instant askedAt = Clock.systemUTC().instant().minusSeconds(60);
    server.bean(GitHubTeams.class).changed(number("security"), id, false);
    HeldTeam held =
        new HeldTeam(number("security"), new TeamRole("NixOS", "security", Role.SECURITY_TEAM));
    GitHubAccounts accounts = server.bean(GitHubAccounts.class);
    accounts.enter(new GitHubPerson(id, login), List.of(held), askedAt);
    assertThat(me(browser)).contains("\"roles\":[]");
    accounts.enter(new GitHubPerson(id, login), List.of(held), later());
    assertThat(me(browser)).contains("security team");
  }

  @Test
  void teamThatIsAskedForEndsTheRolesOfWhoIsNotInIt() {
    isIn("security");
    TestClient browser = signedIn();
    GitHubTeams teams = server.bean(GitHubTeams.class);
    teams.confirm("security", List.of(), Clock.systemUTC().instant().minusSeconds(60));
    assertThat(me(browser)).as("signed in since").contains("security team");
    teams.confirm("security", List.of(), later());
    assertThat(me(browser)).contains("\"roles\":[]");
  }

  @Test
  void teamsAreToldToOneListener() {
    long listeners =
        server.beans(GitHubListener.class).stream()
            .filter(listener -> listener.getClass().getSimpleName().contains("Teams"))
            .count();
    assertThat(listeners).isEqualTo(1);
  }

  @Test
  void teamsOfOtherOrganizationsGiveNothing() {
    isIn("security");
    signedIn();
    isInNone();
    TestClient browser = signedIn();
    // A team "security" of somebody else's organisation has another number.
    server.bean(GitHubTeams.class).changed(666, id, true);
    assertThat(me(browser)).contains("\"roles\":[]");
  }

  @Test
  void rolesThatNobodyConfirmedForAMonthEnd() {
    isIn("security");
    TestClient browser = signedIn();
    server
        .database()
        .jdbi()
        .useHandle(
            handle ->
                handle.execute(
                    "update account_team set confirmed_at = confirmed_at - interval '31 days'"));
    assertThat(me(browser)).contains("\"roles\":[]");
    assertThat(me(signedIn())).contains("security team");
  }

  @Test
  void teamsThatSettingsNameNoMoreGiveNothing() {
    isIn("security");
    isIn("nixpkgs-committers");
    TestClient browser = signedIn();
    server
        .bean(GitHubAccounts.class)
        .keepOnly(List.of(new TeamRole("NixOS", "nixpkgs-committers", Role.TRIAGER)));
    assertThat(me(browser)).contains("\"roles\":[\"triager\"]");
    server.bean(GitHubAccounts.class).keepOnly(List.of());
    assertThat(me(browser)).contains("\"roles\":[]");
  }
}
