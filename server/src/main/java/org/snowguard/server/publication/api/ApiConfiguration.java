package org.snowguard.server.publication.api;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.ingest.source.FetchedFiles;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.publication.Published;
import org.snowguard.server.publication.export.Dump;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the API. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

  private static final Duration LEFT = Duration.ofDays(1);

  @Bean
  IssuesApi issuesApi(Published published, JsonMapper json) {
    return new IssuesApi(published, json);
  }

  @Bean
  VulnerabilitiesApi vulnerabilitiesApi(
      Vulnerabilities vulnerabilities, Published published, Jdbi jdbi) {
    return new VulnerabilitiesApi(vulnerabilities, published, new CatalogueStore(jdbi));
  }

  @Bean
  PackagesApi packagesApi(
      PackageIndex packages, Projects projects, Channels channels, Published published, Jdbi jdbi) {
    return new PackagesApi(packages, projects, channels, published, new CatalogueStore(jdbi));
  }

  /** Removes what nodes left that were killed, and its own when it ends. */
  @Bean
  Dump dump(Jdbi jdbi, Transactions transactions, Clock clock) {
    FetchedFiles.removeOlderThan(
        LEFT, clock.instant(), Path.of(System.getProperty("java.io.tmpdir")), Dump.PREFIX);
    return Dump.in(jdbi, transactions, clock);
  }

  @Bean
  DumpApi dumpApi(Dump dump) {
    return new DumpApi(dump);
  }

  @Bean
  DescriptionApi descriptionApi() {
    return new DescriptionApi();
  }
}
