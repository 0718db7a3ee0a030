package org.snowguard.localpg;

import com.sun.security.auth.module.UnixSystem;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where an embedded database lives and when it stops.
 *
 * @param dataDirectory holds the database, its log and its password; belongs to Snowguard alone
 * @param cacheDirectory holds the unpacked binaries; may be deleted while nothing runs
 * @param stopsWithJvm whether a shutdown hook stops the database. Hooks run side by side, so a
 *     program that closes its connections in a hook of its own sets this to false and calls {@link
 *     LocalPostgres#close()} afterwards
 */
public record LocalPostgresConfig(Path dataDirectory, Path cacheDirectory, boolean stopsWithJvm) {

  public LocalPostgresConfig {
    dataDirectory = dataDirectory.toAbsolutePath().normalize();
    cacheDirectory = cacheDirectory.toAbsolutePath().normalize();
  }

  /**
   * {@code /var/lib/snowguard/postgres} and {@code /var/cache/snowguard} for root, the XDG base
   * directories for everybody else.
   */
  public static LocalPostgresConfig defaults() {
    return defaults(runsAsRoot(), System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /** The defaults with a data directory of the caller's choice. */
  public static LocalPostgresConfig at(Path dataDirectory) {
    return new LocalPostgresConfig(dataDirectory, defaults().cacheDirectory(), true);
  }

  public LocalPostgresConfig withCacheDirectory(Path directory) {
    return new LocalPostgresConfig(dataDirectory, directory, stopsWithJvm);
  }

  public LocalPostgresConfig withoutShutdownHook() {
    return new LocalPostgresConfig(dataDirectory, cacheDirectory, false);
  }

  static LocalPostgresConfig defaults(boolean root, Map<String, String> environment, Path home) {
    // Root's home is closed to others, and PostgreSQL runs as another user then.
    Path data =
        root
            ? Path.of("/var/lib")
            : xdg(environment, "XDG_DATA_HOME", home.resolve(".local").resolve("share"));
    Path cache =
        root ? Path.of("/var/cache") : xdg(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    return new LocalPostgresConfig(
        data.resolve("snowguard").resolve("postgres"), cache.resolve("snowguard"), true);
  }

  static boolean runsAsRoot() {
    return new UnixSystem().getUid() == 0;
  }

  /** XDG base directory specification: an unset, empty or relative value counts as not given. */
  private static Path xdg(Map<String, String> environment, String variable, Path otherwise) {
    String value = environment.getOrDefault(variable, "");
    return value.startsWith("/") ? Path.of(value) : otherwise;
  }
}
