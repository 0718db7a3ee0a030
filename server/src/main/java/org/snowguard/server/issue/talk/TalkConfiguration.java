package org.snowguard.server.issue.talk;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TalkConfiguration {

  @Bean
  IssueTalk issueTalk(
      Jdbi jdbi, Accounts accounts, EventLog events, Transactions transactions, Clock clock) {
    return new IssueTalk(
        new CommentStore(jdbi), new WatchStore(jdbi), accounts, events, transactions, clock);
  }

  @Bean
  IssueListener issueNews(Jdbi jdbi, Clock clock) {
    return new IssueNews(new WatchStore(jdbi), clock);
  }

  @Bean
  TalkPages talkPages(IssueTalk talk, Accounts accounts) {
    return new TalkPages(talk, accounts);
  }
}
