package org.snowguard.server.publication.report;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires reports. */
@Configuration(proxyBeanMethods = false)
class ReportConfiguration {

  @Bean
  WeeklyReports weeklyReports(Jdbi jdbi, Transactions transactions, Clock clock) {
    return WeeklyReports.in(jdbi, transactions, clock);
  }

  @Bean
  ReportPages reportPages(WeeklyReports reports, Clock clock) {
    return new ReportPages(reports, clock);
  }

  @Bean
  Job weeklyReportJob(WeeklyReports reports, Clock clock) {
    return new WeeklyReportJob(reports, clock);
  }
}
