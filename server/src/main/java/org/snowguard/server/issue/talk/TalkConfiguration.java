package org.snowguard.server.issue.talk;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.Accounts;
import org.snowguard.server.account.MePanel;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.issue.IssueListener;
import org.snowguard.server.issue.page.IssuePanel;
import org.snowguard.server.suggestion.Proposals;
import org.snowguard.server.suggestion.Refutations;
import org.snowguard.server.web.Transactions;
import org.snowguard.server.web.UnreadCount;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

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

  /** Behind all that others add: it is the longest. */
  @Bean
  @Order(90)
  IssuePanel talkPanel(IssueTalk talk, Accounts accounts) {
    return new TalkPanel(new TalkSections(talk, accounts));
  }

  @Bean
  ForMe forMe(IssueTalk talk, Proposals proposals, Refutations refutations, Accounts accounts) {
    return new ForMe(talk, proposals, refutations, accounts);
  }

  @Bean
  @Order(10)
  MePanel forMePanel(ForMe forMe) {
    return new ForMePanel(forMe);
  }

  @Bean
  UnreadCount unreadNews(IssueTalk talk) {
    return new UnreadNews(talk);
  }

  @Bean
  TalkPages talkPages(IssueTalk talk, ForMe forMe) {
    return new TalkPages(talk, forMe);
  }
}
