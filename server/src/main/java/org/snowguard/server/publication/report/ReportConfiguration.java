package org.snowguard.server.publication.report;

import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.account.MePanel;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.notification.mail.MailOutbox;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Wires reports. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

  /** The address stands there. */
  private static final int AFTER_NOTIFICATIONS = Ordered.LOWEST_PRECEDENCE;

  @Bean
  WeeklyReports weeklyReports(Jdbi jdbi, Transactions transactions, Clock clock) {
    return WeeklyReports.in(jdbi, transactions, clock);
  }

  @Bean
  RoundupMail roundupMail(
      WeeklyReports reports, Jdbi jdbi, MailOutbox outbox, Transactions transactions, Clock clock) {
    return new RoundupMail(reports, new ReportStore(jdbi), outbox, transactions, clock);
  }

  @Bean
  ReportPages reportPages(WeeklyReports reports, RoundupMail mail, Clock clock) {
    return new ReportPages(reports, mail, clock);
  }

  @Bean
  @Order(AFTER_NOTIFICATIONS)
  MePanel myReportsPart(RoundupMail mail) {
    return account ->
        Optional.of(new MePanel.Part("reports", "report/mine", mail.mine(account.number())));
  }

  @Bean
  Job weeklyReportJob(WeeklyReports reports, RoundupMail mail, Clock clock) {
    return new WeeklyReportJob(reports, mail, clock);
  }
}
