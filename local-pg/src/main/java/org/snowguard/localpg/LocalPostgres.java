package org.snowguard.localpg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A durable PostgreSQL database of our own. One process owns it at a time. It ends with its owner,
 * unless the owner is killed: then it runs on, and the next owner attaches to it.
 */
public final class LocalPostgres implements AutoCloseable {
  private final LocalPostgresConfig config;
  private final Session session;
  private final @Nullable Ownership ownership;
  private @Nullable Thread hook;

  private LocalPostgres(
      LocalPostgresConfig config, Session session, @Nullable Ownership ownership) {
    this.config = config;
    this.session = session;
    this.ownership = ownership;
  }

  /**
   * Starts the database kept in the data directory, creating it the first time, recovering it after
   * a crash, attaching to it when its last owner was killed.
   *
   * @throws LocalPostgresException when another process owns it, or when it cannot start
   */
  public static LocalPostgres start(LocalPostgresConfig config) {
    return open(config, false);
  }

  /**
   * Like {@link #start}, but where another process owns the database, uses it beside that process
   * and leaves it running on {@link #close()}: for commands that work next to a running server.
   */
  public static LocalPostgres startOrJoin(LocalPostgresConfig config) {
    return open(config, true);
  }

  /** Whether the database was ever created; looking creates nothing. */
  public static boolean isThere(LocalPostgresConfig config) {
    return Files.isDirectory(new DataFiles(config.dataDirectory()).cluster());
  }

  private static LocalPostgres open(LocalPostgresConfig config, boolean join) {
    return open(config, ServerUser.choose(), join);
  }

  static LocalPostgres open(LocalPostgresConfig config, ServerUser user, boolean join) {
    try {
      new Preparation(config, user).createDirectories();
      DataFiles files = DataFiles.in(config.dataDirectory());
      OwnerLock lock = OwnerLock.tryAcquire(files).orElse(null);
      if (lock == null) {
        return joinOrRefuse(config, files, join);
      }
      try {
        return own(config, files, user, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new LocalPostgresException(
          "Cannot use %s for the embedded PostgreSQL: %s. Check the directory's owner, permissions and free space."
              .formatted(config.dataDirectory(), e),
          e);
    }
  }

  private static LocalPostgres joinOrRefuse(
      LocalPostgresConfig config, DataFiles files, boolean join) throws IOException {
    if (join) {
      return new LocalPostgres(config, Session.ofRunning(files), null);
    }
    throw new LocalPostgresException(
        "Snowguard is already running as %s on %s; stop it or use another --data."
            .formatted(OwnerLock.describeHolder(files), files.root()));
  }

  private static LocalPostgres own(
      LocalPostgresConfig config, DataFiles files, ServerUser user, OwnerLock lock)
      throws IOException {
    PostgresBinaries binaries = PostgresBinaries.unpackedIn(config.cacheDirectory());
    new ClusterCreation(binaries, user, files, Durability.FULL).unlessDone();
    Ownership ownership =
        new Ownership(lock, new Postmaster(binaries, user, files, Durability.FULL));
    Session session = Session.of(files, ownership.begin());
    session.endOthers();
    LocalPostgres postgres = new LocalPostgres(config, session, ownership);
    if (config.stopsWithJvm()) {
      postgres.addHook();
    }
    return postgres;
  }

  private void addHook() {
    Thread thread = new Thread(this::end, "stop-postgresql");
    Runtime.getRuntime().addShutdownHook(thread);
    hook = thread;
  }

  public String jdbcUrl() {
    return session.jdbcUrl(ClusterCreation.ROLE);
  }

  public String user() {
    return ClusterCreation.ROLE;
  }

  public String password() {
    return session.password();
  }

  public Path dataDirectory() {
    return config.dataDirectory();
  }

  public int port() {
    return session.port();
  }

  /** Whether the database ends with {@link #close()}; not so when another process owns it. */
  public boolean isOwner() {
    return ownership != null;
  }

  /** Stops the database cleanly, ending the sessions that are left. */
  @Override
  public void close() {
    if (hook != null) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending; the hook and this call are the same work, done once.
      }
    }
    end();
  }

  private void end() {
    if (ownership == null) {
      return;
    }
    try {
      ownership.end();
    } catch (IOException e) {
      throw new LocalPostgresException(
          "Cannot stop the PostgreSQL on %s: %s. The next start recovers it."
              .formatted(config.dataDirectory(), e),
          e);
    }
  }

  @Override
  public String toString() {
    return "LocalPostgres[" + config.dataDirectory() + ", " + jdbcUrl() + "]";
  }
}
