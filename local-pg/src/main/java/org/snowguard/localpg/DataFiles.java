package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What lies where below a data directory. All but {@code cluster} belongs to our own user; {@code
 * cluster} holds what is created once, and appears whole or not at all.
 */
record DataFiles(Path root) {
  /** Under the one name that does not depend on links: processes recognise each other by it. */
  static DataFiles in(Path directory) throws IOException {
    return new DataFiles(directory.toRealPath());
  }

  static final String STAGING_PREFIX = "cluster-being-created-";

  Path lock() {
    return root.resolve("owner.lock");
  }

  /** Where the server listened last. */
  Path port() {
    return root.resolve("port");
  }

  Path settings() {
    return root.resolve("postgresql.conf");
  }

  /** Settings of the operator, read after ours. */
  Path localSettings() {
    return root.resolve("postgresql.local.conf");
  }

  Path accessRules() {
    return root.resolve("pg_hba.conf");
  }

  Path log() {
    return root.resolve("postgresql.log");
  }

  Path cluster() {
    return root.resolve("cluster");
  }

  Path password() {
    return passwordIn(cluster());
  }

  Path data() {
    return dataIn(cluster());
  }

  static Path passwordIn(Path cluster) {
    return cluster.resolve("password");
  }

  /** The directory that PostgreSQL itself calls its data directory. */
  static Path dataIn(Path cluster) {
    return cluster.resolve("data");
  }
}
