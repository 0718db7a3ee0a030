package org.snowguard.server.notification.feed;

import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.issue.Issues;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.nixpkgs.PackageIndex;
import org.snowguard.server.nixpkgs.Projects;
import org.snowguard.server.web.WebSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires this feature. */
@Configuration(proxyBeanMethods = false)
class FeedConfiguration {

  @Bean
  FeedPages feedPages(
      Jdbi jdbi,
      PackageIndex packages,
      Projects projects,
      Channels channels,
      Issues issues,
      WebSettings settings) {
    return new FeedPages(
        new Feeds(jdbi, packages, projects, channels, issues),
        new FeedStore(jdbi),
        settings.baseUrl());
  }
}
