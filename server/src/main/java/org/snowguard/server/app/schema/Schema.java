package org.snowguard.server.app.schema;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/**
 * The schema of one database; each feature has migrations of its own. Several nodes may start at
 * once: one migrates under a lock that PostgreSQL holds, the others wait for it.
 */
public final class Schema {

  private final DataSource dataSource;

  public Schema(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Where a database stands, seen from this program; null where there is nothing yet. */
  public record Standing(@Nullable String applied, String known) {

    public boolean isCurrent() {
      return known.equals(applied);
    }

    /** Whether a newer program has been at work. */
    public boolean isNewer() {
      return applied != null && isNewer(applied, known);
    }

    private static boolean isNewer(String left, String right) {
      return MigrationVersion.fromVersion(left).isNewerThan(right);
    }
  }

  public Standing standing() {
    return words("reading the schema's version", () -> standing(flyway(null)));
  }

  /** Whether this program can bring a database to this version. */
  public boolean knows(String version) {
    return Arrays.stream(flyway(null).info().all())
        .filter(migration -> migration.getState().isResolved())
        .map(MigrationInfo::getVersion)
        .anyMatch(known -> known.equals(MigrationVersion.fromVersion(version)));
  }

  /** Brings the schema up to date. */
  public void migrate() {
    migrate(null);
  }

  /** Brings the schema to the version that a backup was written with. */
  public void migrateTo(String version) {
    migrate(version);
  }

  private void migrate(@Nullable String target) {
    words(
        "bringing the schema up to date",
        () -> {
          Flyway flyway = flyway(target);
          requireNotNewer(standing(flyway));
          return flyway.migrate();
        });
  }

  /** Fails in words where a newer program has been at work. */
  public void requireNotNewer() {
    requireNotNewer(standing());
  }

  /** Fails in words where there is nothing to read, or a newer program has been at work. */
  public void requireFilled() {
    requireFilled(standing());
  }

  /** Fails in words where this program cannot read the schema as it is. */
  public void requireCurrent() {
    Standing standing = standing();
    requireFilled(standing);
    if (!standing.isCurrent()) {
      throw new DatabaseException(
          "While opening the database: its schema has version %s, and this program reads version %s. Nothing was changed. Start the server of this release first (snowguard serve): it brings the schema up to date."
              .formatted(standing.applied(), standing.known()));
    }
  }

  private static void requireFilled(Standing standing) {
    if (standing.applied() == null) {
      throw new DatabaseException(
          "While opening the database: Snowguard has never stored anything in it, and nothing was"
              + " created. Check --data or --database-url (SNOWGUARD_DATA, DATABASE_URL); snowguard"
              + " serve begins with an empty database.");
    }
    requireNotNewer(standing);
  }

  private static void requireNotNewer(Standing standing) {
    if (standing.isNewer()) {
      throw new DatabaseException(
          "While opening the database: its schema has version %s, and this program knows versions up to %s."
                  .formatted(standing.applied(), standing.known())
              + " A newer Snowguard has been at work: use that release, or restore a backup from"
              + " before it into an empty database.");
    }
  }

  private static Standing standing(Flyway flyway) {
    MigrationInfo[] all = flyway.info().all();
    Optional<MigrationVersion> known = newest(all, migration -> migration.getState().isResolved());
    Optional<MigrationVersion> applied = newest(all, migration -> migration.getState().isApplied());
    return new Standing(
        applied.map(MigrationVersion::getVersion).orElse(null),
        known.map(MigrationVersion::getVersion).orElseThrow());
  }

  private static Optional<MigrationVersion> newest(
      MigrationInfo[] all, Predicate<MigrationInfo> which) {
    return Arrays.stream(all)
        .filter(which)
        .map(MigrationInfo::getVersion)
        .max(MigrationVersion::compareTo);
  }

  private Flyway flyway(@Nullable String target) {
    FluentConfiguration configuration =
        Flyway.configure().dataSource(dataSource).locations("classpath:db/migration");
    return (target == null ? configuration : configuration.target(target)).load();
  }

  private interface Step<T> {
    T take();
  }

  private static <T> T words(String trying, Step<T> step) {
    try {
      return step.take();
    } catch (FlywayException e) {
      throw new DatabaseException(
          "While %s: %s. Use the release that the data was written with, or begin with an empty database."
              .formatted(trying, e.getMessage()),
          e);
    }
  }
}
