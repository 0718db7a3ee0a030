package org.snowguard.server.nixpkgs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;
import org.snowguard.core.nixpkgs.PackageMetadata;
import org.snowguard.core.nixpkgs.PackageSources;

/** Spans with the snapshots at their ends, and what became of attributes. */
final class HistoryStore {

  private static final String SPANS =
      """
      select package_span.id, channel.name as channel, channel.status <> 'end_of_life' as supported,
        package_span.attribute, package_span.name, package_span.pname, package_span.version,
        package_span.metadata_id, package_span.sources_id,
        since.id as from_id, since.revision as from_revision,
        coalesce(since.taken_at, since.imported_at) as from_at, since.taken_at is not null as from_taken,
        last.id as to_id, last.revision as to_revision,
        coalesce(last.taken_at, last.imported_at) as to_at, last.taken_at is not null as to_taken,
        gone.id as gone_id, gone.revision as gone_revision,
        coalesce(gone.taken_at, gone.imported_at) as gone_at, gone.taken_at is not null as gone_taken
      from package_span
      join channel on channel.id = package_span.channel_id
      join snapshot since on since.id = package_span.first_snapshot
      join lateral (
        select * from snapshot
        where snapshot.channel_id = package_span.channel_id
          and (package_span.last_snapshot is null or snapshot.id = package_span.last_snapshot)
        order by snapshot.id desc limit 1) last on true
      left join lateral (
        select * from snapshot
        where snapshot.channel_id = package_span.channel_id
          and snapshot.id > package_span.last_snapshot
        order by snapshot.id limit 1) gone on true
      """;

  /** Where attributes vanished from a channel, with the first snapshot without them. */
  private static final String ENDS =
      """
      ends as materialized (
        select package_span.channel_id, package_span.attribute, package_span.pname,
          next.id as snapshot_id
        from package_span
        join lateral (
          select id from snapshot
          where snapshot.channel_id = package_span.channel_id
            and snapshot.id > package_span.last_snapshot
          order by id limit 1) next on true
        where package_span.last_snapshot is not null and <vanished> and not exists (
          select 1 from package_span successor
          where successor.attribute = package_span.attribute
            and successor.channel_id = package_span.channel_id
            and successor.first_snapshot = next.id))
      """;

  /** Where attributes appeared in a channel, with the last snapshot without them. */
  private static final String BEGINNINGS =
      """
      beginnings as materialized (
        select package_span.channel_id, package_span.attribute, package_span.pname,
          package_span.first_snapshot as snapshot_id, previous.id as previous_id
        from package_span
        join lateral (
          select max(id) as id from snapshot
          where snapshot.channel_id = package_span.channel_id
            and snapshot.id < package_span.first_snapshot) previous on previous.id is not null
        where <appeared> and not exists (
          select 1 from package_span predecessor
          where predecessor.attribute = package_span.attribute
            and predecessor.channel_id = package_span.channel_id
            and predecessor.last_snapshot = previous.id))
      """;

  /** Where a project is not known, the derivation's name has to be the same. */
  private static final String MOVES =
      """
      select channel.name as channel, ends.attribute as source, beginnings.attribute as target,
        ends.pname = beginnings.pname as same_name,
        snapshot.id as at_id, snapshot.revision as at_revision,
        coalesce(snapshot.taken_at, snapshot.imported_at) as at_at,
        snapshot.taken_at is not null as at_taken
      from ends
      join beginnings on beginnings.snapshot_id = ends.snapshot_id
        and beginnings.attribute <> ends.attribute
      join channel on channel.id = ends.channel_id
      join snapshot on snapshot.id = ends.snapshot_id
      left join lateral (select project_id from <projects> as known
        where known.attribute = ends.attribute limit 1) old on true
      left join lateral (select project_id from <projects> as known
        where known.attribute = beginnings.attribute limit 1) new on true
      where old.project_id = new.project_id
        or (ends.pname = beginnings.pname and (old.project_id is null or new.project_id is null))
      order by channel.position, channel.name collate "C", snapshot.id desc, same_name desc,
        ends.attribute collate "C", beginnings.attribute collate "C"
      """;

  private static final RowMapper<PackageMove> MOVE =
      (row, context) ->
          new PackageMove(
              row.getString("channel"),
              row.getString("source"),
              row.getString("target"),
              row.getBoolean("same_name"),
              point(row, "at"));

  private final Jdbi jdbi;

  HistoryStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  boolean hasSnapshot() {
    return jdbi.withHandle(
        handle ->
            handle.createQuery("select exists (select from snapshot)").mapTo(boolean.class).one());
  }

  /** Attributes in order; channels together, as rolling ones share a position; the newest first. */
  List<ShippedSpan> spans(Collection<String> attributes) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SPANS
                        + """
                        where package_span.attribute = any(:attributes)
                        order by package_span.attribute collate "C", channel.position,
                          channel.name collate "C", package_span.id desc
                        """)
                .bindArray("attributes", String.class, attributes)
                .map((row, context) -> span(row))
                .list());
  }

  /**
   * An attribute's spans in a channel, the newest first.
   *
   * @param before only those with smaller numbers; null: from the newest on
   */
  List<ShippedSpan> spans(String attribute, String channel, @Nullable Long before, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SPANS
                        + """
                        where package_span.attribute = :attribute and channel.name = :channel
                          and (cast(:before as bigint) is null or package_span.id < :before)
                        order by package_span.id desc limit :limit
                        """)
                .bind("attribute", attribute)
                .bind("channel", channel)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> span(row))
                .list());
  }

  /** How many spans an attribute has in a channel. */
  long count(String attribute, String channel) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select count(*) from package_span join channel on channel.id = package_span.channel_id
                    where package_span.attribute = :attribute and channel.name = :channel
                    """)
                .bind("attribute", attribute)
                .bind("channel", channel)
                .mapTo(long.class)
                .one());
  }

  private static ShippedSpan span(ResultSet row) throws SQLException {
    return new ShippedSpan(
        row.getLong("id"),
        row.getString("channel"),
        row.getBoolean("supported"),
        row.getString("attribute"),
        row.getString("name"),
        row.getString("pname"),
        row.getString("version"),
        row.getLong("metadata_id"),
        row.getObject("sources_id", Long.class),
        point(row, "from"),
        point(row, "to"),
        row.getObject("gone_id") == null ? null : point(row, "gone"));
  }

  private static SnapshotPoint point(ResultSet row, String which) throws SQLException {
    Instant at = row.getObject(which + "_at", OffsetDateTime.class).toInstant();
    return new SnapshotPoint(
        row.getLong(which + "_id"),
        row.getString(which + "_revision"),
        at,
        row.getBoolean(which + "_taken"));
  }

  /** Metadata by number. */
  Map<Long, PackageMetadata> metadata(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select package_metadata.id, package_metadata.body::text as body, platform_list.platforms
                    from package_metadata
                    join platform_list on platform_list.id = package_metadata.platform_list_id
                    where package_metadata.id = any(:ids)
                    """)
                .bindArray("ids", Long.class, ids)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      PackageMetadata body =
                          PackageJson.MAPPER.readValue(
                              row.getColumn("body", String.class), PackageMetadata.class);
                      found.put(
                          row.getColumn("id", Long.class),
                          PackageValues.withPlatforms(
                              body, Set.of(row.getColumn("platforms", String[].class))));
                      return found;
                    }));
  }

  /** Patches and sources by number. */
  Map<Long, PackageSources> sources(Collection<Long> ids) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, body::text as body from package_sources where id = any(:ids)")
                .bindArray("ids", Long.class, ids)
                .reduceRows(
                    new HashMap<>(),
                    (found, row) -> {
                      found.put(
                          row.getColumn("id", Long.class),
                          PackageJson.MAPPER.readValue(
                              row.getColumn("body", String.class), PackageSources.class));
                      return found;
                    }));
  }

  /** What an attribute became. */
  List<PackageMove> movesFrom(String attribute) {
    return moves(
        "with " + ENDS + ", " + BEGINNINGS,
        "package_span.attribute = :attribute",
        "package_span.first_snapshot in (select snapshot_id from ends)",
        attribute);
  }

  /** What an attribute was before. */
  List<PackageMove> movesTo(String attribute) {
    return moves(
        "with " + BEGINNINGS + ", " + ENDS,
        "package_span.last_snapshot in (select previous_id from beginnings)",
        "package_span.attribute = :attribute",
        attribute);
  }

  private List<PackageMove> moves(String ends, String vanished, String appeared, String attribute) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(ends + MOVES)
                .define("vanished", vanished)
                .define("appeared", appeared)
                .define("projects", AttributeStore.PROJECT_OF)
                .bind("attribute", attribute)
                .map(MOVE)
                .list());
  }
}
