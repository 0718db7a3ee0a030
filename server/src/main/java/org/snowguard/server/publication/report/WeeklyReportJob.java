package org.snowguard.server.publication.report;

import java.time.Clock;
import java.time.Instant;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobRun;

/**
 * Writes the roundup of a week soon after its end, for what stands then is not known later, and
 * mails it.
 */
final class WeeklyReportJob implements Job {

  private final WeeklyReports reports;
  private final RoundupMail mail;
  private final Clock clock;

  WeeklyReportJob(WeeklyReports reports, RoundupMail mail, Clock clock) {
    this.reports = reports;
    this.mail = mail;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "weekly-report";
  }

  @Override
  public String title() {
    return "Weekly roundup";
  }

  @Override
  public Instant run(JobRun run) {
    Week latest = reports.latest();
    Instant due = latest.end().plus(WeeklyReports.SETTLED);
    if (clock.instant().isBefore(due)) {
      return due;
    }
    reports.of(latest);
    mail.send(latest);
    run.at("roundups", 1, null);
    return Week.of(clock.instant()).end().plus(WeeklyReports.SETTLED);
  }
}
