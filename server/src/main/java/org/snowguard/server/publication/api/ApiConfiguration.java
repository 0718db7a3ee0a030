package org.snowguard.server.publication.api;

import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.publication.Published;
import org.snowguard.server.vulnerability.Vulnerabilities;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Wires the API. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

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

  @Bean
  DescriptionApi descriptionApi() {
    return new DescriptionApi();
  }
}
