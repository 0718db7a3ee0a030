package org.snowguard.server.app;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command of the server takes, and its sub-commands too. */
final class SettingOptions {

  @Option(
      scope = ScopeType.INHERIT,
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in a .properties or .yaml file.")
  private @Nullable Path config;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--database-url",
      paramLabel = "URL",
      description =
          "A PostgreSQL service, postgresql://user:password@host/database; without it an embedded"
              + " one runs. (DATABASE_URL)")
  private @Nullable String databaseUrl;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--data",
      paramLabel = "DIRECTORY",
      description = "Where the embedded PostgreSQL keeps its data. (SNOWGUARD_DATA)")
  private @Nullable Path data;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--base-url",
      paramLabel = "URL",
      description = "How browsers reach the server. (SNOWGUARD_BASE_URL)")
  private @Nullable String baseUrl;

  @Option(
      scope = ScopeType.INHERIT,
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "Any setting by its name, such as snowguard.database.connections=20.")
  private final Map<String, String> others = new HashMap<>();

  /** The settings, with further options of the command. */
  Settings resolve(Map<String, String> further) {
    Map<String, String> options = new HashMap<>(others);
    put(options, "snowguard.database.url", databaseUrl);
    put(options, "snowguard.database.data", data == null ? null : data.toAbsolutePath());
    put(options, "snowguard.web.base-url", baseUrl);
    options.putAll(further);
    return Settings.resolve(options, System.getenv(), config);
  }

  /** For commands that start no web service. */
  DatabaseSettings database() {
    return resolve(Map.of()).bind("snowguard.database", DatabaseSettings.class);
  }

  static void put(Map<String, String> options, String name, @Nullable Object value) {
    if (value != null) {
      options.put(name, value.toString());
    }
  }
}
