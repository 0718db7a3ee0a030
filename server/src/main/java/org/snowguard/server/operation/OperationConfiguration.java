package org.snowguard.server.operation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.job.Jobs;
import org.snowguard.server.ingest.source.Sources;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

  @Bean
  WorkMeter workMeter(MeterRegistry registry, Jdbi jdbi, Clock clock) {
    return new WorkMeter(registry, new OperationStore(jdbi), clock);
  }

  @Bean
  HealthChecks healthChecks(Jdbi jdbi, KnownSchema known, Jobs jobs, Sources sources, Clock clock) {
    return new HealthChecks(new OperationStore(jdbi), known, jobs, sources, clock);
  }

  @Bean
  HealthPages healthPages(HealthChecks checks) {
    return new HealthPages(checks);
  }

  @Bean
  MeasurementPages measurementPages(
      Jdbi jdbi,
      HealthChecks health,
      Sources sources,
      Clock clock,
      PrometheusMeterRegistry registry) {
    return new MeasurementPages(
        new Measurements(new OperationStore(jdbi), health, sources, clock, registry), registry);
  }
}
