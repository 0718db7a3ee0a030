package org.snowguard.server.operation;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.snowguard.server.web.Access;
import org.snowguard.server.web.AccessLevel;
import org.snowguard.server.web.Scope;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** What Prometheus collects: for operators, and programs with a token that an operator made. */
@Controller
final class MeasurementPages {

  private static final MediaType TEXT =
      MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

  private final Measurements measurements;
  private final PrometheusMeterRegistry registry;

  MeasurementPages(Measurements measurements, PrometheusMeterRegistry registry) {
    this.measurements = measurements;
    this.registry = registry;
  }

  @Access(value = AccessLevel.OPERATOR, scopes = Scope.METRICS)
  @GetMapping("/metrics/prometheus")
  ResponseEntity<String> collect() {
    measurements.refresh();
    return ResponseEntity.ok().contentType(TEXT).body(registry.scrape());
  }
}
