package org.snowguard.server.app;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database the server uses.
 *
 * @param url a PostgreSQL service; null starts the embedded one
 * @param data where the embedded one keeps its data; null for the system's usual place
 * @param connections how many connections are kept at most
 */
@ConfigurationProperties("snowguard.database")
record DatabaseSettings(
    @Nullable String url, @Nullable Path data, @DefaultValue("16") int connections) {

  private static final int LEAST = 3;

  DatabaseSettings {
    if (connections < LEAST) {
      throw new IllegalArgumentException(
          "snowguard.database.connections is %d: give at least %d: a node listens for changes on one, and sessions take one beside the page's own"
              .formatted(connections, LEAST));
    }
  }
}
