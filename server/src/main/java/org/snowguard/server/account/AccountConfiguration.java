package org.snowguard.server.account;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.web.Sessions;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {

  @Bean
  Accounts accounts(Jdbi jdbi, Transactions transactions, Clock clock) {
    return Accounts.in(jdbi, transactions, clock);
  }

  @Bean
  ApiTokens apiTokens(Jdbi jdbi, Accounts accounts, Transactions transactions, Clock clock) {
    return new ApiTokens(jdbi, accounts, transactions, clock);
  }

  @Bean
  AccountPages accountPages(
      Accounts accounts, Sessions sessions, AccountSettings settings, Clock clock) {
    SignInAttempts attempts = new SignInAttempts(settings.failedSignIns(), clock);
    return new AccountPages(accounts, sessions, attempts);
  }
}
