package org.snowguard.server.nixpkgs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.ChannelRelease;

/** Channels and their snapshots. */
final class SnapshotStore {

  private static final String CHANNEL =
      "id, name, branch, status, branched_off_on, end_of_life_on, position";
  private static final String SNAPSHOT =
      """
      id, channel_id, revision, taken_at, imported_at, packages_fingerprint, sources_fingerprint,
      packages
      """;

  private final Jdbi jdbi;

  SnapshotStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Registers a channel, or brings its status and dates up to date. */
  Channel upsertChannel(
      String name, String branch, String status, @Nullable ChannelRelease release, int position) {
    return jdbi.withHandle(
        handle -> {
          handle
              .createUpdate(
                  """
                  insert into channel (name, branch, status, branched_off_on, end_of_life_on, position)
                  values (:name, :branch, :status, :branchedOffOn, :endOfLifeOn, :position)
                  on conflict (name) do update set branch = excluded.branch, status = excluded.status,
                    branched_off_on = excluded.branched_off_on, end_of_life_on = excluded.end_of_life_on,
                    position = excluded.position
                  where (channel.branch, channel.status, channel.branched_off_on, channel.end_of_life_on,
                      channel.position)
                    is distinct from (excluded.branch, excluded.status, excluded.branched_off_on,
                      excluded.end_of_life_on, excluded.position)
                  """)
              .bind("name", name)
              .bind("branch", branch)
              .bind("status", status)
              .bind("branchedOffOn", release == null ? null : release.branchedOffOn())
              .bind("endOfLifeOn", release == null ? null : release.endOfLifeOn())
              .bind("position", position)
              .execute();
          return handle
              .createQuery("select " + CHANNEL + " from channel where name = :name")
              .bind("name", name)
              .map(ConstructorMapper.of(Channel.class))
              .one();
        });
  }

  List<Channel> channels() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select " + CHANNEL + " from channel order by position, name")
                .map(ConstructorMapper.of(Channel.class))
                .list());
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
                .map(ConstructorMapper.of(Snapshot.class))
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
                .map(ConstructorMapper.of(Snapshot.class))
                .list());
  }

  long insert(int channelId, SnapshotOrigin origin, int packages, Instant importedAt) {
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    """
                    insert into snapshot (channel_id, revision, taken_at, imported_at, packages_fingerprint,
                      sources_fingerprint, packages)
                    values (:channel, :revision, :takenAt, :importedAt, :packagesFingerprint,
                      :sourcesFingerprint, :packages)
                    """)
                .bind("channel", channelId)
                .bindMethods(origin)
                .bind("packages", packages)
                .bind("importedAt", importedAt)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(long.class)
                .one());
  }

  void setSources(long snapshotId, @Nullable String sourcesFingerprint) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update snapshot set sources_fingerprint = :sources where id = :id")
                .bind("id", snapshotId)
                .bind("sources", sourcesFingerprint)
                .execute());
  }
}
