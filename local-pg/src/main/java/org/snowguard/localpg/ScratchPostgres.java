package org.snowguard.localpg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Throw-away databases for tests and benchmarks: one server a JVM, started when first asked for,
 * the same binaries and settings as {@link LocalPostgres} but for durability, which is off. All of
 * it is deleted when the JVM ends; what a killed JVM left is deleted by the next one.
 *
 * <pre>{@code
 * ScratchPostgres scratch = ScratchPostgres.shared();
 * ScratchDatabase template = scratch.template("schema", database -> migrate(database));
 * ScratchDatabase mine = scratch.createDatabase(template);
 * }</pre>
 */
public final class ScratchPostgres {
  private static final String DIRECTORY_PREFIX = "snowguard-scratch-";

  private final Session session;
  private final Connection administration;
  private final AtomicInteger created = new AtomicInteger();
  private final Map<String, ScratchDatabase> templates = new ConcurrentHashMap<>();

  private ScratchPostgres(Session session) throws SQLException {
    this.session = session;
    this.administration = session.connect(ClusterCreation.ROLE);
  }

  /** The one server of this JVM. */
  public static ScratchPostgres shared() {
    return Shared.INSTANCE;
  }

  private static final class Shared {
    private static final ScratchPostgres INSTANCE = start();
  }

  /** A new empty database. */
  public ScratchDatabase createDatabase() {
    return create("template0");
  }

  /** A new copy of a database that nobody is connected to, such as a {@link #template}. */
  public ScratchDatabase createDatabase(ScratchDatabase template) {
    return create(template.name());
  }

  /**
   * A database filled once a JVM and then closed, to make copies of. The first caller of a name
   * fills it; others wait.
   */
  public ScratchDatabase template(String name, Consumer<ScratchDatabase> fill) {
    return templates.computeIfAbsent(
        name,
        _ -> {
          ScratchDatabase database = createDatabase();
          fill.accept(database);
          execute(
              "alter database " + database.name() + " allow_connections false",
              "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '"
                  + database.name()
                  + "'");
          return database;
        });
  }

  /** Drops a database, ending the sessions on it. */
  public void drop(ScratchDatabase database) {
    // "with (force)" is refused where autovacuum, which is the superuser's, is at work there; a
    // plain
    // drop ends that by itself.
    execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and"
            + " datname = '"
            + database.name()
            + "'",
        "drop database if exists " + database.name());
  }

  private ScratchDatabase create(String template) {
    String name = "scratch_" + created.incrementAndGet();
    // Copying files costs two checkpoints, which are nothing where nothing is written durably.
    execute("create database " + name + " template " + template + " strategy file_copy");
    return new ScratchDatabase(
        name, session.jdbcUrl(name), ClusterCreation.ROLE, session.password());
  }

  private synchronized void execute(String... statements) {
    try (Statement statement = administration.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new LocalPostgresException(
          "Scratch PostgreSQL failed at `" + String.join("; ", statements) + "`: " + e.getMessage(),
          e);
    }
  }

  private static ScratchPostgres start() {
    LocalPostgresConfig defaults = LocalPostgresConfig.defaults();
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    try {
      ServerUser user = ServerUser.choose();
      sweep(parent, user, defaults.cacheDirectory());
      DataFiles files = DataFiles.in(Files.createTempDirectory(parent, DIRECTORY_PREFIX));
      LocalPostgresConfig config = LocalPostgresConfig.at(files.root());
      Preparation preparation = new Preparation(config, user);
      preparation.openToServer(files.root());
      preparation.createDirectories();
      OwnerLock lock = OwnerLock.tryAcquire(files).orElseThrow();
      PostgresBinaries binaries = PostgresBinaries.unpackedIn(config.cacheDirectory());
      new ClusterCreation(binaries, user, files, Durability.NONE).unlessDone();
      Postmaster postmaster = new Postmaster(binaries, user, files, Durability.NONE);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(() -> discard(files, postmaster, lock), "discard-scratch-postgresql"));
      return new ScratchPostgres(Session.of(files, postmaster.ensureRunning()));
    } catch (IOException | SQLException e) {
      throw new LocalPostgresException(
          "Cannot start a scratch PostgreSQL below " + parent + ": " + e, e);
    }
  }

  /** Deletes what killed JVMs left, servers included. */
  private static void sweep(Path parent, ServerUser user, Path cache) throws IOException {
    for (Path leftover : Directories.childrenStartingWith(parent, DIRECTORY_PREFIX)) {
      DataFiles files = DataFiles.in(leftover);
      // An empty lock file belongs to a JVM that is about to lock it.
      if (!Files.isWritable(files.lock()) || Files.size(files.lock()) == 0) {
        continue;
      }
      Optional<OwnerLock> lock = OwnerLock.tryAcquire(files);
      if (lock.isPresent()) {
        PostgresBinaries binaries = PostgresBinaries.unpackedIn(cache);
        discard(files, new Postmaster(binaries, user, files, Durability.NONE), lock.get());
      }
    }
  }

  private static void discard(DataFiles files, Postmaster postmaster, OwnerLock lock) {
    try (lock) {
      postmaster.abandon();
      Directories.delete(files.root());
    } catch (IOException | RuntimeException e) {
      System.err.println("Could not delete " + files.root() + ", delete it yourself: " + e);
    }
  }
}
