package org.snowguard.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.snowguard.world.github.FakeGitHub;
import org.snowguard.world.github.User;

/** People who sign in with GitHub, each with a browser of his own. */
final class People {

  private final Browsers browsers;
  private final FakeGitHub gitHub;
  private final String baseUrl;

  People(Browsers browsers, FakeGitHub gitHub, String baseUrl) {
    this.browsers = browsers;
    this.gitHub = gitHub;
    this.baseUrl = baseUrl;
  }

  /** Somebody in a team of the organisation. */
  Page memberOf(String team, String login) {
    User user = gitHub.people().add(login);
    gitHub.people().join(team, user.id());
    return signIn(user);
  }

  /** Somebody in no team, with this numeric id. */
  Page other(long id, String login) {
    return signIn(gitHub.people().add(id, login));
  }

  private Page signIn(User user) {
    gitHub.signIn().as(user);
    Page page = browsers.fresh(new Browser.NewContextOptions().setBaseURL(baseUrl));
    page.navigate("/sign-in?next=/me");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with GitHub"))
        .click();
    page.waitForURL(baseUrl + "/me");
    return page;
  }
}
