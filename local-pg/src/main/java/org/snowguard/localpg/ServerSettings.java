package org.snowguard.localpg;

import java.nio.file.Path;

/** The configuration that we write before each start, so that a new release can change it. */
final class ServerSettings {
  private ServerSettings() {}

  static String postgresqlConf(DataFiles files, int port, Durability durability) {
    return """
    # Written by Snowguard at each start. Your own settings belong in postgresql.local.conf.
    listen_addresses = '127.0.0.1'
    port = %d
    unix_socket_directories = ''
    hba_file = %s
    password_encryption = 'scram-sha-256'
    ssl = off

    # A machine of two cores and a few gigabytes that also runs Snowguard itself.
    max_connections = 100
    shared_buffers = 256MB
    effective_cache_size = 1GB
    work_mem = 16MB
    maintenance_work_mem = 128MB
    random_page_cost = 1.1
    jit = off
    huge_pages = off
    # Bounds the log that a recovery reads through to a few seconds.
    max_wal_size = 1GB
    min_wal_size = 128MB
    checkpoint_timeout = 5min
    max_wal_senders = 0
    # Statements of an owner that was killed end soon after it.
    client_connection_check_interval = 1s

    log_destination = 'stderr'
    logging_collector = off
    log_line_prefix = '%%m [%%p] '
    log_checkpoints = off
    log_timezone = 'UTC'
    timezone = 'UTC'
    datestyle = 'iso, ymd'
    lc_messages = 'C'
    default_text_search_config = 'pg_catalog.english'

    %s
    include = %s
    """
        .formatted(
            port,
            quoted(files.accessRules()),
            durability(durability),
            quoted(files.localSettings()));
  }

  /**
   * The superuser cannot log in at all: who needs it stops the server and uses single-user mode.
   */
  static String accessRules() {
    return """
    # Written by Snowguard at each start: the loopback, by password, nothing else.
    # TYPE  DATABASE  USER       ADDRESS       METHOD
    host    all       %s  127.0.0.1/32  scram-sha-256
    """
        .formatted(ClusterCreation.ROLE);
  }

  private static String durability(Durability durability) {
    return switch (durability) {
      case FULL ->
          """
          fsync = on
          full_page_writes = on
          synchronous_commit = on
          wal_compression = on
          """;
      case NONE ->
          """
          fsync = off
          full_page_writes = off
          synchronous_commit = off
          wal_level = minimal
          autovacuum_naptime = 10s
          """;
    };
  }

  private static String quoted(Path path) {
    return "'" + path.toString().replace("'", "''") + "'";
  }
}
