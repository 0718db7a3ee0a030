package org.snowguard.server.ingest;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.activity.EventLog;
import org.snowguard.server.ingest.cvelist.CveListSource;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.job.JobMeter;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.job.MeteredJob;
import org.snowguard.server.ingest.source.Backoff;
import org.snowguard.server.ingest.source.FetchedFiles;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.ingest.source.Sources;
import org.snowguard.server.web.StartupWork;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sources on the network that the settings switch on, and the jobs of this node. */
@Configuration(proxyBeanMethods = false)
class SourcesConfiguration {

  private static final Duration WHOLE_FETCH = Duration.ofMinutes(30);
  private static final Duration LEFT = Duration.ofDays(1);

  @Bean
  HttpFetch httpFetch(SourcesSettings settings, Clock clock) {
    FetchedFiles.removeOlderThan(
        LEFT, clock.instant(), Path.of(System.getProperty("java.io.tmpdir")));
    return new HttpFetch(settings.userAgent(), settings.proxy(), WHOLE_FETCH, clock);
  }

  @Bean
  FollowedSources followedSources(
      SourcesSettings settings,
      HttpFetch fetch,
      ThreatSink threats,
      CveListSource cveList,
      RecordSink records,
      ImportRuns runs,
      Clock clock) {
    return new FollowedSources(settings, fetch, threats, cveList, records, runs, clock);
  }

  @Bean
  Backoff backoff(SourcesSettings settings) {
    return new Backoff(RandomGenerator.getDefault(), settings.every());
  }

  @Bean
  Sources sources(
      FollowedSources followed,
      ObjectProvider<Source> others,
      Jdbi jdbi,
      Arrivals arrivals,
      Backoff backoff,
      Clock clock) {
    List<Source> all = Stream.concat(followed.all().stream(), others.orderedStream()).toList();
    return new Sources(all, jdbi, arrivals, backoff, clock);
  }

  @Bean(destroyMethod = "")
  Jobs jobs(
      Sources sources,
      ObjectProvider<Job> others,
      ObjectProvider<JobMeter> meters,
      DataSource dataSource,
      Jdbi jdbi,
      Transactions transactions,
      EventLog events,
      Clock clock) {
    JobMeter meter = meters.getIfAvailable(() -> JobMeter.NONE);
    List<Job> all =
        Stream.concat(sources.jobs().stream(), others.orderedStream())
            .<Job>map(job -> new MeteredJob(job, meter, clock))
            .toList();
    return new Jobs(
        all, Jobs.Node.named(nodeName()), dataSource, jdbi, transactions, events, clock);
  }

  /** The process, and a number by chance, for nodes in containers are alike. */
  private static String nodeName() {
    String process = ManagementFactory.getRuntimeMXBean().getName();
    return process + "-" + HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextInt());
  }

  /** Takes part in the jobs until the server stops. */
  @Bean
  StartupWork jobsWork(Jobs jobs) {
    return new StartupWork() {
      @Override
      public String name() {
        return "jobs";
      }

      @Override
      public void run() throws InterruptedException {
        jobs.begin();
        try {
          new CountDownLatch(1).await();
        } finally {
          jobs.stop();
        }
      }
    };
  }
}
