package org.snowguard.server.account.github;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.snowguard.server.account.GitHubAccounts;
import org.snowguard.server.account.GitHubSignInSettings;
import org.snowguard.server.account.SignInAttempts;
import org.snowguard.server.web.Sessions;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires signing in with GitHub. */
@Configuration(proxyBeanMethods = false)
class GitHubSignInConfiguration {

  private static final String CALLBACK = "/sign-in/github/callback";

  @Bean
  GitHubTeams gitHubTeams(GitHubAccounts accounts, GitHubSignInSettings settings) {
    return new GitHubTeams(accounts, settings);
  }

  @Bean
  GitHubSignInPages gitHubSignInPages(
      GitHubSignInSettings settings,
      WebSettings web,
      GitHubAccounts accounts,
      Sessions sessions,
      SignInAttempts attempts,
      JsonMapper json,
      Clock clock) {
    return new GitHubSignInPages(
        oauth(settings, web, json), settings, accounts, sessions, attempts, clock);
  }

  /** Settings may name other teams than they did when these people signed in. */
  @Bean
  StartupWork teamsOfSettings(GitHubAccounts accounts, GitHubSignInSettings settings) {
    return new StartupWork() {
      @Override
      public String name() {
        return "roles of teams";
      }

      @Override
      public void run() {
        accounts.keepOnly(settings.on() ? settings.teams() : List.of());
      }
    };
  }

  private static Optional<GitHubOAuth> oauth(
      GitHubSignInSettings settings, WebSettings web, JsonMapper json) {
    if (!settings.on()) {
      return Optional.empty();
    }
    settings.secret(); // at the start, and not at somebody's first sign-in
    URI baseUrl = web.baseUrl();
    if (baseUrl == null) {
      throw new IllegalArgumentException(
          "snowguard.github.oauth-client-id is given without snowguard.web.base-url: give the"
              + " address to which GitHub sends people back, such as https://example.org");
    }
    return Optional.of(new GitHubOAuth(settings, baseUrl.resolve(CALLBACK), json));
  }
}
