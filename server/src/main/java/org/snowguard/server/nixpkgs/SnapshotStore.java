package org.snowguard.server.nixpkgs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.snowguard.server.web.Rows;

/** Channels and their snapshots. */
final class SnapshotStore {

  private static final String SNAPSHOT =
      """
      id, channel_id, revision, taken_at, imported_at, packages_fingerprint, sources_fingerprint,
      packages, patches_snapshot, patches_unread,
      (select origin.revision from snapshot origin where origin.id = snapshot.patches_snapshot)
        as patches_revision
      """;

  private final Jdbi jdbi;

  SnapshotStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Primary ones, in the order of pages. */
  List<Channel> channels() {
    return new RegistryStore(jdbi).channels().stream().filter(Channel::isPrimary).toList();
  }

  /** Makes this transaction the only one that stores a snapshot of the channel. */
  void lock(int channelId) {
    jdbi.useHandle(
        handle ->
            handle
                .createQuery("select id from channel where id = :id for update")
                .bind("id", channelId)
                .mapTo(int.class)
                .one());
  }

  Optional<Snapshot> current(int channelId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + SNAPSHOT
                        + " from snapshot where channel_id = :channel order by id desc limit 1")
                .bind("channel", channelId)
                .map(Rows.of(Snapshot.class))
                .findOne());
  }

  /** Whether any snapshot of the channel was read from this file. */
  boolean isKnown(int channelId, String packagesFingerprint) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select exists (
                      select 1 from snapshot
                      where channel_id = :channel and packages_fingerprint = :fingerprint)
                    """)
                .bind("channel", channelId)
                .bind("fingerprint", packagesFingerprint)
                .mapTo(boolean.class)
                .one());
  }

  /** The snapshot before another one of the channel. */
  Optional<Long> before(int channelId, long snapshotId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select id from snapshot where channel_id = :channel and id < :snapshot
                    order by id desc limit 1
                    """)
                .bind("channel", channelId)
                .bind("snapshot", snapshotId)
                .mapTo(Long.class)
                .findOne());
  }

  List<Snapshot> latest(int channelId, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + SNAPSHOT
                        + " from snapshot where channel_id = :channel order by id desc limit"
                        + " :limit")
                .bind("channel", channelId)
                .bind("limit", limit)
                .map(Rows.of(Snapshot.class))
                .list());
  }

  /**
   * @param patchesFrom the snapshot whose evaluation still holds, if this has none of its own
   */
  long insert(
      int channelId,
      SnapshotOrigin origin,
      Contents contents,
      @Nullable Long patchesFrom,
      Instant importedAt) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into snapshot (channel_id, revision, taken_at, imported_at, packages_fingerprint,
                      sources_fingerprint, packages, patches_unread, patches_snapshot)
                    values (:channel, :revision, :takenAt, :importedAt, :packagesFingerprint,
                      :sourcesFingerprint, :packages, :unread,
                      case when :sourcesFingerprint::text is null then :patchesFrom
                        else currval(pg_get_serial_sequence('snapshot', 'id')) end)
                    """)
                .bind("channel", channelId)
                .bindMethods(origin)
                .bindMethods(contents)
                .bind("patchesFrom", patchesFrom)
                .bind("importedAt", importedAt)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  /** How many packages there are, and of how many the patches are not known. */
  public record Contents(int packages, int unread) {
    static Contents of(List<StorablePackage> rows) {
      return new Contents(
          rows.size(), (int) rows.stream().filter(row -> row.sourcesId() == null).count());
    }
  }

  /** Adds what a file tells of a snapshot that is stored already. */
  void learn(long snapshotId, SnapshotOrigin origin, Contents contents) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    update snapshot set revision = coalesce(revision, :revision),
                      taken_at = coalesce(taken_at, :takenAt),
                      sources_fingerprint = coalesce(:sourcesFingerprint, sources_fingerprint),
                      patches_snapshot =
                        case when :sourcesFingerprint is null then patches_snapshot else id end,
                      patches_unread = :unread
                    where id = :id
                    """)
                .bind("id", snapshotId)
                .bindMethods(origin)
                .bindMethods(contents)
                .execute());
  }
}
