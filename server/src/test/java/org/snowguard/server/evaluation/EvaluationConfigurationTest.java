package org.snowguard.server.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowguard.server.TestDatabase;
import org.snowguard.server.ingest.SourcesSettings;
import org.snowguard.server.ingest.source.HttpFetch;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class EvaluationConfigurationTest {

  @RegisterExtension static final TestDatabase database = new TestDatabase();

  private static final Binder SETTINGS =
      new Binder(
          new MapConfigurationPropertySource(
              Map.of("snowguard.evaluation.expressions", "http://localhost/{channel}.xz")));

  @ParameterizedTest
  @CsvSource({"NIX,true", "NO_NIX,false"})
  void onlyANodeWithNixTakesTheJob(EvaluationMeans means, boolean takes) {
    Clock clock = Clock.systemUTC();
    Evaluations evaluations = new ChannelWorld(database, clock).evaluations(means);
    EvaluationSettings settings =
        SETTINGS.bindOrCreate("snowguard.evaluation", EvaluationSettings.class);
    SourcesSettings sources = SETTINGS.bindOrCreate("snowguard.sources", SourcesSettings.class);
    try (HttpFetch fetch = new HttpFetch("snowguard-test/1", null, Duration.ofSeconds(1), clock)) {
      assertThat(
              new EvaluationConfiguration()
                      .evaluationJob(evaluations, fetch, settings, sources, means, clock)
                  != null)
          .isEqualTo(takes);
    }
  }
}
