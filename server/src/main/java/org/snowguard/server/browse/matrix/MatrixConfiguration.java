package org.snowguard.server.browse.matrix;

import org.jdbi.v3.core.Jdbi;
import org.snowguard.server.nixpkgs.Channels;
import org.snowguard.server.suggestion.SuggestionChanges;
import org.snowguard.server.web.Transactions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the matrix. */
@Configuration(proxyBeanMethods = false)
class MatrixConfiguration {

  @Bean
  ReleaseMatrixPages releaseMatrixPages(
      Jdbi jdbi, Channels channels, Transactions transactions, SuggestionChanges changes) {
    return new ReleaseMatrixPages(
        new ReleaseMatrix(new MatrixStore(jdbi), channels, transactions, changes));
  }
}
