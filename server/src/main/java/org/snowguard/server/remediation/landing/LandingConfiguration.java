package org.snowguard.server.remediation.landing;

import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.localpg.LocalPostgresConfig;
import org.snowguard.server.ingest.SourcesSettings;
import org.snowguard.server.ingest.source.Source;
import org.snowguard.server.nixpkgs.ChannelRegistry;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.remediation.git.NixpkgsClone;
import org.snowguard.server.remediation.git.ScratchClone;
import org.snowguard.server.web.Transactions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature; the source and the trials only where there is a repository. */
@Configuration(proxyBeanMethods = false)
class LandingConfiguration {

  @Bean
  Landings landings(Jdbi jdbi) {
    return new Landings(jdbi);
  }

  /** None where the history is not read. */
  @Bean
  @Nullable Source nixpkgsHistory(
      LandingSettings settings,
      SourcesSettings sources,
      Jdbi jdbi,
      Transactions transactions,
      ObjectProvider<LandingListener> listeners,
      ChannelRegistry registry,
      Channels channels,
      Clock clock) {
    String repository = settings.address(sources.online());
    return repository == null
        ? null
        : new NixpkgsHistory(
            new NixpkgsClone(
                repository,
                directory(settings, "nixpkgs.git"),
                branch -> settings.isFollowed(branch, YearMonth.now(clock))),
            jdbi,
            transactions,
            listeners.orderedStream().toList(),
            registry,
            channels);
  }

  /** None where there is nothing to try on. */
  @Bean
  @Nullable ScratchClone scratchClone(LandingSettings settings, SourcesSettings sources) {
    String repository = settings.address(sources.online());
    return repository == null
        ? null
        : new ScratchClone(repository, directory(settings, "nixpkgs-trial.git"));
  }

  private static Path directory(LandingSettings settings, String name) {
    Path clone = settings.cloneDirectory();
    return clone == null
        ? LocalPostgresConfig.defaults().cacheDirectory().resolve(name)
        : clone.resolve(name);
  }
}
