package org.snowguard.server.evaluation;

import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.cli.evaluate.Evaluation;
import org.snowguard.server.ingest.Arrivals;
import org.snowguard.server.ingest.ImportRuns;
import org.snowguard.server.ingest.SourcesSettings;
import org.snowguard.server.ingest.job.Job;
import org.snowguard.server.ingest.source.HttpFetch;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature; the job only where it is switched on. */
@Configuration(proxyBeanMethods = false)
class EvaluationConfiguration {

  @Bean
  Evaluations evaluations(
      Channels channels,
      Jdbi jdbi,
      ImportRuns runs,
      Arrivals arrivals,
      Transactions transactions,
      EvaluationMeans means,
      Clock clock) {
    return new Evaluations(channels, jdbi, runs, arrivals, transactions, means, clock);
  }

  @Bean
  EvaluationMeans evaluationMeans(EvaluationSettings settings, SourcesSettings sources) {
    if (settings.pattern(sources.online()) == null) {
      return EvaluationMeans.OFF;
    }
    return Evaluation.isPossible(searchPath()) ? EvaluationMeans.NIX : EvaluationMeans.NO_NIX;
  }

  private static String searchPath() {
    return System.getenv().getOrDefault("PATH", "");
  }

  @Bean
  EvaluationApi evaluationApi(Evaluations evaluations, EvaluationSettings settings, Clock clock) {
    return new EvaluationApi(evaluations, settings, clock);
  }

  /** None where it is not switched on, and where Nix is not: the job is for a node that has it. */
  @Bean
  @Nullable Job evaluationJob(
      Evaluations evaluations,
      HttpFetch fetch,
      EvaluationSettings settings,
      SourcesSettings sources,
      EvaluationMeans means,
      Clock clock) {
    String pattern = settings.pattern(sources.online());
    return pattern == null || means != EvaluationMeans.NIX
        ? null
        : new EvaluationJob(
            evaluations, new ChannelExpressions(pattern, fetch), settings, searchPath(), clock);
  }
}
