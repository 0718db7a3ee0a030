package org.snowguard.server.account;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.web.Sessions;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

  @Bean
  Accounts accounts(
      Jdbi jdbi,
      EventLog events,
      MaintainerLookup maintainers,
      Transactions transactions,
      Clock clock) {
    return new Accounts(
        new AccountStore(jdbi),
        new RoleEvents(new RoleStore(jdbi), events, clock),
        maintainers,
        transactions,
        clock);
  }

  @Bean
  GitHubAccounts gitHubAccounts(
      Jdbi jdbi, EventLog events, Transactions transactions, Clock clock) {
    return new GitHubAccounts(
        new GitHubAccountStore(jdbi),
        new TeamMemberStore(jdbi),
        new RoleEvents(new RoleStore(jdbi), events, clock),
        transactions,
        clock);
  }

  @Bean
  ApiTokens apiTokens(Jdbi jdbi, Accounts accounts, Transactions transactions, Clock clock) {
    return new ApiTokens(jdbi, accounts, transactions, clock);
  }

  @Bean
  SignInAttempts signInAttempts(AccountSettings settings, Clock clock) {
    return new SignInAttempts(settings.failedSignIns(), clock);
  }

  @Bean
  AccountPages accountPages(
      Accounts accounts,
      ApiTokens tokens,
      Sessions sessions,
      SignInAttempts attempts,
      GitHubSignInSettings gitHub,
      ObjectProvider<MePanel> panels) {
    return new AccountPages(
        accounts, tokens, sessions, attempts, gitHub.on(), panels.orderedStream().toList());
  }

  @Bean
  TokenPages tokenPages(ApiTokens tokens, Clock clock) {
    return new TokenPages(tokens, clock);
  }
}
